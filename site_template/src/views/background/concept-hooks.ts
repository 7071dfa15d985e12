/** What a concept is in the model at hand: its hooks, in one block where they lie in blocks; and its colour. */
import type { ConceptNode } from "../../data/concepts.ts";
import type { Hook, ModelEntry } from "../../data/manifest.ts";
import { blockOf, landing } from "../../hooks/kinds.ts";
import type { State } from "../../state/table.ts";

/** The block that is being looked at elsewhere; without one, the block of the tensor that the site opens with. */
export function blockAt(state: State, model: ModelEntry): number {
  const shown = model.hooks.find((hook) => hook.name === state.hook);
  const block = shown && blockOf(shown.stage);
  return block ?? blockOf(landing(model.hooks, model.config.n_layers).stage) ?? 0;
}

/** A concept's hooks in this model; one that the model does not have is left out. */
export function hooksOf(model: ModelEntry, node: ConceptNode, block: number): Hook[] {
  const find = (name: string) => model.hooks.find((hook) => hook.name === name);
  return node.hooks.map((name) => find(name) ?? find(`blocks.${block}.${name}`)).filter((hook) => hook !== undefined);
}

/** The concepts and stages whose colour has a meaning everywhere on the site; see styles/tokens.css. */
const OWN: Readonly<Record<string, string>> = {
  query: "query",
  key: "key",
  value: "value",
  "layer-norm": "norm",
  "cls-token": "cls",
};
const STAGES: Readonly<Record<string, string>> = {
  stream: "stream",
  attention: "pattern",
  mlp: "mlp",
  output: "class",
};

export const roleOf = ({ id, stage }: ConceptNode): string => OWN[id] ?? STAGES[stage] ?? "plain";

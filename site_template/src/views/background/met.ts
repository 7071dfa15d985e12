/** Where a concept is met in the model at hand: its hooks, in one block where they lie in blocks, and their colour. */
import type { ConceptNode } from "../../data/concepts.ts";
import type { Hook, ModelEntry } from "../../data/manifest.ts";
import type { State } from "../../state.ts";
import { blockOf, kindOf, landing } from "../tensors/kinds.ts";

/** The block that is being looked at elsewhere; without one, the block of the tensor that the site opens with. */
export function blockAt(state: State, model: ModelEntry): number {
  const shown = model.hooks.find((hook) => hook.name === state.hook);
  const block = shown && blockOf(shown.stage);
  return block ?? blockOf(landing(model.hooks, model.config.n_layers).stage) ?? 0;
}

/** A concept's hooks in this model; one that the model does not have is left out. */
export function hooksMet(model: ModelEntry, node: ConceptNode, block: number): Hook[] {
  const find = (name: string) => model.hooks.find((hook) => hook.name === name);
  return node.hooks.map((name) => find(name) ?? find(`blocks.${block}.${name}`)).filter((hook) => hook !== undefined);
}

/** Concepts that have a colour of their own beyond that of their tensor. */
const OWN: Readonly<Record<string, string>> = { "cls-token": "cls" };

/** The colour of the tensor that a concept is about first; plain for what is no tensor. */
export function roleOf(model: ModelEntry, node: ConceptNode): string {
  const first = hooksMet(model, node, 0)[0];
  return OWN[node.id] ?? (first ? kindOf(first).role : "plain");
}

/** What kind of tensor a hook is: its colour, its short name in the map, its place in its stage. */
import type { Hook } from "../data/manifest.ts";

/** One colour each, everywhere on the site; see styles/tokens.css. */
export type Role = "stream" | "norm" | "query" | "key" | "value" | "pattern" | "mlp" | "class";

/** Where a part stands in the drawing of its stage, from 1; `group` names the drawing. */
export interface Place {
  readonly group: "embedding" | "attention" | "mlp" | "head";
  readonly column: number;
  readonly row: number;
  /** Rows that it spans. */
  readonly span?: number;
}

export interface Kind {
  readonly id: string;
  readonly role: Role;
  readonly label: string;
  readonly place: Place | null;
}

type Row = readonly [pattern: RegExp, id: string, role: Role, label: string, place: Place | null];

const at = (group: Place["group"], column: number, row: number, span = 1): Place => ({ group, column, row, span });

const ROWS: readonly Row[] = [
  [/^hook_embed$/, "embed", "stream", "patches", at("embedding", 1, 1)],
  [/^hook_pos_embed$/, "pos_embed", "stream", "positions", at("embedding", 1, 2)],
  [/^hook_full_embed$/, "full_embed", "stream", "tokens", at("embedding", 2, 1, 2)],
  [/^ln_final\.hook_scale$/, "final_scale", "norm", "scale", at("head", 1, 1)],
  [/^ln_final\.hook_normalized$/, "final_normalized", "norm", "norm", at("head", 1, 2)],
  [/^logits_\w+$/, "token_logits", "class", "logits", null],
  [/^logits$/, "logits", "class", "logits", at("head", 2, 2)],
  [/^probabilities$/, "probabilities", "class", "", at("head", 3, 2)],
  [/\.hook_resid_pre$/, "resid_pre", "stream", "stream", at("attention", 1, 4)],
  [/\.ln1\.hook_scale$/, "scale", "norm", "scale", at("attention", 2, 1)],
  [/\.ln1\.hook_normalized$/, "normalized", "norm", "norm", at("attention", 2, 2)],
  [/\.hook_q$/, "q", "query", "query", at("attention", 3, 1)],
  [/\.hook_k$/, "k", "key", "key", at("attention", 3, 2)],
  [/\.hook_v$/, "v", "value", "value", at("attention", 3, 3)],
  [/\.hook_attn_scores$/, "scores", "pattern", "scores", at("attention", 4, 1, 2)],
  [/\.hook_pattern$/, "pattern", "pattern", "pattern", at("attention", 5, 1, 2)],
  [/\.hook_z$/, "z", "value", "mix", at("attention", 6, 2, 2)],
  [/\.hook_attn_out$/, "attn_out", "pattern", "join", at("attention", 7, 2, 2)],
  [/\.hook_resid_mid$/, "resid_mid", "stream", "add", at("attention", 8, 4)],
  [/\.ln2\.hook_scale$/, "scale_mlp", "norm", "scale", at("mlp", 1, 1)],
  [/\.ln2\.hook_normalized$/, "normalized_mlp", "norm", "norm", at("mlp", 1, 2)],
  [/\.mlp\.hook_pre$/, "mlp_pre", "mlp", "up", at("mlp", 2, 2)],
  [/\.mlp\.hook_post$/, "mlp_post", "mlp", "", at("mlp", 3, 2)],
  [/\.hook_mlp_out$/, "mlp_out", "mlp", "down", at("mlp", 4, 2)],
  [/\.hook_resid_post$/, "resid_post", "stream", "add", at("mlp", 5, 4)],
];

/** A hook that no row knows is drawn by its operation and shown under its own name. */
const BY_OP: Readonly<Record<string, Role>> = {
  norm_scale: "norm",
  layer_norm: "norm",
  scores: "pattern",
  softmax: "pattern",
  weighted_sum: "value",
  projection: "pattern",
  activation: "mlp",
  head: "class",
};

export function kindOf(hook: Hook): Kind {
  const row = ROWS.find(([pattern]) => pattern.test(hook.name));
  if (row) return { id: row[1], role: row[2], label: row[3] || appliedBy(hook), place: row[4] };
  return {
    id: "other",
    role: BY_OP[hook.op] ?? "stream",
    label: hook.name
      .split(".")
      .pop()!
      .replace(/^hook_/, ""),
    place: null,
  };
}

/** The function that an activation applies, as it is written. */
const activationOf = ({ activation }: Hook): string => activation ?? "activation";

/** The function that makes a tensor, where that is its name: "GELU", "softmax". */
const appliedBy = (hook: Hook): string => (hook.op === "activation" ? activationOf(hook) : hook.op);

export const KINDS: readonly string[] = ROWS.map(([, id]) => id);

/** The block that a stage names; null outside of the blocks. */
export function blockOf(stage: string): number | null {
  const found = /^blocks\.(\d+)$/.exec(stage);
  return found ? Number(found[1]) : null;
}

/** The stages of a model in forward order. */
export const stagesOf = (hooks: readonly Hook[]): string[] => [...new Set(hooks.map((hook) => hook.stage))];

export function stageTitle(stage: string): string {
  const block = blockOf(stage);
  return block === null ? stage : `block ${block}`;
}

/** The same part in another stage, or else the part that tells most about that stage. */
export function counterpart(hooks: readonly Hook[], from: Hook, stage: string): Hook {
  const there = hooks.filter((hook) => hook.stage === stage);
  const kind = kindOf(from).id;
  const wanted = [kind, "pattern", "full_embed", "probabilities"];
  return (
    wanted.map((id) => there.find((hook) => kindOf(hook).id === id)).find((hook) => hook !== undefined) ?? there[0]!
  );
}

/** What a visitor sees first: where the tokens look, late enough in the model to be about the picture. */
export function landing(hooks: readonly Hook[], layers: number): Hook {
  return hooks.find((hook) => hook.name === `blocks.${Math.max(0, layers - 2)}.attn.hook_pattern`) ?? hooks[0]!;
}

/**
 * An edit is data: at which hook of which blocks what is done, where in the tensor, and with what value. What kinds
 * there are stands in one table; how each is written in an address, and checked, stands in another, `kinds.ts`.
 */
import type { ModelEntry } from "../data/manifest.ts";
import { gridOf } from "../hooks/sizes.ts";
import type { Box } from "../maths/interaction/boxes.ts";
import type { Edge } from "../maths/interaction/masks.ts";
import type { Grid } from "../maths/tokens.ts";

/** By which rule patches are dropped, and what patches may read instead of everything. */
export const DROPS = ["least", "most", "attention", "similarity", "random"] as const;
export const RESTRICTS = ["adaptive", "fixed", "random"] as const;
export type Drop = (typeof DROPS)[number];
export type Restrict = (typeof RESTRICTS)[number];

/** The table of kinds: where in the tensor an edit is made, and with what value. */
interface Kinds {
  /** Patches, counted row by row, that no token reads any more. */
  readonly remove: { readonly where: readonly number[]; readonly value: null };
  /** More of them, the first in some order: per cent of all. */
  readonly drop: { readonly where: Drop; readonly value: number };
  /** Every patch reads a window only. */
  readonly restrict: { readonly where: "patches"; readonly value: Restrict };
  /** This patch reads this window only, set by hand. */
  readonly window: { readonly where: number; readonly value: Box };
  /** The query does not read the key; both are positions in the sequence. */
  readonly cut: { readonly where: Pick<Edge, "query" | "key">; readonly value: null };
}

export type What = keyof Kinds;

export type Edit<W extends What = What> = {
  [K in W]: {
    /** A hook of a block, without the block: "attn.hook_attn_scores". */
    readonly hook: string;
    /** Null for all blocks. */
    readonly block: number | null;
    readonly what: K;
    readonly where: Kinds[K]["where"];
    readonly value: Kinds[K]["value"];
  };
}[W];

export type Edits = readonly Edit[];

/** What can be edited so far: scores, which become minus infinity. */
export const SCORES = "attn.hook_attn_scores";

const made = <W extends What>(
  what: W,
  where: Kinds[W]["where"],
  value: Kinds[W]["value"],
  block: number | null = null,
): Edit<W> => ({ hook: SCORES, block, what, where, value }) as Edit<W>;

export const removeEdit = (patches: readonly number[]): Edit<"remove"> => made("remove", patches, null);
export const dropEdit = (rule: Drop, share: number): Edit<"drop"> => made("drop", rule, share);
export const restrictEdit = (rule: Restrict, block: number | null): Edit<"restrict"> =>
  made("restrict", "patches", rule, block);
export const windowEdit = (block: number, patch: number, box: Box): Edit<"window"> => made("window", patch, box, block);
export const cutEdit = (query: number, key: number, block: number | null): Edit<"cut"> =>
  made("cut", { query, key }, null, block);

/** What of a model edits are held against. */
export interface Contract {
  readonly grid: Grid;
  readonly blocks: number;
  /** Whether there is a hook of this name. */
  has(hook: string): boolean;
}

export const contractOf = ({ config, hooks }: ModelEntry): Contract => ({
  grid: gridOf(config),
  blocks: config.n_layers,
  has: (name) => hooks.some((hook) => hook.name === name),
});

/** All edits of one kind. */
export const only = <W extends What>(edits: Edits, what: W): Edit<W>[] =>
  edits.filter((edit) => edit.what === what) as readonly unknown[] as Edit<W>[];

/** The edits with those of one kind replaced. */
export const replaced = <W extends What>(edits: Edits, what: W, ...others: readonly Edit<W>[]): Edits => [
  ...edits.filter((edit) => edit.what !== what),
  ...(others as readonly unknown[] as Edits),
];

/** The edits with this window in place of the one of that block and patch; null takes it out. */
export function withWindow(edits: Edits, block: number, patch: number, box: Box | null): Edits {
  const others = only(edits, "window").filter((one) => one.block !== block || one.where !== patch);
  return replaced(edits, "window", ...others, ...(box ? [windowEdit(block, patch, box)] : []));
}

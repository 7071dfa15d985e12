/** The kinds of map, and what a state asks of them. */

import type { ModelEntry } from "../../data/manifest.ts";
import type { State } from "../../state/table.ts";
import type { Fuse, RolloutOptions } from "./data.ts";
import type { Method } from "./scene.ts";

export const METHODS: readonly Method[] = ["similarity", "attention", "rollout"];

/** The head of a state, where the model has it. */
export const headOf = (state: State, model: ModelEntry): number =>
  Math.min(state.head, Math.max(0, model.config.n_heads - 1));

export const fuseOf = (state: State, model: ModelEntry): Fuse =>
  state.fuse === "head" ? headOf(state, model) : state.fuse;

/** Rollout multiplies what all heads do together: a single head counts as the mean there. */
export const rolloutOf = (state: State): RolloutOptions => ({
  identity: state.identity === "with",
  fuse: state.fuse === "head" ? "mean" : state.fuse,
  discard: state.discard / 100,
});

/** The block of the large map; the last one where the state names none that exists. */
export function blockOf(state: State, blocks: number): number {
  const named = /^\d{1,4}$/.test(state.block) ? Number(state.block) : blocks - 1;
  return Math.min(Math.max(0, named), blocks - 1);
}

/** The methods of the rows, the large map's first. */
export function methodsOf(state: State, offered: readonly Method[]): Method[] {
  const first = offered.includes(state.method) ? state.method : offered[0]!;
  const others = offered.filter((method) => method !== first);
  const named = state.beside.split(",");
  const beside = state.beside === "none" ? [] : others.filter((method) => named.includes(method));
  return [first, ...(beside.length > 0 || state.beside === "none" ? beside : others)];
}

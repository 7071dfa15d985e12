/** The kinds of map: what they are called, their colour, their concept, and what a state asks of them. */

import type { ModelEntry } from "../../data/manifest.ts";
import { number as printed, tick } from "../../maths/numbers.ts";
import type { State } from "../../state/table.ts";
import type { Fuse, RolloutOptions } from "./data.ts";
import type { Method } from "./scene.ts";

export const METHODS: readonly Method[] = ["similarity", "attention", "rollout"];

interface Words {
  readonly title: string;
  /** What its numbers are called on an axis or a legend. */
  readonly quantity: string;
  readonly role: string;
  readonly concept: string;
}

const WORDS: Readonly<Record<Method, Words>> = {
  similarity: { title: "cosine similarity", quantity: "similarity", role: "cls", concept: "cosine-similarity" },
  attention: { title: "attention", quantity: "attention", role: "pattern", concept: "attention-pattern" },
  rollout: { title: "rollout", quantity: "rollout", role: "pattern", concept: "attention-rollout" },
};

export const wordsOf = (method: Method): Words => WORDS[method];

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

export const fuseWords = (fuse: Fuse): string =>
  typeof fuse === "number"
    ? `head ${fuse}`
    : { mean: "mean of heads", max: "largest of heads", min: "smallest of heads" }[fuse];

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

/** A value of a map: two decimals where it is a cosine, three significant digits elsewhere. */
export const valueText = (method: Method, value: number): string => {
  if (!Number.isFinite(value)) return "undefined";
  if (method !== "similarity") return printed(value);
  const text = value.toFixed(2).replace("-", "\u2212");
  return text === "\u22120.00" ? "0.00" : text;
};

/** A threshold with the decimals that it has, two at least where it is a cosine. */
export function thresholdText(method: Method, value: number): string {
  if (!Number.isFinite(value)) return valueText(method, value);
  if (method !== "similarity") return tick(value);
  const decimals = (String(value).split(".")[1] ?? "").length;
  return decimals > 2 && !String(value).includes("e")
    ? value.toFixed(Math.min(4, decimals)).replace("-", "\u2212")
    : valueText(method, value);
}

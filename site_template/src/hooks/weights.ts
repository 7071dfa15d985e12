/** What a weight is in words, found by its name. */
import { WEIGHTS, type WeightWords } from "./words/weights.ts";

const BLOCK = /^blocks\.\d+\./;

/** A weight that no row knows goes under its own name. */
export function weightWords(name: string): WeightWords {
  const known = name.replace(BLOCK, "");
  const [title, role, about] = WEIGHTS[known] ?? [name, "stream" as const, ""];
  return { title, role, about };
}

/** Weights that have words of their own, for the test of coverage. */
export const KNOWN_WEIGHTS: readonly string[] = Object.keys(WEIGHTS);

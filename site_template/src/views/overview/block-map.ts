import type { ClassShare } from "../../data/maps.ts";

/** What a station shows of its block: one number a token, the length of the chosen token's row, the answer there. */
export interface BlockMap {
  readonly values: Float32Array;
  /** Null in a precomputed map, which has values of 256 steps and nothing else. */
  readonly length: number | null;
  /** The most likely classes if the model stopped here, highest first; none where nobody knows. */
  readonly answers: readonly ClassShare[];
}

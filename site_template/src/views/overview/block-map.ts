/** What a station shows of its block: one number a token, and the length of the chosen token's row. */
export interface BlockMap {
  readonly values: Float32Array;
  /** Null in a precomputed map, which has values of 256 steps and nothing else. */
  readonly length: number | null;
}

/** The numbers of the view: maps of one picture in one model, from the live tensors or from the precomputed ones. */
import type { TensorValue } from "../../engine/engine.ts";
import type { BlockData } from "../../figures/blocks/run-data.ts";
import type { Fuse } from "../../maths/attention.ts";

export type { Fuse };

export interface RolloutOptions {
  /** Whether each token also keeps its own row, half and half. */
  readonly identity: boolean;
  readonly fuse: "mean" | "max" | "min";
  /** Share of each fused pattern, its lowest entries, that is dropped: 0 to 1. */
  readonly discard: number;
}

/**
 * Whatever has not come yet, or cannot be had, is null. Maps hold one number a patch (prefix tokens left out), in
 * reading order; several references count as their mean.
 */
export interface Numbers {
  /** `blocks.{block}.hook_resid_post` [pos, d_model]; live only. */
  tokens(block: number): TensorValue | null;
  /** `blocks.{block}.attn.hook_pattern` [head, query, key]; live only. Comes after the tokens. */
  pattern(block: number): TensorValue | null;
  /** Cosine of every token with every token, [pos, pos]; computed once a block. */
  similarities(block: number): Float64Array | null;
  /** Cosine of each patch with the mean of the references. */
  similarity(block: number, references: readonly number[]): Float64Array | null;
  /** Attention that the references pay to each patch. */
  attention(block: number, references: readonly number[], fuse: Fuse): Float64Array | null;
  /** Attention rolled out from the first block to this one. */
  rollout(block: number, references: readonly number[], options: RolloutOptions): Float64Array | null;
}

/** Those of one picture in one model; panels are told of arrivals through their `update`. */
export interface InterpretationData extends BlockData, Numbers {}

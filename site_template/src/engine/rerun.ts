/**
 * The forward pass once more with attention restricted in some blocks, from what the last run left.
 *
 * Scores of pairs that are forbidden become minus infinity, which the softmax turns into exactly 0. Blocks before the
 * first restricted one are not computed again; from there on the graph runs from one restricted block's scores to the
 * next one's, so that nothing is computed twice.
 */
import type { GraphModel } from "@tensorflow/tfjs-converter";
import { add, type io, type NamedTensorMap, type Tensor, tensor, tidy } from "@tensorflow/tfjs-core";

import type { Masks } from "./engine.ts";
import { read } from "./read.ts";

/** What a run has left. */
export interface Left {
  readonly graph: GraphModel<io.IOHandler>;
  /** By hook, in forward order. */
  readonly tensors: ReadonlyMap<string, Tensor>;
  /** Hooks that were fed; they stay as they are. */
  readonly fed: readonly string[];
}

const scoresOf = (block: number): string => `blocks.${block}.attn.hook_attn_scores`;

/** All that the rest of the model needs of a block whose scores are known. */
const restOf = (block: number): string[] => [`blocks.${block}.attn.hook_v`, `blocks.${block}.hook_resid_pre`];

/**
 * The values of some hooks, by name.
 *
 * @param names hooks of the model.
 */
export async function rerun(
  left: Left,
  masks: Masks,
  names: readonly string[],
): Promise<Map<string, Float32Array<ArrayBuffer>>> {
  const values = new Map<string, Promise<Float32Array<ArrayBuffer>>>();
  // Begun at once, though a graphics card takes its time: what is read lives until it has been.
  const keep = (some: readonly string[], from: NamedTensorMap) =>
    some.forEach((name) => values.set(name, read(from[name]!)));
  const blocks = masks.flatMap((mask, block) => (mask ? [block] : []));
  const parts = cut([...left.tensors.keys()], blocks, names);
  keep(parts[0]!, picked(left, parts[0]!));
  tidy(() => {
    const penalties = penaltiesOf(left, masks);
    const lasting = new Set(left.tensors.values());
    let state = picked(
      left,
      blocks.slice(0, 1).flatMap((first) => [scoresOf(first), ...restOf(first)]),
    );
    for (const [i, block] of blocks.entries()) {
      const next = blocks.slice(i + 1, i + 2).flatMap((next) => [scoresOf(next), ...restOf(next)]);
      const before = state;
      state = tidy(() => {
        const scores = add(before[scoresOf(block)]!, penalties.get(masks[block]!)!);
        return run(left, { ...before, [scoresOf(block)]: scores }, [...new Set([...next, ...parts[i + 1]!])]);
      });
      keep(parts[i + 1]!, state);
      for (const old of Object.values(before)) if (!lasting.has(old)) old.dispose();
    }
  });
  return new Map(await Promise.all([...values].map(async ([name, value]) => [name, await value] as const)));
}

/** Names by the part of the pass that they are of: before the first restricted block's scores, from there to the next. */
function cut(order: readonly string[], blocks: readonly number[], names: readonly string[]): string[][] {
  const places = new Map(order.map((name, place) => [name, place]));
  const starts = [0, ...blocks.map((block) => places.get(scoresOf(block))!), Infinity];
  return starts
    .slice(0, -1)
    .map((start, i) => names.filter((name) => places.get(name)! >= start && places.get(name)! < starts[i + 1]!));
}

function picked({ tensors }: Left, names: readonly string[]): NamedTensorMap {
  return Object.fromEntries(names.map((name) => [name, tensors.get(name)!]));
}

function run(left: Left, inputs: NamedTensorMap, outputs: readonly string[]): NamedTensorMap {
  const found = left.graph.execute({ ...picked(left, left.fed), ...inputs }, [...outputs]) as Tensor[];
  return Object.fromEntries(outputs.map((name, i) => [name, found[i]!]));
}

/** What is added to the scores of every head, by mask: blocks that share a mask share it. */
function penaltiesOf({ tensors }: Left, masks: Masks): Map<Uint8Array, Tensor> {
  const penalties = new Map<Uint8Array, Tensor>();
  masks.forEach((mask, block) => {
    if (!mask || penalties.has(mask)) return;
    const [queries, keys] = tensors.get(scoresOf(block))!.shape.slice(-2) as [number, number];
    penalties.set(mask, tensor(penaltyOf(mask), [1, 1, queries, keys]));
  });
  return penalties;
}

/** A plain loop: several times as fast as Float32Array.from, and there is one for every block. */
function penaltyOf(mask: Uint8Array): Float32Array {
  const penalty = new Float32Array(mask.length);
  for (let i = 0; i < mask.length; i++) if (!mask[i]) penalty[i] = -Infinity;
  return penalty;
}

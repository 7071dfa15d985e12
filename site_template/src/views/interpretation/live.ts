/** The numbers of a run in this page: tensors as they arrive, and what is worked out from them, once each. */
import type { TensorValue } from "../../engine/engine.ts";
import type { About, Tensors } from "../../figures/blocks/run-data.ts";
import { attentionMap, fuseHeads, meanOfQueries } from "../../maths/attention.ts";
import { product, rolloutStep } from "../../maths/rollout.ts";
import { lengthsOf, similarityMatrix, similarityTo } from "../../maths/similarity.ts";
import type { Numbers, RolloutOptions } from "./data.ts";

export const live = (about: About, tensors: Tensors): Numbers => ({
  tokens: (block) => tensors.of("stream", block),
  pattern: (block) => tensors.of("pattern", block),
  ...cosines(about, tensors),
  ...attentions(about, tensors),
});

function cosines({ grid }: About, { of }: Tensors): Pick<Numbers, "similarity" | "similarities"> {
  const lengths = new Map<number, Float64Array>();
  const pairs = new Map<number, Float64Array>();
  return {
    similarities(block) {
      const tensor = of("stream", block);
      return tensor && keptIn(pairs, block, () => similarityMatrix(tensor.data, ...planeOf(tensor)));
    },
    similarity(block, references) {
      const tensor = of("stream", block);
      if (!tensor) return null;
      const size = keptIn(lengths, block, () => lengthsOf(tensor.data, ...planeOf(tensor)));
      return similarityTo(tensor.data, ...planeOf(tensor), references, grid.prefix, size);
    },
  };
}

function attentions({ grid }: About, { of }: Tensors): Pick<Numbers, "attention" | "rollout"> {
  const fused = keptFor<Float64Array>();
  const rolled = keptFor<Float64Array>();

  /** Up to a block from the one before it, so that a later one goes on where an earlier one stopped. */
  function rollout(block: number, options: RolloutOptions): Float64Array | null {
    return rolled(JSON.stringify(options), block, () => {
      const pattern = of("pattern", block);
      const before = block > 0 ? rollout(block - 1, options) : null;
      if (!pattern || (block > 0 && !before)) return null;
      const step = rolloutStep(pattern.data, pattern.shape[0]!, grid.tokens, { ...options, prefix: grid.prefix });
      return before ? product(step, before, grid.tokens) : step;
    });
  }

  return {
    attention(block, references, fuse) {
      const pattern = of("pattern", block);
      if (!pattern) return null;
      const heads = pattern.shape[0]!;
      if (typeof fuse === "number")
        return attentionMap(pattern.data, heads, grid.tokens, references, fuse).subarray(grid.prefix);
      const matrix = fused(fuse, block, () => fuseHeads(pattern.data, heads, grid.tokens, fuse))!;
      return meanOfQueries(matrix, grid.tokens, references).subarray(grid.prefix);
    },
    rollout(block, references, options) {
      const matrix = rollout(block, options);
      return matrix && meanOfQueries(matrix, grid.tokens, references).subarray(grid.prefix);
    },
  };
}

/** Rows and columns of [pos, d_model]. */
const planeOf = ({ shape }: TensorValue): [pos: number, width: number] => [shape[0]!, shape[1]!];

function keptIn<T>(kept: Map<number, T>, block: number, make: () => T): T {
  const found = kept.get(block) ?? make();
  kept.set(block, found);
  return found;
}

/** Results of the last ways of asking, one a block; a third way drops the first. */
function keptFor<T>(): (way: string, block: number, make: () => T | null) => T | null {
  const ways = new Map<string, Map<number, T>>();
  return (way, block, make) => {
    let kept = ways.get(way);
    if (!kept) {
      if (ways.size > 1) ways.delete(ways.keys().next().value!);
      ways.set(way, (kept = new Map()));
    }
    const found = kept.get(block) ?? make();
    if (found) kept.set(block, found);
    return found;
  };
}

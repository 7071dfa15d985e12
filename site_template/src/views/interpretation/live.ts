/** The numbers of a run in this page: tensors as they arrive, and what is worked out from them, once each. */
import type { ModelEntry } from "../../data/manifest.ts";
import type { TensorValue } from "../../engine/engine.ts";
import { gridOf } from "../../hooks/sizes.ts";
import { attentionMap, type Fuse, fuseHeads, meanOfQueries } from "../../maths/attention.ts";
import { product, rolloutStep } from "../../maths/rollout.ts";
import { lengthsOf, similarityMatrix, similarityTo } from "../../maths/similarity.ts";
import type { InterpretationData, RolloutOptions } from "./data.ts";

export interface LiveData extends InterpretationData {
  /** Takes in a tensor of a block. */
  put(kind: "tokens" | "pattern", block: number, tensor: TensorValue): void;
}

export function liveData(model: ModelEntry, image: string): LiveData {
  const grid = gridOf(model.config);
  const blocks = model.config.n_layers;
  const [tokens, patterns] = [new Map<number, TensorValue>(), new Map<number, TensorValue>()];
  const [lengths, pairs] = [new Map<number, Float64Array>(), new Map<number, Float64Array>()];
  const fused = keptFor<Float64Array>();
  const rolled = keptFor<Float64Array>();
  let version = 0;

  /** Up to a block from the one before it, so that a later one goes on where an earlier one stopped. */
  function rollout(block: number, options: RolloutOptions): Float64Array | null {
    return rolled(JSON.stringify(options), block, () => {
      const pattern = patterns.get(block);
      const before = block > 0 ? rollout(block - 1, options) : null;
      if (!pattern || (block > 0 && !before)) return null;
      const step = rolloutStep(pattern.data, pattern.shape[0]!, grid.tokens, { ...options, prefix: grid.prefix });
      return before ? product(step, before, grid.tokens) : step;
    });
  }

  return {
    model,
    grid,
    image,
    blocks,
    origin: "live",
    get version() {
      return version;
    },
    tokens: (block) => tokens.get(block) ?? null,
    pattern: (block) => patterns.get(block) ?? null,
    similarities(block) {
      const tensor = tokens.get(block);
      if (!tensor) return null;
      const kept = pairs.get(block) ?? similarityMatrix(tensor.data, tensor.shape[0]!, tensor.shape[1]!);
      pairs.set(block, kept);
      return kept;
    },
    similarity(block, references) {
      const tensor = tokens.get(block);
      if (!tensor) return null;
      const [pos, width] = [tensor.shape[0]!, tensor.shape[1]!];
      const size = lengths.get(block) ?? lengthsOf(tensor.data, pos, width);
      lengths.set(block, size);
      return similarityTo(tensor.data, pos, width, references, grid.prefix, size);
    },
    attention(block, references, fuse: Fuse) {
      const pattern = patterns.get(block);
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
    put(kind, block, tensor) {
      (kind === "tokens" ? tokens : patterns).set(block, tensor);
      version++;
    },
  };
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

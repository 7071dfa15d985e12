/** The builder's maps of one picture: enough to paint from before the model has run, and where it cannot run. */
import type { Maps } from "../../data/maps.ts";
import type { About } from "../../figures/blocks/run-data.ts";
import { attentionMap, type Fuse, meanOfQueries } from "../../maths/attention.ts";
import { rollout } from "../../maths/rollout.ts";
import { similarityFromMatrix } from "../../maths/similarity.ts";
import type { Numbers } from "./data.ts";

export function precomputed({ grid, blocks }: About, maps: Maps): Numbers {
  const { pos, heads, attention } = maps.layout;
  const all = attention === "heads";
  const doubles = new Map<number, Float64Array>();
  const rolled = new Map<string, Float64Array[]>();
  /** Of the mean alone, no other way to join the heads is known. */
  const known = (fuse: Fuse) => all || fuse === "mean";
  return {
    tokens: () => null,
    pattern: () => null,
    similarities(block) {
      const kept = doubles.get(block) ?? Float64Array.from(maps.similarity(block));
      doubles.set(block, kept);
      return kept;
    },
    similarity: (block, references) => similarityFromMatrix(maps.similarity(block), pos, references, grid.prefix),
    attention: (block, references, fuse) =>
      known(fuse)
        ? attentionMap(maps.attention(block), heads, pos, references, all ? fuse : 0).subarray(grid.prefix)
        : null,
    rollout(block, references, options) {
      if (!known(options.fuse)) return null;
      const key = JSON.stringify(options);
      if (!rolled.has(key)) {
        rolled.clear();
        const patterns = Array.from({ length: blocks }, (_, i) => maps.attention(i));
        const how = { ...options, fuse: all ? options.fuse : 0, prefix: grid.prefix };
        rolled.set(key, rollout(patterns, heads, pos, how));
      }
      return meanOfQueries(rolled.get(key)![block]!, pos, references).subarray(grid.prefix);
    },
  };
}

/** The builder's maps of one picture: enough to paint from before the model has run, and where it cannot run. */
import type { ModelEntry } from "../../data/manifest.ts";
import { decodeMaps, type Maps, readMaps } from "../../data/maps.ts";
import { gridOf } from "../../hooks/sizes.ts";
import { attentionMap, type Fuse, meanOfQueries } from "../../maths/attention.ts";
import { rollout } from "../../maths/rollout.ts";
import { similarityFromMatrix } from "../../maths/similarity.ts";
import type { InterpretationData } from "./data.ts";

/** Null where the site has no maps of this picture, as of a visitor's own. */
export async function precomputed(model: ModelEntry, image: string): Promise<InterpretationData | null> {
  const maps = await readMaps(model, image);
  return maps && fromMaps(maps, model, image);
}

export const fromBytes = (bytes: Uint8Array, model: ModelEntry, image: string): InterpretationData =>
  fromMaps(decodeMaps(bytes, model.maps_layout), model, image);

function fromMaps(maps: Maps, model: ModelEntry, image: string): InterpretationData {
  const grid = gridOf(model.config);
  const { pos, heads, blocks, attention } = model.maps_layout;
  const all = attention === "heads";
  const doubles = new Map<number, Float64Array>();
  const rolled = new Map<string, Float64Array[]>();
  /** Of the mean alone, no other way to join the heads is known. */
  const known = (fuse: Fuse) => all || fuse === "mean";
  return {
    model,
    grid,
    image,
    blocks,
    origin: "precomputed",
    version: 0,
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
        rolled.set(
          key,
          rollout(patterns, heads, pos, { ...options, fuse: all ? options.fuse : 0, prefix: grid.prefix }),
        );
      }
      return meanOfQueries(rolled.get(key)![block]!, pos, references).subarray(grid.prefix);
    },
  };
}

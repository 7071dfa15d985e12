/** The numbers of the view: who takes how much from whom in every block, of one picture in one model. */
import { readPack } from "../../data/chunks.ts";
import type { ModelEntry } from "../../data/manifest.ts";
import { decodeMaps } from "../../data/maps.ts";
import type { RunNumbers } from "../../edits/material.ts";
import type { TensorValue } from "../../engine/engine.ts";
import { hasPatterns, patternName, streamName } from "../../hooks/blocks.ts";
import { gridOf } from "../../hooks/sizes.ts";
import { interaction } from "../../maths/interaction/indicators.ts";
import type { Context } from "../../page/context.ts";
import { createFollower, type Follower, type RunData, type Want } from "../../page/following.ts";

/** Whatever has not come yet, or cannot be had, is null. Another run, model or picture is another object. */
export interface InteractionData extends RunData, RunNumbers {
  /** Counts up with every arrival. */
  readonly version: number;
}

interface LiveData extends InteractionData {
  put(kind: "pattern" | "stream", block: number, tensor: TensorValue): void;
}

const about = (model: ModelEntry, image: string) => ({
  model,
  image,
  grid: gridOf(model.config),
  blocks: model.config.n_layers,
  width: model.config.d_model,
});

const nothing = (model: ModelEntry, image: string): InteractionData => ({
  ...about(model, image),
  origin: "none",
  version: 0,
  heads: model.config.n_heads,
  indicator: () => null,
  patterns: () => null,
  streams: () => null,
});

/** Of every block and kind once. */
function keptIndicators(make: InteractionData["indicator"]): InteractionData["indicator"] {
  const kept = new Map<string, Float64Array>();
  return (block, kind) => {
    const key = `${kind} ${block}`;
    const found = kept.get(key) ?? make(block, kind);
    if (found) kept.set(key, found);
    return found;
  };
}

function live(model: ModelEntry, image: string): LiveData {
  const shape = about(model, image);
  const [patterns, streams] = [new Map<number, TensorValue>(), new Map<number, TensorValue>()];
  let version = 0;
  const { n_heads: heads } = model.config;
  const all = (of: ReadonlyMap<number, TensorValue>) =>
    of.size === shape.blocks ? Array.from({ length: shape.blocks }, (_, block) => of.get(block)!.data) : null;
  return {
    ...shape,
    origin: "live",
    get version() {
      return version;
    },
    heads,
    indicator: keptIndicators((block, kind) => {
      const pattern = patterns.get(block);
      return pattern ? interaction(pattern.data, heads, shape.grid.tokens, shape.grid.prefix, kind) : null;
    }),
    patterns: () => all(patterns),
    streams: () => all(streams),
    put(kind, block, tensor) {
      (kind === "pattern" ? patterns : streams).set(block, tensor);
      version++;
    },
  };
}

/** From the builder's maps; where they hold only the mean of the heads, no other indicator can be had of them. */
async function precomputed(model: ModelEntry, image: string): Promise<InteractionData | null> {
  const pack = model.maps?.[image];
  if (!pack || !hasPatterns(model)) return null;
  const shape = about(model, image);
  const { maps_layout: layout } = model;
  const maps = decodeMaps(await readPack(pack), layout);
  return {
    ...shape,
    origin: "precomputed",
    version: 0,
    heads: layout.heads,
    indicator: keptIndicators((block, kind) =>
      layout.attention === "heads" || kind === "mean"
        ? interaction(maps.attention(block), layout.heads, shape.grid.tokens, shape.grid.prefix, kind)
        : null,
    ),
    patterns: () => Array.from({ length: shape.blocks }, (_, block) => maps.attention(block)),
    streams: () => null,
  };
}

function wants(model: ModelEntry): Want<LiveData>[] {
  if (!hasPatterns(model)) return [];
  const of = (kind: "pattern" | "stream", nameOf: (block: number) => string) =>
    Array.from(
      { length: model.config.n_layers },
      (_, block): Want<LiveData> => ({ name: nameOf(block), put: (data, tensor) => data.put(kind, block, tensor) }),
    );
  return [...of("pattern", patternName), ...of("stream", streamName)];
}

export const createLoader = (context: Context, onArrival: () => void): Follower<InteractionData> =>
  createFollower(context, { nothing, precomputed, live, wants }, onArrival);

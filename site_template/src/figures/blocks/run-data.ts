/**
 * The numbers of a model's blocks on the session's picture: from the builder's maps at first, then from the tensors of
 * the run as they arrive. A view says with a recipe what it makes of either; maps are read through the cache that all
 * views share, and a run is followed, stopped and followed again the same way everywhere.
 */
import type { ModelEntry } from "../../data/manifest.ts";
import { type Maps, readMaps } from "../../data/maps.ts";
import type { TensorValue } from "../../engine/engine.ts";
import { patternName, streamName } from "../../hooks/blocks.ts";
import { gridOf } from "../../hooks/sizes.ts";
import type { Grid } from "../../maths/tokens.ts";
import type { Context } from "../../page/context.ts";
import { createFollower, type Follower, type RunData, type Want } from "../../page/following.ts";

/** Another run, model or picture is another object; arrivals within one are told by `version`. */
export interface BlockData extends RunData {
  readonly grid: Grid;
  readonly blocks: number;
  /** Counts up with every arrival: what was computed from this object before may be out of date. */
  readonly version: number;
}

/** What the numbers are of. */
export type About = Pick<BlockData, "model" | "image" | "grid" | "blocks">;

/** `hook_resid_post` [pos, d_model] and `attn.hook_pattern` [head, query, key] of every block. */
export type Kind = "stream" | "pattern";

/** What has arrived of a run. */
export interface Tensors {
  /** Null until it is there. */
  of(kind: Kind, block: number): TensorValue | null;
  /** Of every block; null until all are there. */
  all(kind: Kind): readonly TensorValue[] | null;
}

/** What a view makes of a run: its own numbers, null as long as they cannot be had. */
export interface Recipe<Numbers extends object> {
  /** In the order in which they are fetched. */
  wants(model: ModelEntry): readonly Kind[];
  /** Before anything is there. */
  nothing(about: About): Numbers;
  /** Of the builder's maps; null where they tell this view nothing. */
  precomputed(about: About, maps: Maps): Numbers | null;
  /** Of the run in this page. May keep what it computes: a tensor that has arrived stays the same. */
  live(about: About, tensors: Tensors): Numbers;
}

/** Numbers of a run that still come in. */
export interface Arriving extends BlockData {
  put(kind: Kind, block: number, tensor: TensorValue): void;
}

/** The numbers of the session's picture in its model, kept up to date by `follow`. */
export const followBlocks = <Numbers extends object>(
  context: Context,
  recipe: Recipe<Numbers>,
  onArrival: () => void,
): Follower<BlockData & Numbers> =>
  createFollower<BlockData & Numbers, Arriving & Numbers>(
    context,
    {
      nothing: (model, image) => still(model, image, "none", (about) => recipe.nothing(about)),
      async precomputed(model, image) {
        const maps = await readMaps(model, image);
        return maps && fromMaps(recipe, model, image, maps);
      },
      live: (model, image) => arriving(recipe, model, image),
      wants: (model) => wantsOf(recipe.wants(model), model),
    },
    onArrival,
  );

/** Numbers of the builder's maps, or null. */
export function fromMaps<Numbers extends object>(
  recipe: Recipe<Numbers>,
  model: ModelEntry,
  image: string,
  maps: Maps,
): (BlockData & Numbers) | null {
  const numbers = recipe.precomputed(aboutOf(model, image), maps);
  return numbers && still(model, image, "precomputed", () => numbers);
}

/** Numbers of a run of which nothing has arrived yet. */
export function arriving<Numbers extends object>(
  recipe: Recipe<Numbers>,
  model: ModelEntry,
  image: string,
): Arriving & Numbers {
  const about = aboutOf(model, image);
  const there = { stream: new Map<number, TensorValue>(), pattern: new Map<number, TensorValue>() };
  let version = 0;
  const data: Arriving = {
    ...about,
    origin: "live",
    get version() {
      return version;
    },
    put(kind, block, tensor) {
      there[kind].set(block, tensor);
      version++;
    },
  };
  const tensors: Tensors = {
    of: (kind, block) => there[kind].get(block) ?? null,
    all: (kind) =>
      there[kind].size === about.blocks ? blocksOf(about.blocks).map((block) => there[kind].get(block)!) : null,
  };
  return Object.assign(data, recipe.live(about, tensors));
}

const aboutOf = (model: ModelEntry, image: string): About => ({
  model,
  image,
  grid: gridOf(model.config),
  blocks: model.config.n_layers,
});

function still<Numbers extends object>(
  model: ModelEntry,
  image: string,
  origin: "none" | "precomputed",
  make: (about: About) => Numbers,
): BlockData & Numbers {
  const about = aboutOf(model, image);
  return { ...about, origin, version: 0, ...make(about) };
}

const NAMES: Readonly<Record<Kind, (block: number) => string>> = { stream: streamName, pattern: patternName };

const wantsOf = (kinds: readonly Kind[], model: ModelEntry): Want<Arriving>[] =>
  kinds.flatMap((kind) =>
    blocksOf(model.config.n_layers).map(
      (block): Want<Arriving> => ({
        name: NAMES[kind](block),
        put: (data, tensor) => data.put(kind, block, tensor),
      }),
    ),
  );

const blocksOf = (count: number): number[] => Array.from({ length: count }, (_, block) => block);

/** What is run: the visitor's edit, and beside it other ways to take away as much. */
import type { Box } from "../../maths/interaction/boxes.ts";
import { centredWindows, randomWindows } from "../../maths/interaction/controls.ts";
import type { Edit } from "../../maths/interaction/masks.ts";
import {
  attentionOrder,
  indiscriminativeOrder,
  randomOrder,
  removedCount,
  responsiveOrder,
  similarityOrder,
} from "../../maths/interaction/removal.ts";
import { withWindows } from "../../maths/interaction/text.ts";
import { meanArea, windowMask } from "../../maths/interaction/windows.ts";
import { parseRanges } from "../../maths/ranges.ts";
import type { State } from "../../state/table.ts";
import { editStateOf, isEdited } from "./edits.ts";
import { once, type Scene } from "./scene.ts";
import { namedBlock } from "./settings.ts";

export type Drop = Exclude<State["drop"], "none">;
export type Restrict = Exclude<State["restrict"], "none">;

export const DROPS: readonly Drop[] = ["least", "most", "attention", "similarity", "random"];
export const RESTRICTS: readonly Restrict[] = ["adaptive", "fixed", "random"];
/** Draws of whatever is random: the first is the one that is shown, all of them are held against the rest. */
export const SEEDS = [1, 2, 3, 4, 5] as const;

/** One run of the model with something taken away. */
export interface Trial {
  readonly kind: "drop" | "restrict";
  readonly way: Drop | Restrict;
  /** Which draw, of random ones. */
  readonly seed: number;
  readonly edit: Edit;
}

export interface Plan {
  /** Null while nothing is edited, or while what it needs has not come. */
  readonly edit: Edit | null;
  /** What is still missing, in words; empty where nothing is. */
  readonly waits: string;
  readonly removed: readonly number[];
  /** Blocks whose windows are restricted; empty where none is. */
  readonly blocks: readonly number[];
  /** By block, what patches may read there; null for everything. */
  readonly windows: readonly (readonly (Box | null)[] | null)[];
  readonly trials: readonly Trial[];
}

const NOTHING: Plan = { edit: null, waits: "", removed: [], blocks: [], windows: [], trials: [] };

/** The same object as long as nothing that it is made of has changed. */
export function createPlanner(): (scene: Scene) => Plan {
  let [key, data, kept] = ["", null as object | null, NOTHING];
  return (scene) => {
    const next = JSON.stringify([editStateOf(scene.state), scene.indicator, scene.k, scene.data.version]);
    if (next !== key || data !== scene.data) [key, data, kept] = [next, scene.data, planOf(scene)];
    return kept;
  };
}

export function planOf(scene: Scene): Plan {
  const { state, grid, data, boxEdits } = scene;
  const gone = parseRanges(state.gone, grid.side ** 2);
  const isRestricted = state.restrict !== "none";
  if (!isEdited(state)) return NOTHING;
  const order = state.drop === "none" ? [] : orderOf(scene, state.drop, SEEDS[0]);
  const own = isRestricted ? restricted(scene, state.restrict as Restrict, SEEDS[0]) : [];
  if (data.origin !== "live") return { ...NOTHING, waits: "the model has run" };
  if (!order || !own) return { ...NOTHING, waits: "its tensors are there" };
  const dropped = order.slice(0, removedCount(state.share / 100, grid.side ** 2));
  const removed = [...new Set([...gone, ...dropped])].sort((a, b) => a - b);
  const windows = withWindows(own, boxEdits, grid, data.blocks);
  const edit: Edit = { remove: removed, windows };
  const blocks = windows.flatMap((boxes, block) => (boxes ? [block] : []));
  return {
    edit,
    waits: "",
    removed,
    blocks,
    windows,
    trials: [...dropTrials(scene, removed, windows), ...(isRestricted ? restrictTrials(scene, removed) : [])],
  };
}

/** In which order patches go; null while what it needs has not come. */
export function orderOf(scene: Scene, drop: Drop, seed: number): readonly number[] | null {
  const { data, grid, indicator, k } = scene;
  const all = Array.from({ length: data.blocks }, (_, block) => block);
  const key = drop === "least" || drop === "most" ? `${indicator} ${k}` : drop === "random" ? seed : "";
  return once(data, `order ${drop} ${key}`, () => {
    if (drop === "random") return randomOrder(grid.side ** 2, seed);
    if (drop === "attention") {
      const patterns = data.patterns();
      return patterns && attentionOrder(patterns, data.heads, grid.tokens, grid.prefix);
    }
    if (drop === "similarity") {
      const streams = data.streams();
      return streams && similarityOrder(streams, grid.tokens, data.model.config.d_model, grid.prefix);
    }
    const windows = all.map(scene.windows);
    const indicators = all.map((block) => data.indicator(block, indicator));
    if (windows.some((one) => one === null) || indicators.some((one) => one === null)) return null;
    const masks = windows.map((boxes) => windowMask(boxes!, grid.side));
    return (drop === "least" ? indiscriminativeOrder : responsiveOrder)(masks, indicators as Float64Array[]);
  });
}

/** The windows of the blocks that are restricted; null while they cannot be known. */
function restricted(scene: Scene, way: Restrict, seed: number): Plan["windows"] | null {
  const { data, grid, state } = scene;
  const all = Array.from({ length: data.blocks }, (_, block) => scene.windows(block));
  if (all.some((boxes) => boxes === null)) return null;
  const adaptive = all as readonly (readonly Box[])[];
  const only = namedBlock(state.where, data.blocks);
  const made =
    way === "adaptive"
      ? adaptive
      : way === "fixed"
        ? adaptive.map((boxes) => centredWindows(meanArea(boxes), boxes.length, grid.side))
        : once(data, `random ${scene.indicator} ${scene.k} ${seed}`, () => randomWindows(adaptive, grid.side, seed))!;
  return made.map((boxes, block) => (only === null || only === block ? boxes : null));
}

const seedsOf = (way: string): readonly number[] => (way === "random" ? SEEDS : [0]);

/** As many patches, chosen in every other way. */
function dropTrials(scene: Scene, removed: readonly number[], windows: Plan["windows"]): Trial[] {
  if (removed.length === 0 || removed.length === scene.grid.side ** 2) return [];
  return DROPS.flatMap((way) =>
    seedsOf(way).flatMap((seed): Trial[] => {
      const order = orderOf(scene, way, seed);
      return order
        ? [{ kind: "drop", way, seed, edit: { remove: order.slice(0, removed.length).sort((a, b) => a - b), windows } }]
        : [];
    }),
  );
}

/** Windows of the same area in the same blocks. */
function restrictTrials(scene: Scene, remove: readonly number[]): Trial[] {
  return RESTRICTS.flatMap((way) =>
    seedsOf(way).flatMap((seed): Trial[] => {
      const windows = restricted(scene, way, seed);
      return windows ? [{ kind: "restrict", way, seed, edit: { remove, windows } }] : [];
    }),
  );
}

/** What is run: the visitor's edits, and beside them other ways to take away as much. */
import { DROPS, type Drop, only, RESTRICTS, type Restrict } from "../../edits/edit.ts";
import { workedOut } from "../../edits/restriction.ts";
import { orderOf, ruledWindows, SEEDS } from "../../edits/rules.ts";
import type { Windows } from "../../edits/windows.ts";
import { UNTIL_RUN, UNTIL_TENSORS } from "../../edits/words.ts";
import type { Restriction } from "../../maths/interaction/masks.ts";
import type { Scene } from "./scene.ts";

/** One run of the model with something taken away. */
export interface Trial {
  readonly kind: "drop" | "restrict";
  readonly way: Drop | Restrict;
  /** Which draw, of random ones. */
  readonly seed: number;
  readonly edit: Restriction;
}

export interface Plan {
  /** Null while nothing is edited, or while what it needs has not come. */
  readonly edit: Restriction | null;
  /** What is still missing, in words; empty where nothing is. */
  readonly waits: string;
  readonly removed: readonly number[];
  /** Blocks whose windows are restricted; empty where none is. */
  readonly blocks: readonly number[];
  /** By block, what patches may read there; null for everything. */
  readonly windows: Windows;
  readonly trials: readonly Trial[];
}

const NOTHING: Plan = { edit: null, waits: "", removed: [], blocks: [], windows: [], trials: [] };

/** The same object as long as nothing that it is made of has changed. */
export function createPlanner(): (scene: Scene) => Plan {
  let [key, data, kept] = ["", null as object | null, NOTHING];
  return (scene) => {
    const next = JSON.stringify([scene.state.edits, scene.indicator, scene.k, scene.data.version]);
    if (next !== key || data !== scene.data) [key, data, kept] = [next, scene.data, planOf(scene)];
    return kept;
  };
}

export function planOf(scene: Scene): Plan {
  const { edits, data, contract } = scene;
  if (edits.length === 0) return NOTHING;
  const edit = workedOut(edits, scene, contract);
  if (data.origin !== "live") return { ...NOTHING, waits: UNTIL_RUN };
  if (!edit) return { ...NOTHING, waits: UNTIL_TENSORS };
  const { remove: removed, windows } = edit;
  const blocks = windows.flatMap((boxes, block) => (boxes ? [block] : []));
  const trials = [...dropTrials(scene, removed, windows), ...restrictTrials(scene, removed)];
  return { edit, waits: "", removed, blocks, windows, trials };
}

const seedsOf = (way: string): readonly number[] => (way === "random" ? SEEDS : [0]);

/** As many patches, chosen in every other way. */
function dropTrials(scene: Scene, removed: readonly number[], windows: Windows): Trial[] {
  if (removed.length === 0 || removed.length === scene.count) return [];
  return DROPS.flatMap((way) =>
    seedsOf(way).flatMap((seed): Trial[] => {
      const order = orderOf(scene, way, seed);
      const remove = order?.slice(0, removed.length).sort((a, b) => a - b);
      return remove ? [{ kind: "drop", way, seed, edit: { remove, windows } }] : [];
    }),
  );
}

/** Windows of the same area in the same blocks. */
function restrictTrials(scene: Scene, remove: readonly number[]): Trial[] {
  const [chosen] = only(scene.edits, "restrict");
  if (!chosen) return [];
  return RESTRICTS.flatMap((way) =>
    seedsOf(way).flatMap((seed): Trial[] => {
      const windows = ruledWindows(scene, way, seed, chosen.block);
      return windows ? [{ kind: "restrict", way, seed, edit: { remove, windows } }] : [];
    }),
  );
}

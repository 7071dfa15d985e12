/** The scores of every method after every block against a mask, and which of them is the best. */
import { chanceOf, type Metric, scoreMap } from "../../../maths/scoring.ts";
import type { Method, Scene } from "../scene.ts";

export interface Row {
  readonly method: Method;
  /** By block, of one metric; nan where there is no map or nothing to tell apart. */
  readonly values: readonly number[];
}

export interface Spot {
  readonly method: Method;
  readonly block: number;
  readonly value: number;
}

export function scoreRows(
  scene: Pick<Scene, "map" | "data">,
  methods: readonly Method[],
  truth: Uint8Array,
  metric: Metric,
): Row[] {
  const blocks = Array.from({ length: scene.data.blocks }, (_, block) => block);
  return methods.map((method) => ({
    method,
    values: blocks.map((block) => {
      const map = scene.map(method, block);
      return map ? scoreMap(map, truth)[metric] : NaN;
    }),
  }));
}

/** The highest of all; the earlier block of equals, and the earlier method. Null where all are nan. */
export function bestOf(rows: readonly Row[]): Spot | null {
  let best: Spot | null = null;
  for (const { method, values } of rows)
    values.forEach((value, block) => {
      if (!Number.isNaN(value) && (!best || value > best.value + 1e-12)) best = { method, block, value };
    });
  return best;
}

export const chance = (truth: Uint8Array, metric: Metric): number => chanceOf(truth)[metric];

/** Why a mask tells nothing apart; null where it does. */
export function emptiness(truth: Uint8Array): "empty" | "full" | null {
  const chosen = truth.reduce((sum, bit) => sum + (bit > 0 ? 1 : 0), 0);
  return chosen === 0 ? "empty" : chosen === truth.length ? "full" : null;
}

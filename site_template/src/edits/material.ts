/** What rules are worked out of: the numbers of a run, and from when on a patch stands out. */
import type { Box } from "../maths/interaction/boxes.ts";
import type { Indicator } from "../maths/interaction/indicators.ts";
import { once } from "../maths/interaction/once.ts";
import { adaptiveWindows } from "../maths/interaction/windows.ts";
import type { Grid } from "../maths/tokens.ts";
import type { State } from "../state/table.ts";

/** The numbers of a run, as far as they have come: what has not is null. */
export interface RunNumbers {
  readonly grid: Grid;
  readonly blocks: number;
  readonly heads: number;
  /** Features of a token. */
  readonly width: number;
  /** Row i takes from column j, [patch, patch]. */
  indicator(block: number, kind: Indicator): Float64Array | null;
  /** Of every block, [head, query, key]. */
  patterns(): readonly ArrayLike<number>[] | null;
  /** Of every block `hook_resid_post` [pos, d_model]. */
  streams(): readonly ArrayLike<number>[] | null;
}

export interface Material<Data extends RunNumbers = RunNumbers> {
  readonly data: Data;
  readonly indicator: Indicator;
  /** How many standard deviations above its row's mean a patch stands out. */
  readonly k: number;
  /** Every patch's adaptive window in a block. */
  windows(block: number): readonly Box[] | null;
}

export function materialOf<Data extends RunNumbers>(data: Data, state: Pick<State, "indicator" | "k">): Material<Data> {
  const { indicator } = state;
  const k = kOf(state);
  const windows = (block: number) =>
    once(data, `windows ${indicator} ${k} ${block}`, () => {
      const values = data.indicator(block, indicator);
      return values && adaptiveWindows(values, k, data.grid.columns);
    });
  return { data, indicator, k, windows };
}

const USUAL_K = 1;

export function kOf({ k }: Pick<State, "k">): number {
  const value = Number.parseFloat(k);
  return Number.isFinite(value) ? Math.min(99, Math.max(-99, value)) : USUAL_K;
}

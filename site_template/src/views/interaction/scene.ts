/** What every part of the view draws from: the data, what is chosen, and what follows from both. */
import type { ModelEntry } from "../../data/manifest.ts";
import { type ColourScale, magnitudeScale, scaleFor, type Tone } from "../../marks/colours.ts";
import type { Pixels } from "../../marks/picture.ts";
import type { Box } from "../../maths/interaction/boxes.ts";
import { fieldSizes, tendencies } from "../../maths/interaction/fields.ts";
import type { Indicator } from "../../maths/interaction/indicators.ts";
import { parseWindows, type SetWindow } from "../../maths/interaction/text.ts";
import { adaptiveWindows, windowMask } from "../../maths/interaction/windows.ts";
import { type Grid, tokenName } from "../../maths/tokens.ts";
import type { Context } from "../../page/context.ts";
import type { Picture } from "../../page/pictures.ts";
import { toneOf } from "../../page/theme.ts";
import type { State } from "../../state/table.ts";
import type { InteractionData } from "./data.ts";
import { blockOf, kOf, patchOf } from "./settings.ts";

export type Figure = State["figure"];

/** How a row is cut in two: what stands out of it lies at or above the threshold. */
export interface Cut {
  readonly mean: number;
  readonly std: number;
  readonly threshold: number;
}

export interface Scene {
  readonly state: State;
  readonly model: ModelEntry;
  readonly picture: Picture;
  readonly grid: Grid;
  readonly tone: Tone;
  readonly data: InteractionData;
  /** The picture as the model sees it, once somebody knows. */
  readonly pixels: Pixels | null;
  /** True while the pointer tries out a patch on the picture. */
  readonly passing: boolean;
  readonly patch: number;
  /** "patch (3, 5)". */
  readonly patchName: string;
  readonly block: number;
  readonly figure: Figure;
  readonly indicator: Indicator;
  readonly k: number;
  /** What the patch takes from each patch, in a block. */
  row(block: number): Float64Array | null;
  cut(block: number): Cut | null;
  /** Every patch's adaptive window. */
  windows(block: number): readonly Box[] | null;
  /** The patch's window: the one drawn by hand where there is one, else the adaptive one. */
  window(block: number): Box | null;
  /** Windows set by hand, of any block and patch. */
  readonly boxEdits: readonly SetWindow[];
  isEdited(block: number): boolean;
  /** Share of the grid whose windows hold each patch. */
  sizes(block: number): Float64Array | null;
  /** Tendencies, [patch, 2]: rows down, columns to the right. */
  flow(block: number): Float64Array | null;
  /** Colours of the row, the same for all blocks or of this one alone. */
  rowScale(block: number): ColourScale | null;
  readonly sizeScale: ColourScale;
  /** The longest tendency of any block, or of this one. */
  reach(block: number): number;
}

const whole = new WeakMap<InteractionData, Map<string, unknown>>();

/** What is worked out once of the data, whatever patch is looked at; null is asked for again. */
export function once<T>(data: InteractionData, key: string, make: () => T | null): T | null {
  const kept = whole.get(data) ?? new Map<string, unknown>();
  whole.set(data, kept);
  if (!kept.has(key)) {
    const made = make();
    if (made === null) return null;
    // Of sliders that have moved on, little is wanted again.
    if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value!);
    kept.set(key, made);
  }
  return kept.get(key) as T;
}
const MOST_KEPT = 240;

/** @param tried a patch under the pointer on the picture, in place of the chosen one. */
export function sceneOf(
  context: Context,
  state: State,
  data: InteractionData,
  pixels: Pixels | null,
  tried: number | null,
): Scene {
  const { grid, model, blocks } = data;
  const count = grid.side ** 2;
  const { indicator, figure } = state;
  const k = kOf(state);
  const patch = tried ?? patchOf(state, grid);
  const block = blockOf(state, blocks);
  const boxEdits = parseWindows(state.boxes, grid, blocks);
  const all = Array.from({ length: blocks }, (_, i) => i);
  const shared = (at: number) => (state.scale === "each" ? [at] : all);

  const matrix = (at: number) => data.indicator(at, indicator);
  const windows = (at: number): readonly Box[] | null =>
    once(data, `windows ${indicator} ${k} ${at}`, () => {
      const values = matrix(at);
      return values && adaptiveWindows(values, k, grid.side);
    });
  const flow = (at: number) =>
    once(data, `flow ${indicator} ${at}`, () => {
      const values = matrix(at);
      return values && tendencies(values, grid.side);
    });
  const rows = keptBy((at) => matrix(at)?.slice(patch * count, (patch + 1) * count) ?? null);
  const edited = (at: number) => boxEdits.find((one) => one.block === at && one.patch === patch)?.box ?? null;

  return {
    state,
    model,
    picture: context.session.picture(state),
    grid,
    tone: toneOf(state.theme),
    data,
    pixels,
    passing: tried !== null,
    patch,
    patchName: tokenName(grid, patch + grid.prefix),
    block,
    figure,
    indicator,
    k,
    row: rows,
    cut: keptBy((at) => {
      const values = matrix(at);
      return values && cutOf(values.subarray(patch * count, (patch + 1) * count), k);
    }),
    windows,
    window: (at) => edited(at) ?? windows(at)?.[patch] ?? null,
    boxEdits,
    isEdited: (at) => edited(at) !== null,
    sizes: (at) =>
      once(data, `sizes ${indicator} ${k} ${at}`, () => {
        const boxes = windows(at);
        return boxes && fieldSizes(windowMask(boxes, grid.side));
      }),
    flow,
    rowScale: keptBy((at) => {
      const shown = shared(at)
        .map(rows)
        .filter((one) => one !== null);
      // What the patch takes from itself would leave the others pale.
      const others = shown.flatMap((row) => Array.from(row).filter((_, i) => i !== patch || count === 1));
      return shown.length > 0 ? scaleFor(others, toneOf(state.theme), state.range) : null;
    }),
    sizeScale: magnitudeScale(1),
    reach: keptBy((at) => {
      const lengths = shared(at).flatMap((one) => lengthsOf(flow(one) ?? []));
      return Math.max(1e-9, ...lengths);
    }),
  };
}

/** Mean and standard deviation of a row, and the threshold that k makes of them. */
function cutOf(row: Float64Array, k: number): Cut {
  const mean = row.reduce((sum, value) => sum + value, 0) / row.length;
  const std = Math.sqrt(row.reduce((sum, value) => sum + (value - mean) ** 2, 0) / row.length);
  return { mean, std, threshold: mean + k * std };
}

function keptBy<T>(make: (block: number) => T): (block: number) => T {
  const kept = new Map<number, T>();
  return (block) => {
    if (!kept.has(block)) kept.set(block, make(block));
    return kept.get(block)!;
  };
}

/** Lengths of vectors [patch, 2]. */
export const lengthsOf = (vectors: ArrayLike<number>): number[] =>
  Array.from({ length: vectors.length / 2 }, (_, i) => Math.hypot(vectors[2 * i]!, vectors[2 * i + 1]!));

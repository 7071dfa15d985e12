/** What every part of the view draws from: the data, what is chosen, and what follows from both. */
import type { ModelEntry } from "../../data/manifest.ts";
import { type Contract, contractOf, type Edits, only } from "../../edits/edit.ts";
import { type Material, materialOf } from "../../edits/material.ts";
import { parseEdits } from "../../edits/text.ts";
import { type ColourScale, magnitudeScale, scaleFor, type Tone } from "../../marks/colours.ts";
import type { Pixels } from "../../marks/picture.ts";
import type { Box } from "../../maths/interaction/boxes.ts";
import { fieldSizes, tendencies } from "../../maths/interaction/fields.ts";
import { once } from "../../maths/interaction/once.ts";
import { windowMask } from "../../maths/interaction/windows.ts";
import { type Grid, tokenName } from "../../maths/tokens.ts";
import type { Context } from "../../page/context.ts";
import type { Picture } from "../../page/pictures.ts";
import { toneOf } from "../../page/theme.ts";
import type { State } from "../../state/table.ts";
import type { InteractionData } from "./data.ts";
import { blockOf, patchOf } from "./settings.ts";

export type Figure = State["figure"];

/** How a row is cut in two: what stands out of it lies at or above the threshold. */
export interface Cut {
  readonly mean: number;
  readonly std: number;
  readonly threshold: number;
}

export interface Scene extends Material<InteractionData> {
  readonly state: State;
  readonly model: ModelEntry;
  readonly picture: Picture;
  readonly grid: Grid;
  /** How many patches there are. */
  readonly count: number;
  readonly tone: Tone;
  /** The picture as the model sees it, once somebody knows. */
  readonly pixels: Pixels | null;
  /** True while the pointer tries out a patch on the picture. */
  readonly passing: boolean;
  readonly patch: number;
  /** "patch (3, 5)". */
  readonly patchName: string;
  readonly block: number;
  readonly figure: Figure;
  /** What the patch takes from each patch, in a block. */
  row(block: number): Float64Array | null;
  cut(block: number): Cut | null;
  /** The patch's window: the one drawn by hand where there is one, else the adaptive one. */
  window(block: number): Box | null;
  /** What a visitor has changed in the model, and what of it there can be. */
  readonly edits: Edits;
  readonly contract: Contract;
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

/** @param tried a patch under the pointer on the picture, in place of the chosen one. */
export function sceneOf(
  context: Context,
  state: State,
  data: InteractionData,
  pixels: Pixels | null,
  tried: number | null,
): Scene {
  const { grid, model, blocks } = data;
  const count = grid.tokens - grid.prefix;
  const { figure } = state;
  const material = materialOf(data, state);
  const { indicator, k, windows } = material;
  const patch = tried ?? patchOf(state, grid);
  const block = blockOf(state, blocks);
  const contract = { ...contractOf(model), grid, blocks };
  const edits = parseEdits(state.edits, contract);
  const boxes = only(edits, "window").filter(({ where }) => where === patch);
  const all = Array.from({ length: blocks }, (_, i) => i);
  const shared = (at: number) => (state.scale === "each" ? [at] : all);

  const matrix = (at: number) => data.indicator(at, indicator);
  const flow = (at: number) =>
    once(data, `flow ${indicator} ${at}`, () => {
      const values = matrix(at);
      return values && tendencies(values, grid.side);
    });
  const rows = keptBy((at) => matrix(at)?.slice(patch * count, (patch + 1) * count) ?? null);
  const edited = (at: number) => boxes.find(({ block }) => block === at)?.value ?? null;

  return {
    ...material,
    state,
    model,
    picture: context.session.picture(state),
    grid,
    count,
    tone: toneOf(state.theme),
    pixels,
    passing: tried !== null,
    patch,
    patchName: tokenName(grid, patch + grid.prefix),
    block,
    figure,
    row: rows,
    cut: keptBy((at) => {
      const values = matrix(at);
      return values && cutOf(values.subarray(patch * count, (patch + 1) * count), k);
    }),
    window: (at) => edited(at) ?? windows(at)?.[patch] ?? null,
    edits,
    contract,
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

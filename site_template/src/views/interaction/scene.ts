/** What every part of the view draws from: the data, what is chosen, and what follows from both. */
import type { ModelEntry } from "../../data/manifest.ts";
import { type Contract, contractOf, type Edits, only } from "../../edits/edit.ts";
import { type Material, materialOf } from "../../edits/material.ts";
import { parseEdits } from "../../edits/text.ts";
import type { BlockScene } from "../../figures/blocks/scene.ts";
import { type ColourScale, magnitudeScale, scaleFor, type Tone } from "../../marks/colours.ts";
import type { Pixels } from "../../marks/picture.ts";
import type { Box } from "../../maths/interaction/boxes.ts";
import { fieldSizes, tendencies } from "../../maths/interaction/fields.ts";
import { once } from "../../maths/interaction/once.ts";
import { windowMask } from "../../maths/interaction/windows.ts";
import { tokenName } from "../../maths/tokens.ts";
import type { Context } from "../../page/context.ts";
import type { Picture } from "../../page/pictures.ts";
import { toneOf } from "../../page/theme.ts";
import type { State } from "../../state/table.ts";
import type { InteractionData } from "./recipe.ts";
import { blockOf, patchOf } from "./settings.ts";

export type Figure = State["figure"];

/** How a row is cut in two: what stands out of it lies at or above the threshold. */
export interface Cut {
  readonly mean: number;
  readonly std: number;
  readonly threshold: number;
}

/** What is chosen, and of what. */
interface Chosen extends BlockScene, Material<InteractionData> {
  readonly data: InteractionData;
  readonly state: State;
  readonly model: ModelEntry;
  readonly picture: Picture;
  /** How many patches there are. */
  readonly count: number;
  readonly tone: Tone;
  readonly patch: number;
  /** "patch (3, 5)". */
  readonly patchName: string;
  readonly figure: Figure;
  /** What a visitor has changed in the model, and what of it there can be. */
  readonly edits: Edits;
  readonly contract: Contract;
}

/** What follows, by block; null while the numbers are not there. */
interface Drawn {
  /** What the patch takes from each patch, in a block. */
  row(block: number): Float64Array | null;
  cut(block: number): Cut | null;
  /** The patch's window: the one drawn by hand where there is one, else the adaptive one. */
  window(block: number): Box | null;
  isEdited(block: number): boolean;
  /** Share of the grid whose windows hold each patch. */
  sizes(block: number): Float64Array | null;
  /** Tendencies, [patch, 2]: rows down, columns to the right. */
  flow(block: number): Float64Array | null;
}

interface Scales {
  /** Colours of the row, the same for all blocks or of this one alone. */
  rowScale(block: number): ColourScale | null;
  readonly sizeScale: ColourScale;
  /** The longest tendency of any block, or of this one. */
  reach(block: number): number;
}

export interface Scene extends Chosen, Drawn, Scales {}

/** @param tried a patch under the pointer on the picture, in place of the chosen one. */
export function sceneOf(
  context: Context,
  state: State,
  data: InteractionData,
  pixels: Pixels | null,
  tried: number | null,
): Scene {
  const chosen = chosenOf(context, state, data, pixels, tried);
  const drawn = drawnOf(chosen);
  return { ...chosen, ...drawn, ...scalesOf(chosen, drawn) };
}

function chosenOf(
  { session }: Context,
  state: State,
  data: InteractionData,
  pixels: Pixels | null,
  tried: number | null,
): Chosen {
  const { grid, model, blocks } = data;
  const contract = { ...contractOf(model), grid, blocks };
  const patch = tried ?? patchOf(state, grid);
  return {
    ...materialOf(data, state),
    state,
    model,
    picture: session.picture(state),
    grid,
    count: grid.tokens - grid.prefix,
    tone: toneOf(state.theme),
    pixels,
    passing: tried !== null,
    patch,
    patchName: tokenName(grid, patch + grid.prefix),
    block: blockOf(state, blocks),
    figure: state.figure,
    edits: parseEdits(state.edits, contract),
    contract,
  };
}

function drawnOf({ data, grid, patch, count, indicator, k, windows, edits }: Chosen): Drawn {
  const matrix = (at: number) => data.indicator(at, indicator);
  const own = only(edits, "window").filter(({ where }) => where === patch);
  const edited = (at: number) => own.find(({ block }) => block === at)?.value ?? null;
  const row = keptBy((at) => matrix(at)?.slice(patch * count, (patch + 1) * count) ?? null);
  return {
    row,
    cut: keptBy((at) => {
      const values = row(at);
      return values && cutOf(values, k);
    }),
    window: (at) => edited(at) ?? windows(at)?.[patch] ?? null,
    isEdited: (at) => edited(at) !== null,
    sizes: (at) =>
      once(data, `sizes ${indicator} ${k} ${at}`, () => {
        const boxes = windows(at);
        return boxes && fieldSizes(windowMask(boxes, grid.columns));
      }),
    flow: (at) =>
      once(data, `flow ${indicator} ${at}`, () => {
        const values = matrix(at);
        return values && tendencies(values, grid.columns);
      }),
  };
}

function scalesOf({ state, data, tone, patch, count }: Chosen, { row, flow }: Drawn): Scales {
  const all = Array.from({ length: data.blocks }, (_, block) => block);
  const shared = (at: number) => (state.scale === "each" ? [at] : all);
  return {
    rowScale: keptBy((at) => {
      const shown = shared(at)
        .map(row)
        .filter((one) => one !== null);
      // What the patch takes from itself would leave the others pale.
      const others = shown.flatMap((one) => Array.from(one).filter((_, i) => i !== patch || count === 1));
      return shown.length > 0 ? scaleFor(others, tone, state.range) : null;
    }),
    sizeScale: magnitudeScale(1),
    reach: keptBy((at) => Math.max(1e-9, ...shared(at).flatMap((one) => lengthsOf(flow(one) ?? [])))),
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
const lengthsOf = (vectors: ArrayLike<number>): number[] =>
  Array.from({ length: vectors.length / 2 }, (_, i) => Math.hypot(vectors[2 * i]!, vectors[2 * i + 1]!));

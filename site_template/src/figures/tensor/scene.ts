/** What a figure of one tensor is drawn from: the hook, its values once they are there, the cursor. */
import type { Hook, ModelEntry } from "../../data/manifest.ts";
import type { TensorValue } from "../../engine/engine.ts";
import { type Kind, kindOf } from "../../hooks/kinds.ts";
import { gridOf, patchSize } from "../../hooks/sizes.ts";
import { type ColourScale, type Range, scaleFor, type Tone } from "../../marks/colours.ts";
import { WIDE } from "../../marks/heatmap.ts";
import { type Plane, pickedAxis, planeAxes, planeOf } from "../../maths/plane.ts";
import { type Summary, summarise } from "../../maths/statistics.ts";
import { clampToken, type Grid, isTokenAxis, prefixOf, tokenName } from "../../maths/tokens.ts";
import type { State } from "../../state/table.ts";
import * as words from "./words.ts";

export interface Axes {
  readonly rows: number;
  readonly columns: number;
  readonly rowAxis: string;
  readonly columnAxis: string;
}

/** A plane about as wide as high leaves room for the picture beside it. */
export const isSquare = ({ rows, columns }: Axes): boolean => columns < rows * WIDE;

/** The values, with what is worked out from them once. */
export interface Values {
  readonly tensor: TensorValue;
  readonly plane: Plane;
  readonly scale: ColourScale;
  readonly summary: Summary;
}

export interface Cursor {
  /** Null where the chosen token has no row: CLS among patches. */
  readonly row: number | null;
  readonly column: number;
}

export interface Scene {
  readonly state: State;
  readonly model: ModelEntry;
  readonly grid: Grid;
  readonly hook: Hook;
  readonly kind: Kind;
  readonly tone: Tone;
  readonly axes: Axes;
  /** Index on the picked axis, null where there is none. */
  readonly head: number | null;
  readonly values: Values | null;
  readonly cursor: Cursor;
}

export function sceneOf(state: State, model: ModelEntry, hook: Hook, tensor: TensorValue | null, tone: Tone): Scene {
  const grid = gridOf(model.config);
  const axes = planeAxes(hook);
  const picked = pickedAxis(hook);
  const head = picked === null ? null : Math.min(state.head, hook.shape[picked]! - 1);
  const values = tensor && valuesOf(tensor, head ?? 0, tone, state.range);
  return {
    state,
    model,
    grid,
    hook,
    kind: kindOf(hook),
    tone,
    axes,
    head,
    values,
    cursor: cursorOf(state, axes, grid),
  };
}

interface Asked {
  readonly tensor: TensorValue;
  readonly head: number;
  readonly tone: Tone;
  readonly range: Range;
  readonly values: Values;
}

// Figures compare by identity to know whether to repaint: the same question gets the same answer.
// Two tensors can be on screen at once, that of the view and that of the inspector.
const LATEST = 2;
let latest: readonly Asked[] = [];

function valuesOf(tensor: TensorValue, head: number, tone: Tone, range: Range): Values {
  const same = latest.find((one) => one.tensor === tensor) ?? null;
  if (same?.head === head && same.tone === tone && same.range === range) return same.values;
  const summary = same ? same.values.summary : summarise(tensor.data);
  const values: Values = {
    tensor,
    plane: same?.head === head ? same.values.plane : planeOf(tensor, head),
    scale:
      same?.tone === tone && same.range === range ? same.values.scale : scaleFor(tensor.data, tone, range, summary),
    summary,
  };
  latest = [{ tensor, head, tone, range, values }, ...latest.filter((one) => one !== same)].slice(0, LATEST);
  return values;
}

/** Rows follow the chosen token, or the chosen column where rows are no tokens. */
function cursorOf(state: State, axes: Axes, grid: Grid): Cursor {
  if (!isTokenAxis(axes.rowAxis)) return { row: Math.min(state.column, axes.rows - 1), column: 0 };
  const row = clampToken(grid, state.token) - prefixOf(grid, axes.rowAxis);
  return { row: row < 0 ? null : row, column: Math.min(state.column, axes.columns - 1) };
}

/** The change of state that puts the cursor on a cell. */
export function moveTo(axes: Axes, grid: Grid, row: number, column: number): Partial<State> {
  if (!isTokenAxis(axes.rowAxis)) return { column: row };
  const token = row + prefixOf(grid, axes.rowAxis);
  return axes.columns === 1 ? { token } : { token, column };
}

/** The token of a row, null where rows are no tokens. */
export function tokenOfRow(axes: Axes, grid: Grid, row: number | null): number | null {
  return row === null || !isTokenAxis(axes.rowAxis) ? null : row + prefixOf(grid, axes.rowAxis);
}

export const axisWord = (axis: string): string => words.AXES[axis] ?? axis;

/** What an index on an axis is called: "patch (3, 5)", "feature 17", "ship". */
export function indexName({ grid, model }: Pick<Scene, "grid" | "model">, axis: string, index: number): string {
  if (isTokenAxis(axis)) return tokenName(grid, index + prefixOf(grid, axis));
  if (axis === "class") return model.labels[index] ?? words.className(index);
  if (axis === "pixel") return words.pixelName(patchSize(model.config).width, index);
  return words.indexOf(axisWord(axis), index);
}

/** The same for the head of a row or a column: without the word that the axis is called by. */
export const shortName = (scene: Pick<Scene, "grid" | "model">, axis: string, index: number): string =>
  words.withoutAxis(indexName(scene, axis, index));

/** What a cell is, in words. */
export function cellName(scene: Pick<Scene, "grid" | "model" | "axes" | "kind">, row: number, column: number): string {
  const { rowAxis, columnAxis, columns } = scene.axes;
  const name = indexName(scene, rowAxis, row);
  if (columns === 1) return name;
  const other = indexName(scene, columnAxis, column);
  if (columnAxis !== "key") return words.cellAt(name, other);
  return scene.kind.id === "pattern" ? words.attendsTo(name, other) : words.scores(name, other);
}

/**
 * Adaptive windows on the grid of patches, and their masks. Twin of `elvit.analysis.windows`; the windows that they are
 * held against are in controls.ts.
 *
 * The idea is that of Ma et al. 2023, arXiv:2203.05922; the rules are this project's own operational definitions.
 */
import { areaOf, type Box, isInside } from "./boxes.ts";
import { ROUNDING } from "./indicators.ts";

/**
 * The smallest box that holds each patch and all patches that stand out in its row.
 *
 * Patch j stands out in row i where I[i, j] >= mean_j I[i, j] + k std_j I[i, j], the standard deviation being divided
 * by the row's length. In a row of equal values all reach the threshold, whatever k: the window is the whole grid.
 * Where none does, as with a large k, it is the patch alone. What falls short by less than 1e-12 of the row's largest
 * value is rounding, and reaches it.
 *
 * @param indicator [patch, patch], row i takes from column j.
 * @param columns patches in a row of the grid.
 * @returns one box a patch.
 */
export function adaptiveWindows(indicator: Float64Array, k: number, columns: number): Box[] {
  const patches = Math.sqrt(indicator.length);
  return Array.from({ length: patches }, (_, patch) =>
    windowIn(indicator.subarray(patch * patches, (patch + 1) * patches), patch, k, columns),
  );
}

function windowIn(row: Float64Array, patch: number, k: number, columns: number): Box {
  const threshold = thresholdOf(row, k);
  const at = (one: number) => [Math.floor(one / columns), one % columns] as const;
  let [top, left] = at(patch);
  let [bottom, right] = [top, left];
  row.forEach((value, one) => {
    if (value < threshold) return;
    const [y, x] = at(one);
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
    [left, right] = [Math.min(left, x), Math.max(right, x)];
  });
  return [top, bottom, left, right];
}

function thresholdOf(row: Float64Array, k: number): number {
  const mean = row.reduce((sum, value) => sum + value, 0) / row.length;
  const variance = row.reduce((sum, value) => sum + (value - mean) ** 2, 0) / row.length;
  return mean + k * Math.sqrt(variance) - ROUNDING * row.reduce((most, value) => Math.max(most, value), 0);
}

/** The mean area of windows, in patches. */
export const meanArea = (boxes: readonly Box[]): number =>
  boxes.reduce((sum, box) => sum + areaOf(box), 0) / boxes.length;

/** [owner, held]: 1 where the owner's box holds the patch, of one box a patch. */
export function windowMask(boxes: readonly Box[], columns: number): Uint8Array {
  const patches = boxes.length;
  return Uint8Array.from({ length: patches * patches }, (_, i) => {
    const held = i % patches;
    return Number(isInside(boxes[Math.floor(i / patches)]!, Math.floor(held / columns), held % columns));
  });
}

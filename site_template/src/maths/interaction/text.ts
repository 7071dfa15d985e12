/** Edits as an address holds them. Removed patches are ranges, as ranges.ts has them: "0-3,12". */
import type { Grid } from "../tokens.ts";
import type { Box } from "./boxes.ts";
import { isBox, isIndex } from "./masks.ts";

/** A window that somebody has set by hand. */
export interface SetWindow {
  readonly block: number;
  readonly patch: number;
  readonly box: Box;
}

/** "3.27.2.5.1.7" is the window of patch 27 in block 3, rows 2 to 5, columns 1 to 7; several stand one behind another by "_". */
export function formatWindows(windows: readonly SetWindow[]): string {
  return latest(windows)
    .map(({ block, patch, box }) => [block, patch, ...box].join("."))
    .join("_");
}

/** What this model does not have is left out. */
export function parseWindows(text: string, { side }: Grid, layers: number): SetWindow[] {
  const windows = text.split("_").flatMap((piece): SetWindow[] => {
    if (!/^\d{1,4}(\.\d{1,4}){5}$/.test(piece)) return [];
    const [block, patch, ...edges] = piece.split(".").map(Number) as [number, number, ...number[]];
    const box = edges as unknown as Box;
    return isIndex(block, layers) && isIndex(patch, side * side) && isBox(box, side) ? [{ block, patch, box }] : [];
  });
  return latest(windows);
}

/** By block and patch; of several for one patch the last. */
function latest(windows: readonly SetWindow[]): SetWindow[] {
  const found = new Map(windows.map((window) => [`${window.block}.${window.patch}`, window]));
  return [...found.values()].sort((a, b) => a.block - b.block || a.patch - b.patch);
}

type Windows = readonly (readonly (Box | null)[] | null)[];

/** Windows by block and patch with those set by hand in their places; where there were none, all other patches read everything. */
export function withWindows(windows: Windows, set: readonly SetWindow[], { side }: Grid, layers: number): Windows {
  return Array.from({ length: layers }, (_, block) => {
    const own = set.filter((one) => one.block === block);
    const before = windows[block] ?? null;
    if (own.length === 0) return before;
    const boxes = before ? [...before] : new Array<Box | null>(side * side).fill(null);
    for (const { patch, box } of own) boxes[patch] = box;
    return boxes;
  });
}

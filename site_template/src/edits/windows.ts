/** Windows by block and patch, as attention is restricted to them. */
import type { Box } from "../maths/interaction/boxes.ts";
import type { Contract, Edit } from "./edit.ts";

/** By block and patch, what a patch may read; null for everything. */
export type Windows = readonly (readonly (Box | null)[] | null)[];

/** Windows with those set by hand in their places; where there were none, all other patches read everything. */
export function withWindows(windows: Windows, set: readonly Edit<"window">[], { grid, blocks }: Contract): Windows {
  return Array.from({ length: blocks }, (_, block) => {
    const own = set.filter((one) => one.block === block);
    const before = windows[block] ?? null;
    if (own.length === 0) return before;
    const boxes = before ? [...before] : new Array<Box | null>(grid.tokens - grid.prefix).fill(null);
    for (const { where, value } of own) boxes[where] = value;
    return boxes;
  });
}

/** What a state asks of the view: which patch, block and indicator, and how far a patch has to stand out. */
import { clampToken, type Grid } from "../../maths/tokens.ts";
import type { State } from "../../state/table.ts";

/** The reach of the slider; a larger k leaves each patch alone almost everywhere. */
export const [LEAST_K, MOST_K, STEP_K] = [0, 5, 0.1];

/** The patch that is looked at; a prefix token has no place in the picture: the one in the middle stands in for it. */
export function patchOf(state: State, grid: Grid): number {
  const token = clampToken(grid, state.token);
  if (token >= grid.prefix) return token - grid.prefix;
  return Math.floor(grid.rows / 2) * grid.columns + Math.floor(grid.columns / 2);
}

/** How an address writes it: no longer than needed. */
export const kText = (k: number): string => String(Number(k.toFixed(2)));

/** A block by its number in the address; null where the address names none that exists. */
const namedBlock = (text: string, blocks: number): number | null =>
  /^\d{1,4}$/.test(text) && Number(text) < blocks ? Number(text) : null;

/** The block that is shown; the last where the address names none. */
export const blockOf = (state: State, blocks: number): number => namedBlock(state.block, blocks) ?? blocks - 1;

/** How the address names a block that is shown. */
export const blockText = (block: number, blocks: number): string => (block === blocks - 1 ? "" : String(block));

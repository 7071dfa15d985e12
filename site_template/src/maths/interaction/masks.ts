/** Which token may read which: attention masks [query, key] over all tokens, 1 where reading is allowed. */
import type { Grid } from "../tokens.ts";
import type { Box } from "./boxes.ts";
import { noBlock, noPair, noPatch, noWindow } from "./words.ts";

/** A pair of tokens, by their positions: prefix tokens first. */
export interface Edge {
  readonly query: number;
  readonly key: number;
  /** In all blocks where it is left out. */
  readonly block?: number;
}

/** What is taken away from attention. Prefix tokens read everything and are read by all, unless an edge is cut. */
export interface Restriction {
  /** Patches, counted row by row, that no token reads any more. */
  readonly remove?: readonly number[];
  /** By block and patch, the box of patches that it may read; null for all. */
  readonly windows?: readonly (readonly (Box | null)[] | null)[];
  /** The query does not read the key. */
  readonly cut?: readonly Edge[];
}

/** One mask a block; null where nothing is taken away. Blocks in which only patches are removed share theirs. */
export function masksOf(
  grid: Grid,
  layers: number,
  { remove = [], windows = [], cut = [] }: Restriction,
): (Uint8Array | null)[] {
  const shared = remove.length ? closed(grid, opened(grid), remove) : null;
  return Array.from({ length: layers }, (_, block) => {
    const boxes = windows[block];
    const edges = cut.filter((edge) => edge.block === undefined || edge.block === block);
    if (!boxes && edges.length === 0) return shared;
    const mask = closed(grid, boxes ? within(grid, boxes, new Set(remove)) : opened(grid), remove);
    for (const { query, key } of edges) mask[query * grid.tokens + key] = 0;
    return mask;
  });
}

const opened = ({ tokens }: Grid): Uint8Array => new Uint8Array(tokens * tokens).fill(1);

/** The mask itself, with those patches read by nobody. */
function closed({ prefix, tokens }: Grid, mask: Uint8Array, patches: readonly number[]): Uint8Array {
  for (const patch of patches) for (let row = 0; row < tokens; row++) mask[row * tokens + prefix + patch] = 0;
  return mask;
}

/** Every patch reads its box and the prefix. One that is removed has no window: nobody reads what it makes of it. */
function within(grid: Grid, boxes: readonly (Box | null)[], removed: ReadonlySet<number>): Uint8Array {
  const { prefix, columns, tokens } = grid;
  const mask = opened(grid);
  boxes.forEach((box, patch) => {
    if (!box || removed.has(patch)) return;
    const [top, bottom, left, right] = box;
    const first = (prefix + patch) * tokens + prefix;
    mask.fill(0, first, first + tokens - prefix);
    for (let y = top; y <= bottom; y++) mask.fill(1, first + y * columns + left, first + y * columns + right + 1);
  });
  return mask;
}

/** What in a restriction this model does not have, as a sentence; null when all is there. */
export function problemOf(
  grid: Grid,
  layers: number,
  { remove = [], windows = [], cut = [] }: Restriction,
): string | null {
  const { tokens, prefix, rows, columns } = grid;
  const patch = remove.find((one) => !isIndex(one, tokens - prefix));
  if (patch !== undefined) return noPatch(patch, tokens - prefix - 1);
  const edge = cut.find(({ query, key }) => !isIndex(query, tokens) || !isIndex(key, tokens));
  if (edge) return noPair(edge.query, edge.key, tokens - 1);
  if (windows.length > layers || cut.some(({ block = 0 }) => !isIndex(block, layers))) return noBlock(layers - 1);
  const box = windows.flatMap((boxes) => boxes ?? []).find((one) => one && !isBox(one, grid));
  return box ? noWindow(box, rows, columns) : null;
}

export const isIndex = (index: number, length: number): boolean =>
  Number.isInteger(index) && index >= 0 && index < length;

export const isBox = ([top, bottom, left, right]: Box, { rows, columns }: Grid): boolean =>
  [top, bottom].every((edge) => isIndex(edge, rows)) &&
  [left, right].every((edge) => isIndex(edge, columns)) &&
  top <= bottom &&
  left <= right;

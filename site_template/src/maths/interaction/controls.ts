/**
 * Windows that adaptive ones are held against: of the same area, but fixed, or anywhere.
 * Twin of `elvit.analysis.windows`.
 */
import { uniform } from "../draws.ts";
import type { Box } from "./boxes.ts";

type Size = readonly [height: number, width: number];

/**
 * Fixed boxes around each patch, as a convolution would have them, of a given mean area.
 *
 * A box is square or one column wider than high; its middle (the left, upper one of two) is the patch, and it is pushed
 * back into the grid where it would stick out. The mean area lies between those of two sizes, so that the larger is
 * given to as many patches as needed, evenly spread: to patch i where floor((i + 1) f) > floor(i f), f being how far
 * the area lies from the smaller (0) to the larger (1).
 *
 * @param area the mean area wanted, in patches; less than 1, or more than all, is brought to that.
 * @param columns patches in a row of the grid.
 */
export function centredWindows(area: number, patches: number, columns: number): Box[] {
  const rows = patches / columns;
  const [smaller, larger] = sizesAround(area, rows, columns);
  const [low, high] = [smaller[0] * smaller[1], larger[0] * larger[1]];
  const share = low === high ? 1 : Math.min(1, Math.max(0, (area - low) / (high - low)));
  return Array.from({ length: patches }, (_, patch) => {
    const [height, width] = Math.floor((patch + 1) * share) > Math.floor(patch * share) ? larger : smaller;
    const top = begin(Math.floor(patch / columns), height, rows);
    const left = begin(patch % columns, width, columns);
    return [top, top + height - 1, left, left + width - 1];
  });
}

/** Where a stretch around a place begins that has to lie within a length. */
const begin = (middle: number, size: number, length: number): number =>
  Math.min(length - size, Math.max(0, middle - Math.floor((size - 1) / 2)));

/** The neighbours in the row of sizes between which an area lies; the row has boxes as square as the grid allows. */
function sizesAround(area: number, rows: number, columns: number): [smaller: Size, larger: Size] {
  let before: Size = [1, 1];
  let size = before;
  while (size[0] * size[1] < area && !(size[0] === rows && size[1] === columns)) {
    const [height, width] = (before = size);
    const wider = width < columns && (width <= height || height === rows);
    size = wider ? [height, width + 1] : [height + 1, width];
  }
  return [before, size];
}

/**
 * Boxes of the same heights and widths at random places, all places of the grid being as likely.
 *
 * Box number n, counted through all blocks, takes draw 2n of the seed for its row and draw 2n + 1 for its column.
 *
 * @param blocks by block, one box a patch.
 * @param own whether each box has to hold its patch; else it holds nothing in particular, perhaps not even the patch.
 */
export function randomWindows(
  blocks: readonly (readonly Box[])[],
  columns: number,
  seed: number,
  own = false,
): Box[][] {
  return blocks.map((boxes, block) =>
    boxes.map(([top, bottom, left, right], patch) => {
      const draw = 2 * (block * boxes.length + patch);
      const rows = boxes.length / columns;
      const [row, column] = [Math.floor(patch / columns), patch % columns];
      const y = placed(uniform(seed, draw), bottom - top + 1, rows, own ? row : null);
      const x = placed(uniform(seed, draw + 1), right - left + 1, columns, own ? column : null);
      return [y, y + bottom - top, x, x + right - left];
    }),
  );
}

/** Where a stretch of a size begins along an edge of the grid. */
function placed(drawn: number, size: number, length: number, held: number | null): number {
  const first = held === null ? 0 : Math.max(0, held - size + 1);
  const last = held === null ? length - size : Math.min(length - size, held);
  return first + Math.floor(drawn * (last - first + 1));
}

/** Where the parts of the patch embedding's figure lie, in the room there is. */
import { type PatchEmbedding, termPlace } from "../../../../maths/workings/patch-embedding.ts";
import type { Box } from "../../figures/place.ts";

interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Layout {
  /** Picture at the left and sums at the right, or everything below one another. */
  readonly wide: boolean;
  readonly width: number;
  readonly picture: Box;
  readonly patch: Box;
  readonly tokens: Box;
  /** Left edges of the squares of pixels, filter and products. */
  readonly columns: readonly [number, number, number];
  /** Upper edges of the squares of red, green and blue. */
  readonly rows: readonly [number, number, number];
  /** Size of one of these, which has the shape of a patch. */
  readonly square: Size;
  /** Upper edge of the legends above the squares. */
  readonly head: number;
  /** Right edge of the sums. */
  readonly sums: number;
  /** The lanes below the squares; their height is their own. */
  readonly lanes: { readonly x: number; readonly y: number; readonly width: number };
}

const WIDE_FROM = 620;
const CAPTION = 20;
/** Legend of a column of squares; pair of numbers below a square. */
const [HEAD, PAIR] = [46, 28];
const [NAMES, SUMS, SIGN] = [42, 88, 22];
const LARGEST = 136;

/** `patch` and `picture` in pixels of the model. */
export const layoutOf = (room: number, patch: Size, picture: Size): Layout =>
  room >= WIDE_FROM ? wide(room, patch, picture) : narrow(room, patch, picture);

/** A patch so large that its longer edge fits, its pixels of whole screen pixels. */
function patchIn(length: number, { width, height }: Size): Size {
  const unit = Math.max(1, Math.floor(length / Math.max(width, height)));
  return { width: unit * width, height: unit * height };
}

/** A picture whose longer edge is this long. */
function pictureIn(length: number, { width, height }: Size): Size {
  const scale = length / Math.max(width, height);
  return { width: width * scale, height: height * scale };
}

function wide(room: number, patch: Size, picture: Size): Layout {
  const left = Math.round(Math.min(232, Math.max(168, room * 0.26)));
  const x = left + 30;
  const square = patchIn(Math.min(LARGEST, (room - x - NAMES - SUMS - 2 * SIGN) / 3), patch);
  const rows = threeFrom(HEAD, square.height, PAIR);
  const lanes = { x, y: rows[2] + square.height + PAIR + 8, width: room - x };
  const seen = pictureIn(left, picture);
  const enlarged = patchIn(Math.min(132, left * 0.56), patch);
  const patchTop = seen.height + CAPTION + 26;
  const tokensTop = Math.max(lanes.y + 22, patchTop + enlarged.height + CAPTION + 48);
  return {
    wide: true,
    width: room,
    picture: { x: 0, y: 0, ...seen },
    patch: { x: Math.round((left - enlarged.width) / 2), y: patchTop, ...enlarged },
    tokens: { x: 0, y: tokensTop, width: left, height: 92 },
    columns: threeFrom(x + NAMES, square.width, SIGN),
    rows,
    square,
    head: 0,
    sums: room - 6,
    lanes,
  };
}

function narrow(room: number, patch: Size, picture: Size): Layout {
  const left = Math.round(Math.min(240, room * 0.55));
  const x = left + 26;
  const enlarged = patchIn(Math.min(112, room - x, left * 0.5), patch);
  const head = left + CAPTION + 16;
  const square = patchIn(Math.min(LARGEST, (room - 2 * SIGN) / 3), patch);
  const rows = threeFrom(head + HEAD + 18, square.height, PAIR + 18);
  const tokensTop = enlarged.height + CAPTION + 10;
  return {
    wide: false,
    width: room,
    picture: { x: 0, y: 0, ...pictureIn(left, picture) },
    patch: { x, y: 0, ...enlarged },
    tokens: { x, y: tokensTop, width: room - x, height: Math.max(24, left - tokensTop) },
    columns: threeFrom(0, square.width, SIGN),
    rows,
    square,
    head,
    sums: 3 * square.width + 2 * SIGN,
    lanes: { x: 0, y: rows[2] + square.height + PAIR + 58, width: room },
  };
}

const threeFrom = (start: number, length: number, gap: number): [number, number, number] => [
  start,
  start + length + gap,
  start + 2 * (length + gap),
];

/** The box of a cell of a grid that fills a box. */
export function cellOf(
  box: Box,
  { rows, columns }: { readonly rows: number; readonly columns: number },
  row: number,
  column: number,
): Box {
  const [width, height] = [box.width / columns, box.height / rows];
  return { x: box.x + column * width, y: box.y + row * height, width, height };
}

/** One of the nine squares. */
export const squareAt = ({ columns, rows, square }: Layout, column: number, channel: number): Box => ({
  x: columns[column]!,
  y: rows[channel]!,
  ...square,
});

/** The box of a term in one of the three columns. */
export function termBox(layout: Layout, { size }: PatchEmbedding, index: number, column: number): Box {
  const { channel, row, column: across } = termPlace(size, index);
  return cellOf(squareAt(layout, column, channel), { rows: size.height, columns: size.width }, row, across);
}

/** Where the parts of the patch embedding's figure lie, in the room there is. */

export interface Box {
  readonly x: number;
  readonly y: number;
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
  readonly edge: number;
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

/** A length that cells of whole pixels fill. */
const whole = (length: number, cells: number): number => Math.max(1, Math.floor(length / cells)) * cells;

export const layoutOf = (room: number, size: number): Layout =>
  room >= WIDE_FROM ? wide(room, size) : narrow(room, size);

function wide(room: number, size: number): Layout {
  const left = Math.round(Math.min(232, Math.max(168, room * 0.26)));
  const x = left + 30;
  const edge = whole(Math.min(136, (room - x - NAMES - SUMS - 2 * SIGN) / 3), size);
  const columns = columnsFrom(x + NAMES, edge, SIGN);
  const rows = rowsFrom(HEAD, edge, PAIR);
  const lanes = { x, y: rows[2] + edge + PAIR + 8, width: room - x };
  const patchTop = left + CAPTION + 26;
  const patchEdge = whole(Math.min(132, left * 0.56), size);
  return {
    wide: true,
    width: room,
    picture: { x: 0, y: 0, width: left, height: left },
    patch: { x: Math.round((left - patchEdge) / 2), y: patchTop, width: patchEdge, height: patchEdge },
    tokens: { x: 0, y: Math.max(lanes.y + 22, patchTop + patchEdge + CAPTION + 48), width: left, height: 92 },
    columns,
    rows,
    edge,
    head: 0,
    sums: room - 6,
    lanes,
  };
}

function narrow(room: number, size: number): Layout {
  const picture = Math.round(Math.min(240, room * 0.55));
  const x = picture + 26;
  const patchEdge = whole(Math.min(112, room - x, picture * 0.5), size);
  const head = picture + CAPTION + 16;
  const edge = whole(Math.min(136, (room - 2 * SIGN) / 3), size);
  const rows = rowsFrom(head + HEAD + 18, edge, PAIR + 18);
  return {
    wide: false,
    width: room,
    picture: { x: 0, y: 0, width: picture, height: picture },
    patch: { x, y: 0, width: patchEdge, height: patchEdge },
    tokens: {
      x,
      y: patchEdge + CAPTION + 10,
      width: room - x,
      height: Math.max(24, picture - patchEdge - CAPTION - 10),
    },
    columns: columnsFrom(0, edge, SIGN),
    rows,
    edge,
    head,
    sums: 3 * edge + 2 * SIGN,
    lanes: { x: 0, y: rows[2] + edge + PAIR + 58, width: room },
  };
}

const columnsFrom = (x: number, edge: number, gap: number): [number, number, number] => [
  x,
  x + edge + gap,
  x + 2 * (edge + gap),
];

const rowsFrom = (y: number, edge: number, gap: number): [number, number, number] => [
  y,
  y + edge + gap,
  y + 2 * (edge + gap),
];

/** The box of a cell of a square. */
export function cellOf(box: Box, size: number, row: number, column: number): Box {
  const unit = box.width / size;
  return { x: box.x + column * unit, y: box.y + row * unit, width: unit, height: unit };
}

/** The part of a matrix that a window shows, painted on a canvas: nearest neighbour, or means where pixels are few. */
import type { Plane } from "../maths/plane.ts";
import { cellSize, inSight, type View, type Whole } from "../maths/window.ts";
import type { ColourScale } from "./colours.ts";

const GAP_FROM = 6;
const FAINT = 0.15;

/** Numbers along an axis that become one, so that about one or two share a pixel. */
const sharing = (pixels: number): number => (pixels >= 1 ? 1 : 2 ** Math.floor(Math.log2(1 / pixels)));

/** Along one axis: which numbers of the reduced plane make up each pixel of the image, and where that lies. */
interface Bins {
  readonly first: Int32Array;
  /** One past the last. */
  readonly end: Int32Array;
  /** Device pixels. */
  readonly from: number;
  readonly length: number;
}

/**
 * A pixel of the image a cell where cells are larger than pixels, a pixel a pixel where they are smaller.
 *
 * @param pixels of one cell of the whole matrix, in device pixels.
 */
function binsOf(
  from: number,
  to: number,
  start: number,
  pixels: number,
  share: number,
  room: number,
  count: number,
): Bins {
  if (pixels >= 1) {
    const first = Int32Array.from({ length: to - from + 1 }, (_, i) => from + i);
    return { first, end: first.map((at) => at + 1), from: (from - start) * pixels, length: first.length * pixels };
  }
  const length = Math.min(room, Math.ceil((count - start) * pixels));
  const last = Math.ceil(count / share);
  const at = (pixel: number) => Math.min(last - 1, Math.floor((start + pixel / pixels) / share));
  const first = Int32Array.from({ length }, (_, pixel) => at(pixel));
  return { first, end: first.map((one, pixel) => Math.max(one + 1, Math.min(last, at(pixel + 1)))), from: 0, length };
}

/** Paints; returns how many numbers share a pixel (1: none do). `plane` gives the matrix, reduced by these factors. */
export function paintWindow(
  canvas: HTMLCanvasElement,
  plane: (down: number, across: number) => Plane,
  scale: ColourScale,
  whole: Whole,
  view: View,
  density = 1,
): number {
  const context = canvas.getContext("2d");
  const [width, height] = [Math.round(whole.width * density), Math.round(whole.height * density)];
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  if (!context) return 1;
  const cell = cellSize(whole, view.zoom);
  const [wide, high] = [cell.width * density, cell.height * density];
  const [down, across] = [sharing(high), sharing(wide)];
  const { top, bottom, left, right } = inSight(whole, view);
  const rows = binsOf(top, bottom, view.row, high, down, height, whole.rows);
  const columns = binsOf(left, right, view.column, wide, across, width, whole.columns);
  context.imageSmoothingEnabled = false;
  context.clearRect(0, 0, width, height);
  const image = coloured(canvas, plane(down, across), scale, rows, columns);
  context.drawImage(image, columns.from, rows.from, columns.length, rows.length);
  const cells = { x: columns.from, y: rows.from, rows: bottom - top + 1, columns: right - left + 1, wide, high };
  gaps(context, cells, density);
  return Math.max(1, 1 / wide) * Math.max(1, 1 / high);
}

/** One pixel a bin, in the colour of the mean of its numbers. */
function coloured(
  canvas: HTMLCanvasElement,
  { data, columns: stride }: Plane,
  scale: ColourScale,
  rows: Bins,
  columns: Bins,
): HTMLCanvasElement {
  const small = canvas.ownerDocument.createElement("canvas");
  [small.width, small.height] = [columns.first.length, rows.first.length];
  const context = small.getContext("2d")!;
  const image = context.createImageData(small.width, small.height);
  const pixels = new Uint32Array(image.data.buffer);
  for (let row = 0, at = 0; row < rows.first.length; row++) {
    const [top, bottom] = [rows.first[row]!, rows.end[row]!];
    for (let column = 0; column < columns.first.length; column++, at++) {
      const [left, right] = [columns.first[column]!, columns.end[column]!];
      let sum = 0;
      for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) sum += data[y * stride + x]!;
      const [red, green, blue] = scale.rgb(sum / ((bottom - top) * (right - left)));
      pixels[at] = 0xff000000 | (blue << 16) | (green << 8) | red;
    }
  }
  context.putImageData(image, 0, 0);
  return small;
}

interface Cells {
  readonly x: number;
  readonly y: number;
  readonly rows: number;
  readonly columns: number;
  readonly wide: number;
  readonly high: number;
}

// Small cells get a faint gap, or the grid would be louder than what it holds.
function gaps(context: CanvasRenderingContext2D, { x, y, rows, columns, wide, high }: Cells, density: number): void {
  const side = Math.min(wide, high) / density;
  if (side <= GAP_FROM) return;
  context.save();
  context.globalCompositeOperation = "destination-out";
  context.globalAlpha = Math.min(1, (side - GAP_FROM) / GAP_FROM + FAINT);
  for (let i = 1; i < columns; i++) context.fillRect(Math.round(x + i * wide), y, density, rows * high);
  for (let i = 1; i < rows; i++) context.fillRect(x, Math.round(y + i * high), columns * wide, density);
  context.restore();
}

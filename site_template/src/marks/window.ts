/** The part of a matrix that a window shows, painted on a canvas: nearest neighbour, or means where pixels are fewer. */
import type { Plane } from "../maths/plane.ts";
import { cellSize, inSight, type View, type Whole } from "../maths/window.ts";
import type { ColourScale } from "./colours.ts";

const GAP_FROM = 6;
const FAINT = 0.15;

/** Numbers along an axis that become one, so that about one or two share a pixel. */
const sharing = (pixels: number): number => (pixels >= 1 ? 1 : 2 ** Math.floor(Math.log2(1 / pixels)));

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
  const [down, across] = [sharing(cell.height * density), sharing(cell.width * density)];
  const source = plane(down, across);
  const sight = inSight(whole, view);
  const [top, left] = [Math.floor(sight.top / down), Math.floor(sight.left / across)];
  const [bottom, right] = [Math.floor(sight.bottom / down), Math.floor(sight.right / across)];
  const [rows, columns] = [bottom - top + 1, right - left + 1];
  const [wide, high] = [cell.width * across * density, cell.height * down * density];
  const x = (left * across - view.column) * cell.width * density;
  const y = (top * down - view.row) * cell.height * density;
  context.imageSmoothingEnabled = down > 1 || across > 1;
  context.clearRect(0, 0, width, height);
  context.drawImage(coloured(canvas, source, scale, { top, left, rows, columns }), x, y, columns * wide, rows * high);
  gaps(context, { x, y, rows, columns, wide, high }, density);
  return Math.max(1, 1 / (cell.width * density)) * Math.max(1, 1 / (cell.height * density));
}

interface Part {
  readonly top: number;
  readonly left: number;
  readonly rows: number;
  readonly columns: number;
}

/** One pixel a number. */
function coloured(canvas: HTMLCanvasElement, plane: Plane, scale: ColourScale, part: Part): HTMLCanvasElement {
  const small = canvas.ownerDocument.createElement("canvas");
  [small.width, small.height] = [part.columns, part.rows];
  const context = small.getContext("2d")!;
  const image = context.createImageData(part.columns, part.rows);
  const pixels = new Uint32Array(image.data.buffer);
  for (let row = 0, at = 0; row < part.rows; row++) {
    let from = (part.top + row) * plane.columns + part.left;
    for (let column = 0; column < part.columns; column++, at++, from++) {
      const [red, green, blue] = scale.rgb(plane.data[from]!);
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

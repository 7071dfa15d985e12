/** A plane of numbers painted on a canvas, one square a number; many numbers to a pixel become their mean. */
import type { Plane } from "../maths/plane.ts";
import type { ColourScale } from "./colours.ts";

export interface Geometry {
  /** Size in CSS pixels. */
  readonly width: number;
  readonly height: number;
  readonly rows: number;
  readonly columns: number;
}

const GAP_FROM = 6;
const FAINT = 0.15;
const LARGEST = 28;
/** A plane wider than this many times its height fills the width that there is. */
export const WIDE = 1.6;
/** Rows of a wide plane are drawn this high where its columns are thinner. */
const ROW = 4;
const TALL = 320;

/** How large a plane is drawn in the room there is: squares where they fit, stretched where they would be specks. */
export function fit(rows: number, columns: number, room: { width: number; height: number }): Geometry {
  const side = Math.min(room.width / columns, room.height / rows, LARGEST);
  const exact = side > GAP_FROM || (side >= 3 && columns < rows * WIDE) ? Math.floor(side) : side;
  const width = Math.min(
    room.width,
    columns *
      (columns < rows * WIDE ? exact : Math.max(exact, room.width / columns > LARGEST ? exact : room.width / columns)),
  );
  const least = columns < rows * WIDE ? 0 : Math.min(room.height, rows * ROW, TALL);
  const height = Math.min(room.height, Math.max(rows * exact, least));
  return { width: Math.max(1, Math.round(width)), height: Math.max(1, Math.round(height)), rows, columns };
}

/** The number under a point, or null outside. */
export function cellAt(geometry: Geometry, x: number, y: number): { row: number; column: number } | null {
  const row = Math.floor((y / geometry.height) * geometry.rows);
  const column = Math.floor((x / geometry.width) * geometry.columns);
  const inside = row >= 0 && column >= 0 && row < geometry.rows && column < geometry.columns;
  return inside ? { row, column } : null;
}

/** The box of a cell, in CSS pixels. */
export function boxOf(
  geometry: Geometry,
  row: number,
  column: number,
): { x: number; y: number; width: number; height: number } {
  const [width, height] = [geometry.width / geometry.columns, geometry.height / geometry.rows];
  return { x: column * width, y: row * height, width, height };
}

/** Paints the plane; returns how many columns share one device pixel (1 or less: none do). */
export function paintHeatmap(
  canvas: HTMLCanvasElement,
  plane: Plane,
  scale: ColourScale,
  geometry: Geometry,
  density = 1,
): number {
  const [width, height] = [Math.round(geometry.width * density), Math.round(geometry.height * density)];
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const context = canvas.getContext("2d");
  if (!context) return 1;
  const columns = Math.min(plane.columns, width);
  const image = context.createImageData(columns, plane.rows);
  colourRows(image.data, plane, scale, columns);
  const small = canvas.ownerDocument.createElement("canvas");
  [small.width, small.height] = [columns, plane.rows];
  small.getContext("2d")!.putImageData(image, 0, 0);
  context.imageSmoothingEnabled = false;
  context.clearRect(0, 0, width, height);
  context.drawImage(small, 0, 0, width, height);
  gaps(context, geometry, density);
  return plane.columns / columns;
}

function colourRows(pixels: Uint8ClampedArray, plane: Plane, scale: ColourScale, columns: number): void {
  for (let row = 0; row < plane.rows; row++) {
    for (let column = 0; column < columns; column++) {
      const from = Math.floor((column * plane.columns) / columns);
      const to = Math.max(from + 1, Math.floor(((column + 1) * plane.columns) / columns));
      let sum = 0;
      for (let i = from; i < to; i++) sum += plane.data[row * plane.columns + i]!;
      const [red, green, blue] = scale.rgb(sum / (to - from));
      const at = (row * columns + column) * 4;
      pixels[at] = red;
      pixels[at + 1] = green;
      pixels[at + 2] = blue;
      pixels[at + 3] = 255;
    }
  }
}

function gaps(context: CanvasRenderingContext2D, geometry: Geometry, density: number): void {
  const [across, down] = [geometry.width / geometry.columns, geometry.height / geometry.rows];
  if (Math.min(across, down) <= GAP_FROM) return;
  // Small cells get a faint gap, or the grid would be louder than what it holds.
  context.save();
  context.globalCompositeOperation = "destination-out";
  context.globalAlpha = Math.min(1, (Math.min(across, down) - GAP_FROM) / GAP_FROM + FAINT);
  for (let i = 1; i < geometry.columns; i++)
    context.fillRect(Math.round(i * across * density), 0, density, geometry.height * density);
  for (let i = 1; i < geometry.rows; i++)
    context.fillRect(0, Math.round(i * down * density), geometry.width * density, density);
  context.restore();
}

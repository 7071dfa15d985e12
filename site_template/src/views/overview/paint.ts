/** Small pictures: the picture cut into patches, a map laid over it, a tensor as a plane of colours. */
import type { TensorValue } from "../../engine/engine.ts";
import type { ColourScale } from "../../marks/colours.ts";
import { type Pixels, paintPixels } from "../../marks/picture.ts";
import { planeOf } from "../../maths/plane.ts";
import type { Grid } from "../../maths/tokens.ts";

const MOST_COLUMNS = 768;
const OVERLAY = 0.86;
const DENSITY = 4;

function drawn(pixels: Pixels): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  paintPixels(canvas, pixels);
  return canvas;
}

let last: { pixels: Pixels; canvas: HTMLCanvasElement } | null = null;
function pictureOf(pixels: Pixels): HTMLCanvasElement {
  if (last?.pixels !== pixels) last = { pixels, canvas: drawn(pixels) };
  return last.canvas;
}

/** The picture with gaps between its patches. */
export function paintPatches(canvas: HTMLCanvasElement, pixels: Pixels, { rows, columns }: Grid, edge: number): void {
  const cell = Math.max(4, Math.round((edge * DENSITY) / Math.max(rows, columns)));
  const gap = Math.max(1, Math.round(cell * 0.12));
  [canvas.width, canvas.height] = [cell * columns - gap, cell * rows - gap];
  const context = canvas.getContext("2d");
  if (!context) return;
  context.imageSmoothingEnabled = false;
  const picture = pictureOf(pixels);
  const [width, height] = [pixels.width / columns, pixels.height / rows];
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      context.drawImage(
        picture,
        column * width,
        row * height,
        width,
        height,
        column * cell,
        row * cell,
        cell - gap,
        cell - gap,
      );
}

/** Of one number a token those of the patches over the picture, through which the picture stays to be seen. */
export function paintMap(
  canvas: HTMLCanvasElement,
  values: ArrayLike<number>,
  { rows, columns, prefix }: Grid,
  scale: ColourScale,
  pixels: Pixels | null,
): void {
  const cell = Math.max(2, Math.ceil(224 / Math.max(rows, columns)));
  [canvas.width, canvas.height] = [cell * columns, cell * rows];
  const context = canvas.getContext("2d");
  if (!context) return;
  context.clearRect(0, 0, canvas.width, canvas.height);
  if (pixels) {
    context.filter = "grayscale(1)";
    context.drawImage(pictureOf(pixels), 0, 0, canvas.width, canvas.height);
    context.filter = "none";
    context.globalAlpha = OVERLAY;
  }
  for (let patch = 0; patch < rows * columns; patch++) {
    const [red, green, blue] = scale.rgb(values[prefix + patch]!);
    context.fillStyle = `rgb(${red} ${green} ${blue})`;
    context.fillRect((patch % columns) * cell, Math.floor(patch / columns) * cell, cell, cell);
  }
}

/** Where a value lies in a small picture of a tensor: `turned` puts a column of numbers along the picture's width. */
export interface Painted {
  readonly rows: number;
  readonly columns: number;
  readonly turned: boolean;
  readonly at: (row: number, column: number) => number;
}

/** Paints one plane of a tensor; more columns than can be told apart become their mean. */
export function paintTensor(
  canvas: HTMLCanvasElement,
  tensor: TensorValue,
  head: number,
  scale: ColourScale,
  wide: boolean,
): Painted {
  const plane = planeOf(tensor, head);
  const turned = plane.columns === 1 && wide;
  const [rows, columns] = turned ? [1, plane.rows] : [plane.rows, plane.columns];
  const shown = Math.min(columns, MOST_COLUMNS);
  [canvas.width, canvas.height] = [shown, rows];
  const context = canvas.getContext("2d");
  if (context) {
    const image = context.createImageData(shown, rows);
    for (let row = 0, to = 0; row < rows; row++)
      for (let column = 0; column < shown; column++, to += 4) {
        const from = Math.floor((column * columns) / shown);
        const end = Math.max(from + 1, Math.floor(((column + 1) * columns) / shown));
        let sum = 0;
        for (let i = from; i < end; i++) sum += plane.data[row * columns + i]!;
        const colour = scale.rgb(sum / (end - from));
        image.data[to] = colour[0];
        image.data[to + 1] = colour[1];
        image.data[to + 2] = colour[2];
        image.data[to + 3] = 255;
      }
    context.putImageData(image, 0, 0);
  }
  // Much smaller than its numbers, a picture without smoothing would leave most of them out.
  canvas.classList.toggle("fine", shown > 2 * canvas.clientWidth);
  return { rows, columns, turned, at: (row, column) => plane.data[turned ? column : row * plane.columns + column]! };
}

const SAMPLE = 1 << 16;

/** Enough of a large tensor's values to find its scale: every second, every third, and so on. */
export function sampled(data: Float32Array): Float32Array {
  const step = Math.ceil(data.length / SAMPLE);
  if (step === 1) return data;
  const out = new Float32Array(Math.floor(data.length / step));
  for (let i = 0; i < out.length; i++) out[i] = data[i * step]!;
  return out;
}

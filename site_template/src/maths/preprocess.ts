/** What a Hugging Face image processor does to a picture: resize, crop, rescale, normalise; the twin of Python's. */

import type { Filter } from "./kernels.ts";
import { Resizer, type Size, type Window } from "./resize.ts";

/** The steps, as in the manifest; null leaves a step out. */
export interface Steps {
  readonly resize: Size | { readonly shortest_edge: number } | null;
  readonly resample: Filter;
  readonly crop: Size | null;
  readonly rescale: number;
  readonly mean: readonly [number, number, number];
  readonly std: readonly [number, number, number];
}

/** uint8 RGB, [height, width, 3]. */
export interface Pixels extends Size {
  readonly rgb: Uint8Array<ArrayBuffer>;
}

/** Size after the resize step: `transformers.image_transforms.get_resize_output_image_size`. */
export function resizedSize({ width, height }: Size, resize: Steps["resize"]): Size {
  if (resize === null) return { width, height };
  if (!("shortest_edge" in resize)) return resize;
  const short = resize.shortest_edge;
  const long = Math.trunc((short * Math.max(width, height)) / Math.min(width, height));
  return width <= height ? { width: short, height: long } : { width: long, height: short };
}

interface Span {
  /** First sample that is read. */
  readonly from: number;
  readonly length: number;
  /** Zeros before it. */
  readonly padding: number;
}

/** One axis of `transformers.image_transforms.center_crop`, which pads with zeros where the picture is too small. */
function centredSpan(size: number, crop: number): Span {
  const offset = Math.floor((size - crop) / 2);
  if (offset >= 0) return { from: offset, length: crop, padding: 0 };
  return { from: 0, length: size, padding: Math.ceil((crop - size) / 2) };
}

/** Resizes and crops a picture whose rows arrive in strips. */
export class Fitter {
  readonly #output: Size;
  readonly #across: Span;
  readonly #down: Span;
  readonly #resizer: Resizer;

  constructor(picture: Size, steps: Pick<Steps, "resize" | "resample" | "crop">) {
    const resized = resizedSize(picture, steps.resize);
    this.#output = steps.crop ?? resized;
    this.#across = centredSpan(resized.width, this.#output.width);
    this.#down = centredSpan(resized.height, this.#output.height);
    const window: Window = {
      left: this.#across.from,
      top: this.#down.from,
      width: this.#across.length,
      height: this.#down.length,
    };
    this.#resizer = new Resizer(picture, resized, steps.resample, window);
  }

  /** Takes the next rows, RGBA. */
  push(rgba: Uint8Array | Uint8ClampedArray): void {
    this.#resizer.push(rgba);
  }

  finish(): Pixels {
    const { width, height } = this.#output;
    const inner = this.#resizer.finish();
    if (inner.length === width * height * 3) return { width, height, rgb: inner };
    const rgb = new Uint8Array(width * height * 3);
    const rowLength = this.#across.length * 3;
    for (let y = 0; y < this.#down.length; y++) {
      const row = inner.subarray(y * rowLength, (y + 1) * rowLength);
      rgb.set(row, ((this.#down.padding + y) * width + this.#across.padding) * 3);
    }
    return { width, height, rgb };
  }
}

/** Rescales and normalises: float32, [3, height, width]. */
export function normalise(
  pixels: Pixels,
  { rescale, mean, std }: Pick<Steps, "rescale" | "mean" | "std">,
): Float32Array<ArrayBuffer> {
  const area = pixels.width * pixels.height;
  const out = new Float32Array(3 * area);
  for (let c = 0; c < 3; c++) {
    // Python works in float32 after each step; a table of the 256 values does the same.
    const table = Float32Array.from({ length: 256 }, (_, v) => {
      const centred = Math.fround(Math.fround(v * rescale) - Math.fround(mean[c]!));
      return centred / Math.fround(std[c]!);
    });
    for (let i = 0; i < area; i++) out[c * area + i] = table[pixels.rgb[i * 3 + c]!]!;
  }
  return out;
}

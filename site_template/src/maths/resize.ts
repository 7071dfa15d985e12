/**
 * Pillow's resize, to the bit: two passes of weighted sums over 8-bit samples, rounded to 8 bits after each.
 * After Pillow 13's `src/libImaging/Resample.c`.
 *
 * Rows arrive in strips and only the window that is kept is computed, so that memory stays bounded
 * however large the picture is.
 */

import { type Axis, axis, type Filter, PRECISION_BITS } from "./kernels.ts";

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Window extends Size {
  readonly left: number;
  readonly top: number;
}

/** Half of the last place that is dropped: sums start with it, so that dropping rounds. */
const HALF = 1 << (PRECISION_BITS - 1);

/** Bytes that may be clamped ones, as ImageData has them. */
type Bytes = Uint8Array | Uint8ClampedArray;

/** Resizes a picture that arrives in strips of rows; `finish` gives the window of the resized picture. */
export class Resizer {
  readonly #rowLength: number;
  readonly #passes: Passes;
  #row = 0;

  constructor(input: Size, output: Size, filter: Filter, window: Window = { left: 0, top: 0, ...output }) {
    const across = axis(input.width, output.width, window.left, window.width, filter);
    const down = axis(input.height, output.height, window.top, window.height, filter);
    this.#rowLength = input.width * 4;
    this.#passes = isVerticalFirst(input, output)
      ? new VerticalFirst(input.width, across, down)
      : new HorizontalFirst(across, down);
  }

  /** Takes the next rows, RGBA; alpha is dropped, as Pillow's convert("RGB") drops it. */
  push(rgba: Bytes): void {
    for (let start = 0; start < rgba.length; start += this.#rowLength) this.#passes.row(this.#row++, rgba, start);
  }

  /** The window: RGB, [height, width, 3]. */
  finish(): Uint8Array<ArrayBuffer> {
    return this.#passes.finish();
  }
}

/** Where a picture loses much more of its height than of its width, Pillow 13 does the vertical pass first. */
function isVerticalFirst(input: Size, output: Size): boolean {
  const lost = input.height - output.height;
  return lost > 0 && lost > 2 * (input.width - output.width);
}

interface Passes {
  row(y: number, rgba: Bytes, start: number): void;
  finish(): Uint8Array<ArrayBuffer>;
}

class HorizontalFirst implements Passes {
  readonly #across: Axis;
  readonly #down: Axis;
  /** Input rows that the window reads. */
  readonly #first: number;
  readonly #end: number;
  /** Those rows at their new width: RGB. */
  readonly #narrowed: Uint8Array;

  constructor(across: Axis, down: Axis) {
    const last = down.first.length - 1;
    this.#across = across;
    this.#down = down;
    this.#first = down.first[0]!;
    this.#end = down.first[last]! + down.count[last]!;
    this.#narrowed = new Uint8Array((this.#end - this.#first) * across.first.length * 3);
  }

  row(y: number, rgba: Bytes, start: number): void {
    if (y < this.#first || y >= this.#end) return;
    narrow(this.#across, rgba, start, this.#narrowed, (y - this.#first) * this.#across.first.length * 3);
  }

  finish(): Uint8Array<ArrayBuffer> {
    const { first, count, weights, stride } = this.#down;
    const samples = this.#across.first.length * 3;
    const out = new Uint8Array(first.length * samples);
    for (let y = 0, at = 0; y < first.length; y++) {
      const top = (first[y]! - this.#first) * samples;
      for (let x = 0; x < samples; x++) {
        let sum = HALF;
        let from = top + x;
        for (let k = y * stride, end = k + count[y]!; k < end; k++, from += samples) {
          sum = (sum + this.#narrowed[from]! * weights[k]!) | 0;
        }
        out[at++] = clip(sum);
      }
    }
    return out;
  }
}

class VerticalFirst implements Passes {
  readonly #length: number;
  readonly #across: Axis;
  readonly #down: Axis;
  /** Sums of the output rows that are under way, at the input's width: RGBA. */
  readonly #sums = new Map<number, Int32Array>();
  readonly #out: Uint8Array<ArrayBuffer>;
  /** First output row that is not finished. */
  #next = 0;

  constructor(width: number, across: Axis, down: Axis) {
    this.#length = width * 4;
    this.#across = across;
    this.#down = down;
    this.#out = new Uint8Array(down.first.length * across.first.length * 3);
  }

  row(y: number, rgba: Bytes, start: number): void {
    const { first, count, weights, stride } = this.#down;
    for (let row = this.#next; row < first.length && first[row]! <= y; row++) {
      const sums = this.#sums.get(row) ?? new Int32Array(this.#length).fill(HALF);
      const weight = weights[row * stride + y - first[row]!]!;
      for (let i = 0; i < this.#length; i++) sums[i] = sums[i]! + rgba[start + i]! * weight;
      this.#sums.set(row, sums);
      if (y === first[row]! + count[row]! - 1) this.#complete(row, sums);
    }
  }

  #complete(row: number, sums: Int32Array): void {
    narrow(this.#across, Uint8Array.from(sums, clip), 0, this.#out, row * this.#across.first.length * 3);
    this.#sums.delete(row);
    this.#next = row + 1;
  }

  finish(): Uint8Array<ArrayBuffer> {
    return this.#out;
  }
}

/** The horizontal pass over one row: RGBA at `start` becomes RGB at `at`. */
function narrow(
  { first, count, weights, stride }: Axis,
  rgba: Bytes,
  start: number,
  out: Uint8Array,
  at: number,
): void {
  for (let x = 0; x < first.length; x++) {
    let r = HALF;
    let g = HALF;
    let b = HALF;
    let from = start + first[x]! * 4;
    for (let k = x * stride, end = k + count[x]!; k < end; k++, from += 4) {
      const weight = weights[k]!;
      r = (r + rgba[from]! * weight) | 0;
      g = (g + rgba[from + 1]! * weight) | 0;
      b = (b + rgba[from + 2]! * weight) | 0;
    }
    out[at++] = clip(r);
    out[at++] = clip(g);
    out[at++] = clip(b);
  }
}

function clip(sum: number): number {
  const value = sum >> PRECISION_BITS;
  return value < 0 ? 0 : Math.min(value, 255);
}

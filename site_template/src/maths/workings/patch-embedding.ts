/** One number of one patch's token: pixels times a filter, summed channel by channel, plus a bias. */
import { normalise, type Pixels, type Steps } from "../preprocess.ts";
import { type Grid, placeOf } from "../tokens.ts";

export const CHANNELS = 3;

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface PatchEmbedding {
  /** Of a patch, in pixels. */
  readonly size: Size;
  /** Numbers of a patch: height × width × 3. */
  readonly count: number;
  /** The patch, counted from the first one, and its place in the grid. */
  readonly patch: number;
  readonly row: number;
  readonly column: number;
  /** Index of the filter, which is the feature of the token. */
  readonly feature: number;
  /** uint8, [row, column, channel] */
  readonly colours: Uint8Array;
  /** As the model sees them, [channel, row, column]. */
  readonly pixels: Float32Array;
  /** [channel, row, column] */
  readonly filter: Float32Array;
  readonly products: Float64Array;
  /** The sum so far, each product included. */
  readonly running: Float64Array;
  /** One sum a channel. */
  readonly sums: Float64Array;
  /** Zero where the model has none. */
  readonly bias: number;
  readonly biased: boolean;
  readonly result: number;
}

interface Filters {
  /** [row, column, channel, d_model] */
  readonly weight: Float32Array;
  /** [d_model] */
  readonly bias: Float32Array | null;
  readonly width: number;
}

/** The number of a token that is worked out: its patch counts from the first patch, not from the first token. */
interface Place {
  readonly patch: number;
  readonly feature: number;
}

export function patchEmbedding(
  picture: { readonly width: number; readonly rgb: Uint8Array },
  preprocess: Pick<Steps, "rescale" | "mean" | "std">,
  grid: Grid,
  size: Size,
  filters: Filters,
  { patch, feature }: Place,
): PatchEmbedding {
  const [row, column] = placeOf(grid, patch);
  const colours = cut(picture, row * size.height, column * size.width, size);
  const pixels = normalise({ ...size, rgb: colours }, preprocess);
  const filter = filterOf(filters, size, feature);
  const added = addUp(pixels, filter);
  const bias = filters.bias?.[feature] ?? 0;
  return {
    size,
    count: pixels.length,
    patch,
    row,
    column,
    feature,
    colours,
    pixels,
    filter,
    ...added,
    bias,
    biased: filters.bias !== null,
    result: added.running.at(-1)! + bias,
  };
}

function cut(
  picture: { readonly width: number; readonly rgb: Uint8Array },
  top: number,
  left: number,
  { width, height }: Size,
): Pixels["rgb"] {
  const out = new Uint8Array(width * height * CHANNELS);
  for (let y = 0; y < height; y++) {
    const from = ((top + y) * picture.width + left) * CHANNELS;
    out.set(picture.rgb.subarray(from, from + width * CHANNELS), y * width * CHANNELS);
  }
  return out;
}

// [row, column, channel, d_model] -> [channel, row, column]
function filterOf({ weight, width }: Filters, size: Size, feature: number): Float32Array {
  const area = size.width * size.height;
  const out = new Float32Array(CHANNELS * area);
  for (let at = 0; at < area; at++)
    for (let c = 0; c < CHANNELS; c++) out[c * area + at] = weight[(at * CHANNELS + c) * width + feature]!;
  return out;
}

function addUp(pixels: Float32Array, filter: Float32Array): Pick<PatchEmbedding, "products" | "running" | "sums"> {
  const [products, running] = [new Float64Array(pixels.length), new Float64Array(pixels.length)];
  const sums = new Float64Array(CHANNELS);
  const area = pixels.length / CHANNELS;
  let sum = 0;
  for (let i = 0; i < pixels.length; i++) {
    products[i] = pixels[i]! * filter[i]!;
    running[i] = sum += products[i]!;
    sums[Math.floor(i / area)]! += products[i]!;
  }
  return { products, running, sums };
}

/** Where a term lies: its channel, and its row and column in the patch. */
export function termPlace({ width, height }: Size, index: number): { channel: number; row: number; column: number } {
  const within = index % (width * height);
  return { channel: Math.floor(index / (width * height)), row: Math.floor(within / width), column: within % width };
}

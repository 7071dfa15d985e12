/** Colour scales of vectors: one scale for what is compared, worked out once for what is large. */
import { type ColourScale, type Range, scaleFor, signedScale, type Tone } from "../../../marks/colours.ts";

/** A signed scale, also where all values happen to be positive; several vectors share it. */
export function sharedScale(tone: Tone, range: Range, ...vectors: readonly Float32Array[]): ColourScale {
  const all = vectors.length === 1 ? vectors[0]! : joined(vectors);
  const scale = scaleFor(all, tone, range);
  return scale.kind === "signed" ? scale : signedScale(scale.high, tone, scale.clipped);
}

function joined(vectors: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(vectors.reduce((length, vector) => length + vector.length, 0));
  let at = 0;
  for (const vector of vectors) {
    all.set(vector, at);
    at += vector.length;
  }
  return all;
}

const kept = new WeakMap<Float32Array, Map<string, ColourScale>>();

/** The scale of a whole weight: millions of numbers, so it is kept. */
export function weightScale(data: Float32Array, tone: Tone, range: Range): ColourScale {
  const known = kept.get(data) ?? new Map<string, ColourScale>();
  kept.set(data, known);
  const key = `${tone} ${range}`;
  const scale = known.get(key) ?? madeFor(data, tone, range);
  known.set(key, scale);
  return scale;
}

const ENOUGH = 150_000;
/** No sizes of layers are multiples of these: a sample takes from all columns. */
const STRIDES: readonly number[] = [1, 5, 7, 11, 13, 17, 19, 23, 29, 37, 53, 79, 127];

/** Where most values lie is seen in a sample, which the largest of all always belongs to. */
function madeFor(data: Float32Array, tone: Tone, range: Range): ColourScale {
  const stride = STRIDES.find((one) => data.length / one <= ENOUGH) ?? STRIDES.at(-1)!;
  const sample = Float32Array.from({ length: Math.ceil(data.length / stride) }, (_, i) => data[i * stride]!);
  if (stride > 1)
    for (let i = 0; i < data.length; i++) if (Math.abs(data[i]!) > Math.abs(sample[0]!)) sample[0] = data[i]!;
  return sharedScale(tone, range, sample);
}

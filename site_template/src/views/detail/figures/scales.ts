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
  const scale = known.get(key) ?? sharedScale(tone, range, data);
  known.set(key, scale);
  return scale;
}

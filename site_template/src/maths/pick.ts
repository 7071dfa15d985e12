/** One number out of a tensor, by indices and a rule; the twin of the builder's `numbers`. */

/** An index (negative from the end), a whole axis, or the CLS token, which is the first. */
export type At = number | ":" | "cls";
export type Take = "value" | "sum" | "mean" | "min" | "max" | "norm" | "argmax" | "std";

/** The values that the indices choose, one entry an axis, in order; null where the tensor has no such index. */
export function pick(
  data: ArrayLike<number>,
  shape: readonly number[],
  at: readonly At[],
  prefix = 1,
): Float64Array | null {
  if (at.length !== shape.length || (prefix === 0 && at.includes("cls"))) return null;
  let offsets = [0];
  let stride = shape.reduce((product, size) => product * size, 1);
  for (const [axis, size] of shape.entries()) {
    stride /= size;
    const chosen = indices(at[axis]!, size);
    if (!chosen) return null;
    offsets = offsets.flatMap((offset) => chosen.map((index) => offset + index * stride));
  }
  return Float64Array.from(offsets, (offset) => data[offset]!);
}

function indices(at: At, size: number): number[] | null {
  if (at === ":") return Array.from({ length: size }, (_, i) => i);
  const index = at === "cls" ? 0 : at < 0 ? at + size : at;
  return Number.isInteger(index) && index >= 0 && index < size ? [index] : null;
}

/** What a rule makes of values; `norm` is the Euclidean length, `std` the population's, `argmax` the first index. */
export function take(values: Float64Array, how: Take): number {
  const sum = () => values.reduce((total, value) => total + value, 0);
  switch (how) {
    case "value":
      return values[0] ?? NaN;
    case "sum":
      return sum();
    case "mean":
      return sum() / values.length;
    case "min":
      return values.reduce((least, value) => Math.min(least, value), Infinity);
    case "max":
      return values.reduce((most, value) => Math.max(most, value), -Infinity);
    case "norm":
      return Math.sqrt(values.reduce((total, value) => total + value * value, 0));
    case "argmax":
      return values.reduce((best, value, i) => (value > values[best]! ? i : best), 0);
    case "std": {
      const mean = sum() / values.length;
      return Math.sqrt(values.reduce((total, value) => total + (value - mean) ** 2, 0) / values.length);
    }
  }
}

/** A hook as it was written: "blocks.last." is the model's last block. */
export const inLastBlock = (hook: string, layers: number): string =>
  hook.replace(/^blocks\.last\./, `blocks.${layers - 1}.`);

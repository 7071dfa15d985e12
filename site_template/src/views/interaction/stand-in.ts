/** Stands in until the maths is there. */
import type { Box } from "../../maths/interaction/boxes.ts";
import type { Grid } from "../../maths/tokens.ts";

export type Indicator = "mean" | "std" | "mean+std" | "max";

export function interaction(pattern: ArrayLike<number>, heads: number, { prefix, tokens }: Grid, kind: Indicator): Float64Array {
  const n = tokens - prefix;
  const among = new Float64Array(heads * n * n);
  for (let h = 0; h < heads; h++)
    for (let i = 0; i < n; i++) {
      const start = (h * tokens + prefix + i) * tokens + prefix;
      let sum = 0;
      for (let j = 0; j < n; j++) sum += pattern[start + j]!;
      for (let j = 0; j < n; j++) among[(h * n + i) * n + j] = sum > 0 ? pattern[start + j]! / sum : 0;
    }
  const out = new Float64Array(n * n);
  for (let at = 0; at < n * n; at++) {
    let [sum, most] = [0, 0];
    for (let h = 0; h < heads; h++) {
      const one = among[h * n * n + at]!;
      sum += one;
      if (one > most) most = one;
    }
    const mean = sum / heads;
    let spread = 0;
    for (let h = 0; h < heads; h++) spread += (among[h * n * n + at]! - mean) ** 2;
    const std = Math.sqrt(spread / heads) <= 1e-12 * mean ? 0 : Math.sqrt(spread / heads);
    out[at] = kind === "mean" ? mean : kind === "std" ? std : kind === "max" ? most : mean + std;
  }
  return out;
}

export function thresholdOf(indicator: Float64Array, patch: number, n: number, k: number): { mean: number; std: number; threshold: number } {
  let [sum, squares] = [0, 0];
  for (let j = 0; j < n; j++) sum += indicator[patch * n + j]!;
  const mean = sum / n;
  for (let j = 0; j < n; j++) squares += (indicator[patch * n + j]! - mean) ** 2;
  const std = Math.sqrt(squares / n);
  return { mean, std, threshold: mean + k * std };
}

export function adaptiveWindows(indicator: Float64Array, k: number, side: number): Box[] {
  const n = side * side;
  return Array.from({ length: n }, (_, i): Box => {
    const { threshold } = thresholdOf(indicator, i, n, k);
    let most = 0;
    for (let j = 0; j < n; j++) most = Math.max(most, indicator[i * n + j]!);
    let [top, bottom, left, right] = [Math.floor(i / side), Math.floor(i / side), i % side, i % side];
    for (let j = 0; j < n; j++) {
      if (indicator[i * n + j]! < threshold - 1e-12 * most) continue;
      const [row, column] = [Math.floor(j / side), j % side];
      [top, bottom, left, right] = [Math.min(top, row), Math.max(bottom, row), Math.min(left, column), Math.max(right, column)];
    }
    return [top, bottom, left, right];
  });
}

export function fieldSizes(windows: readonly Box[], side: number): Float64Array {
  const n = side * side;
  const out = new Float64Array(n);
  for (const [top, bottom, left, right] of windows)
    for (let row = top; row <= bottom; row++) for (let column = left; column <= right; column++) out[row * side + column]! += 1 / n;
  return out;
}

/** [patch, 2]: rows down, columns to the right. */
export function tendencies(indicator: Float64Array, side: number): Float64Array {
  const n = side * side;
  const out = new Float64Array(n * 2);
  for (let i = 0; i < n; i++) {
    let [sum, down, across] = [0, 0, 0];
    for (let j = 0; j < n; j++) {
      const weight = indicator[j * n + i]!;
      sum += weight;
      down += weight * (Math.floor(j / side) - Math.floor(i / side));
      across += weight * ((j % side) - (i % side));
    }
    out[2 * i] = sum > 0 ? down / sum : 0;
    out[2 * i + 1] = sum > 0 ? across / sum : 0;
  }
  return out;
}

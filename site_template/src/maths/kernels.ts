/** Which samples of an axis each resized sample reads, and with what weight: Pillow's filters, in its fixed point. */

export type Filter = "nearest" | "box" | "bilinear" | "hamming" | "bicubic" | "lanczos";

/** Weights are integers of this many binary places, so that a sum of 8-bit samples fits 32 bits. */
export const PRECISION_BITS = 32 - 8 - 2;

/** For each kept output sample: the first input sample it reads, how many, and their weights. */
export interface Axis {
  readonly first: Int32Array;
  readonly count: Int32Array;
  readonly weights: Int32Array;
  /** Weights an output sample has room for. */
  readonly stride: number;
}

interface Kernel {
  /** Half width, in samples of the coarser scale. */
  readonly support: number;
  readonly weight: (x: number) => number;
}

const sinc = (x: number): number => (x === 0 ? 1 : Math.sin(x * Math.PI) / (x * Math.PI));

const KERNELS: Readonly<Record<Exclude<Filter, "nearest">, Kernel>> = {
  box: { support: 0.5, weight: (x) => (x > -0.5 && x <= 0.5 ? 1 : 0) },
  bilinear: { support: 1, weight: (x) => Math.max(0, 1 - Math.abs(x)) },
  hamming: { support: 1, weight: (x) => (Math.abs(x) >= 1 ? 0 : sinc(x) * (0.54 + 0.46 * Math.cos(x * Math.PI))) },
  bicubic: { support: 2, weight: (x) => bicubic(Math.abs(x)) },
  lanczos: { support: 3, weight: (x) => (x >= -3 && x < 3 ? sinc(x) * sinc(x / 3) : 0) },
};

/** Keys' cubic with a = -0.5. */
function bicubic(x: number): number {
  const a = -0.5;
  if (x < 1) return ((a + 2) * x - (a + 3)) * x * x + 1;
  if (x < 2) return (((x - 5) * x + 8) * x - 4) * a;
  return 0;
}

/** The axis of `length` output samples starting at `from`, out of `output` that `input` samples are resized to. */
export function axis(input: number, output: number, from: number, length: number, filter: Filter): Axis {
  if (filter === "nearest") return nearestAxis(input, output, from, length);
  return kernelAxis(input, output, from, length, KERNELS[filter]);
}

/** Pillow's `precompute_coeffs` and `normalize_coeffs_8bpc`. */
function kernelAxis(input: number, output: number, from: number, length: number, kernel: Kernel): Axis {
  const scale = input / output;
  const filterScale = Math.max(scale, 1);
  const support = kernel.support * filterScale;
  const stride = Math.ceil(support) * 2 + 1;
  const axis = emptyAxis(length, stride);
  const row = new Float64Array(stride);
  for (let i = 0; i < length; i++) {
    const centre = (from + i + 0.5) * scale;
    const first = Math.max(0, Math.trunc(centre - support + 0.5));
    const count = Math.min(input, Math.trunc(centre + support + 0.5)) - first;
    let sum = 0;
    for (let k = 0; k < count; k++) sum += row[k] = kernel.weight((k + first - centre + 0.5) * (1 / filterScale));
    for (let k = 0; k < count; k++) axis.weights[i * stride + k] = fixed(sum === 0 ? row[k]! : row[k]! / sum);
    axis.first[i] = first;
    axis.count[i] = count;
  }
  return axis;
}

/** Pillow adds the step up rather than multiplying it, and so do we: the last bit decides which sample is taken. */
function nearestAxis(input: number, output: number, from: number, length: number): Axis {
  const axis = emptyAxis(length, 1);
  const step = input / output;
  let position = step * 0.5;
  for (let i = 0; i < from; i++) position += step;
  for (let i = 0; i < length; i++, position += step) axis.first[i] = Math.min(input - 1, Math.trunc(position));
  axis.count.fill(1);
  axis.weights.fill(1 << PRECISION_BITS);
  return axis;
}

function emptyAxis(length: number, stride: number): Axis {
  return {
    first: new Int32Array(length),
    count: new Int32Array(length),
    weights: new Int32Array(length * stride),
    stride,
  };
}

function fixed(weight: number): number {
  return Math.trunc(weight * (1 << PRECISION_BITS) + (weight < 0 ? -0.5 : 0.5));
}

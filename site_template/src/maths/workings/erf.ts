/** The error function and the standard normal distribution, to about 1e-15. */

const SERIES_UP_TO = 3;

/** erf(x) = 2/√π ∫ e^(−t²) from 0 to x. Abramowitz and Stegun 1964, 7.1.6 near 0 and 7.1.14 beyond. */
export function erf(x: number): number {
  if (Number.isNaN(x)) return NaN;
  const size = Math.abs(x);
  const value = size < SERIES_UP_TO ? near(size) : 1 - beyond(size);
  return x < 0 ? -value : value;
}

/** 2/√π e^(−x²) Σ 2ⁿ x^(2n+1) / (1·3·5 ⋯ (2n+1)): no term is negative, so nothing cancels. */
function near(x: number): number {
  let [term, sum] = [x, x];
  for (let n = 1; term > sum * 1e-17; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

/** 1 − erf, by its continued fraction, from the inside out. */
function beyond(x: number): number {
  let fraction = x;
  for (let n = 60; n >= 1; n--) fraction = x + n / 2 / fraction;
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / fraction;
}

/** Φ(x): the share of a standard normal distribution that lies below x. */
export function normalShare(x: number): number {
  const z = -x / Math.SQRT2;
  return z >= SERIES_UP_TO ? beyond(z) / 2 : (1 - erf(z)) / 2;
}

/** φ(x): the height of the bell curve. */
export const normalDensity = (x: number): number => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);

/**
 * What is done number by number or row by row: softmax, GELU, LayerNorm, four numbers at a time. AssemblyScript.
 *
 * Addresses are bytes, lengths are numbers. What is left over at the end of a row goes through a vector of its own, so
 * that every number is worked out in the same way wherever it lies.
 */

const LOG2_E: f32 = 1.44269504;
// ln 2 in two parts, so that the reduced argument keeps its digits.
const LN_2_HIGH: f32 = 0.693359375;
const LN_2_LOW: f32 = -2.12194440e-4;
/** Below it e^x is smaller than the smallest normal number, and taken for 0. */
const LOWEST: f32 = -87.33654;
const HIGHEST: f32 = 88.3762626;

// @ts-ignore: decorators are AssemblyScript's
@inline
function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}

// @ts-ignore
@inline
function splat(value: f32): v128 {
  return f32x4.splat(value);
}

/** e^x to about one unit in the last place; the polynomial is that of Cephes' expf (Moshier 1989). */
// @ts-ignore
@inline
function exp(x: v128): v128 {
  const isAbove = f32x4.ge(x, splat(LOWEST));
  const isHuge = f32x4.gt(x, splat(HIGHEST));
  const isNaN = f32x4.ne(x, x);
  const bounded = f32x4.max(f32x4.min(x, splat(HIGHEST)), splat(LOWEST));
  const power = f32x4.nearest(f32x4.mul(bounded, splat(LOG2_E)));
  let r = f32x4.sub(bounded, f32x4.mul(power, splat(LN_2_HIGH)));
  r = f32x4.sub(r, f32x4.mul(power, splat(LN_2_LOW)));
  let p = splat(1.9875691500e-4);
  p = multiplyAdd(p, r, splat(1.3981999507e-3));
  p = multiplyAdd(p, r, splat(8.3334519073e-3));
  p = multiplyAdd(p, r, splat(4.1665795894e-2));
  p = multiplyAdd(p, r, splat(1.6666665459e-1));
  p = multiplyAdd(p, r, splat(5.0000001201e-1));
  p = multiplyAdd(p, f32x4.mul(r, r), f32x4.add(r, splat(1)));
  const two = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(power), i32x4.splat(127)), 23);
  const value = v128.bitselect(splat(Infinity), f32x4.mul(p, two), isHuge);
  return v128.or(v128.and(value, isAbove), v128.and(x, isNaN));
}

/** Up to three numbers that are left over at the end of a row, the rest of the vector being `rest`. */
// @ts-ignore
@inline
function loadSome(from: usize, count: i32, rest: f32): v128 {
  let some = splat(rest);
  some = f32x4.replace_lane(some, 0, load<f32>(from));
  if (count > 1) some = f32x4.replace_lane(some, 1, load<f32>(from, 4));
  if (count > 2) some = f32x4.replace_lane(some, 2, load<f32>(from, 8));
  return some;
}

// @ts-ignore
@inline
function storeSome(to: usize, count: i32, some: v128): void {
  store<f32>(to, f32x4.extract_lane(some, 0));
  if (count > 1) store<f32>(to, f32x4.extract_lane(some, 1), 4);
  if (count > 2) store<f32>(to, f32x4.extract_lane(some, 2), 8);
}

// @ts-ignore
@inline
function total(sums: v128): f32 {
  return (
    f32x4.extract_lane(sums, 0) + f32x4.extract_lane(sums, 1) + (f32x4.extract_lane(sums, 2) + f32x4.extract_lane(sums, 3))
  );
}

/** The softmax of each row; scores that are minus infinity get exactly 0. */
export function softmax(from: usize, rows: i32, columns: i32, to: usize): void {
  const whole = columns & ~3;
  const rest = columns - whole;
  for (let row = 0; row < rows; row++, from += <usize>columns << 2, to += <usize>columns << 2) {
    let high = splat(-Infinity);
    for (let i = 0; i < whole; i += 4) high = f32x4.max(high, v128.load(from + (<usize>i << 2)));
    if (rest) high = f32x4.max(high, loadSome(from + (<usize>whole << 2), rest, -Infinity));
    const pair = f32x4.max(high, v128.shuffle<f32>(high, high, 2, 3, 0, 1));
    const most = f32x4.max(pair, v128.shuffle<f32>(pair, pair, 1, 0, 3, 2));
    let sums = splat(0);
    for (let i = 0; i < whole; i += 4) {
      const e = exp(f32x4.sub(v128.load(from + (<usize>i << 2)), most));
      v128.store(to + (<usize>i << 2), e);
      sums = f32x4.add(sums, e);
    }
    if (rest) {
      const e = exp(f32x4.sub(loadSome(from + (<usize>whole << 2), rest, -Infinity), most));
      storeSome(to + (<usize>whole << 2), rest, e);
      for (let j = 0; j < rest; j++) sums = f32x4.add(sums, f32x4.replace_lane(splat(0), 0, load<f32>(to + (<usize>(whole + j) << 2))));
    }
    const share = splat(total(sums));
    for (let i = 0; i < whole; i += 4) v128.store(to + (<usize>i << 2), f32x4.div(v128.load(to + (<usize>i << 2)), share));
    for (let i = whole; i < columns; i++) store<f32>(to + (<usize>i << 2), load<f32>(to + (<usize>i << 2)) / f32x4.extract_lane(share, 0));
  }
}

/** GELU(x) = x sigmoid(x P(x^2)): P fitted to logit(Phi(x)) / x, within 7e-8 of the exact GELU. */
// @ts-ignore
@inline
function geluOf(x: v128): v128 {
  const square = f32x4.mul(x, x);
  let p = splat(3.62785032e-09);
  p = multiplyAdd(p, square, splat(-2.67566209e-07));
  p = multiplyAdd(p, square, splat(7.94813845e-06));
  p = multiplyAdd(p, square, splat(-0.000110546751));
  p = multiplyAdd(p, square, splat(-6.60534792e-05));
  p = multiplyAdd(p, square, splat(0.0726682983));
  p = multiplyAdd(p, square, splat(1.59576854));
  const gate = f32x4.div(splat(1), f32x4.add(splat(1), exp(f32x4.neg(f32x4.mul(p, x)))));
  return f32x4.mul(x, gate);
}

export function gelu(from: usize, count: i32, to: usize): void {
  const whole = count & ~3;
  for (let i = 0; i < whole; i += 4) v128.store(to + (<usize>i << 2), geluOf(v128.load(from + (<usize>i << 2))));
  const at = <usize>whole << 2;
  if (count > whole) storeSome(to + at, count - whole, geluOf(loadSome(from + at, count - whole, 0)));
}

// @ts-ignore
@inline
function meanOf(from: usize, columns: i32): f32 {
  const whole = columns & ~3;
  let sums = splat(0);
  for (let i = 0; i < whole; i += 4) sums = f32x4.add(sums, v128.load(from + (<usize>i << 2)));
  if (columns > whole) sums = f32x4.add(sums, loadSome(from + (<usize>whole << 2), columns - whole, 0));
  return total(sums) / <f32>columns;
}

/** Of each row the root of its variance plus epsilon (Ba et al. 2016, arXiv 1607.06450). */
export function scaleOf(from: usize, rows: i32, columns: i32, epsilon: f32, to: usize): void {
  const whole = columns & ~3;
  for (let row = 0; row < rows; row++, from += <usize>columns << 2, to += 4) {
    const mean = meanOf(from, columns);
    let sums = splat(0);
    for (let i = 0; i < whole; i += 4) {
      const off = f32x4.sub(v128.load(from + (<usize>i << 2)), splat(mean));
      sums = multiplyAdd(off, off, sums);
    }
    if (columns > whole) {
      const off = f32x4.sub(loadSome(from + (<usize>whole << 2), columns - whole, mean), splat(mean));
      sums = multiplyAdd(off, off, sums);
    }
    store<f32>(to, sqrt<f32>(total(sums) / <f32>columns + epsilon));
  }
}

/** (x - mean) / scale * gain + bias, row by row; the scale is given, one number a row. */
export function normalize(from: usize, scale: usize, gain: usize, bias: usize, rows: i32, columns: i32, to: usize): void {
  const whole = columns & ~3;
  for (let row = 0; row < rows; row++, from += <usize>columns << 2, to += <usize>columns << 2, scale += 4) {
    const mean = splat(meanOf(from, columns));
    const size = splat(load<f32>(scale));
    for (let i = 0; i < whole; i += 4) {
      const at = <usize>i << 2;
      const standard = f32x4.div(f32x4.sub(v128.load(from + at), mean), size);
      v128.store(to + at, multiplyAdd(standard, v128.load(gain + at), v128.load(bias + at)));
    }
    const at = <usize>whole << 2;
    if (columns > whole) {
      const count = columns - whole;
      const standard = f32x4.div(f32x4.sub(loadSome(from + at, count, 0), mean), size);
      storeSome(to + at, count, multiplyAdd(standard, loadSome(gain + at, count, 0), loadSome(bias + at, count, 0)));
    }
  }
}

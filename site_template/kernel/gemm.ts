/**
 * C = A B + bias for float32, in WebAssembly SIMD, on the memory that it is given. AssemblyScript.
 *
 * Both sides are packed first: B into panels of 8 columns, A into panels of 6 rows, each panel laid out in the order
 * in which the innermost loop reads it, so that this loop does nothing but load, multiply and add: 6 x 8 results in
 * twelve registers. The way of the sums is cut into stretches of DEPTH, so that a panel of B stays in the first cache.
 * After Goto and van de Geijn 2008, doi:10.1145/1356052.1356053.
 *
 * Addresses are bytes, strides are numbers; nothing is allocated here.
 */

/** Rows and columns of the tile that one call of the innermost loop works out. */
const ROWS: i32 = 6;
const COLUMNS: i32 = 8;
const DEPTH: i32 = 384;

// @ts-ignore: decorators are AssemblyScript's
@inline
function multiplyAdd(sum: v128, a: v128, b: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, sum);
  return f32x4.add(sum, f32x4.mul(a, b));
}

// @ts-ignore
@inline
function floats(count: i32): usize {
  return <usize>count << 2;
}

/** Numbers that a packed B [k, n] takes. */
export function packedColumns(n: i32): i32 {
  return ((n + COLUMNS - 1) / COLUMNS) * COLUMNS;
}

/** Numbers that a packed A [m, k] takes for each of its k. */
export function packedRows(m: i32): i32 {
  return ((m + ROWS - 1) / ROWS) * ROWS;
}

/** Packs B, whose number at (k, n) lies at k * down + n * across; missing columns become 0. */
export function packB(source: usize, k: i32, n: i32, down: i32, across: i32, target: usize): void {
  for (let k0 = 0; k0 < k; k0 += DEPTH) {
    const depth = min(DEPTH, k - k0);
    for (let n0 = 0; n0 < n; n0 += COLUMNS) {
      const width = min(COLUMNS, n - n0);
      let from = source + floats(k0 * down + n0 * across);
      if (width == COLUMNS && across == 1) {
        for (let i = 0; i < depth; i++, from += floats(down), target += 32) {
          v128.store(target, v128.load(from));
          v128.store(target, v128.load(from, 16), 16);
        }
      } else {
        for (let i = 0; i < depth; i++, from += floats(down), target += 32) {
          for (let j = 0; j < width; j++) store<f32>(target + floats(j), load<f32>(from + floats(j * across)));
          for (let j = width; j < COLUMNS; j++) store<f32>(target + floats(j), 0);
        }
      }
    }
  }
}

/** The way back: from a packed B [k, n] to rows. */
export function unpackB(source: usize, k: i32, n: i32, target: usize): void {
  for (let k0 = 0; k0 < k; k0 += DEPTH) {
    const depth = min(DEPTH, k - k0);
    for (let n0 = 0; n0 < n; n0 += COLUMNS) {
      const width = min(COLUMNS, n - n0);
      for (let i = 0; i < depth; i++, source += 32) {
        const to = target + floats((k0 + i) * n + n0);
        for (let j = 0; j < width; j++) store<f32>(to + floats(j), load<f32>(source + floats(j)));
      }
    }
  }
}

/** Four numbers of each of six rows, times a factor, turned: the six numbers of a column come to lie side by side. */
// @ts-ignore
@inline
function packFour(target: usize, factor: f32, r0: usize, r1: usize, r2: usize, r3: usize, r4: usize, r5: usize): void {
  const times = f32x4.splat(factor);
  const x0 = f32x4.mul(v128.load(r0), times);
  const x1 = f32x4.mul(v128.load(r1), times);
  const x2 = f32x4.mul(v128.load(r2), times);
  const x3 = f32x4.mul(v128.load(r3), times);
  const x4 = f32x4.mul(v128.load(r4), times);
  const x5 = f32x4.mul(v128.load(r5), times);
  const low01 = v128.shuffle<f32>(x0, x1, 0, 4, 1, 5);
  const low23 = v128.shuffle<f32>(x2, x3, 0, 4, 1, 5);
  const high01 = v128.shuffle<f32>(x0, x1, 2, 6, 3, 7);
  const high23 = v128.shuffle<f32>(x2, x3, 2, 6, 3, 7);
  const low45 = v128.shuffle<f32>(x4, x5, 0, 4, 1, 5);
  const high45 = v128.shuffle<f32>(x4, x5, 2, 6, 3, 7);
  v128.store(target, v128.shuffle<f32>(low01, low23, 0, 1, 4, 5));
  v128.store64_lane(target, low45, 0, 16);
  v128.store(target, v128.shuffle<f32>(low01, low23, 2, 3, 6, 7), 24);
  v128.store64_lane(target, low45, 1, 40);
  v128.store(target, v128.shuffle<f32>(high01, high23, 0, 1, 4, 5), 48);
  v128.store64_lane(target, high45, 0, 64);
  v128.store(target, v128.shuffle<f32>(high01, high23, 2, 3, 6, 7), 72);
  v128.store64_lane(target, high45, 1, 88);
}

/** Packs A times a factor; its number at (m, k) lies at m * down + k * across; missing rows repeat the last one. */
export function packA(source: usize, m: i32, k: i32, down: i32, across: i32, factor: f32, target: usize): void {
  for (let k0 = 0; k0 < k; k0 += DEPTH) {
    const depth = min(DEPTH, k - k0);
    for (let m0 = 0; m0 < m; m0 += ROWS) {
      const last = m - m0 - 1;
      const base = source + floats(k0 * across);
      let r0 = base + floats(m0 * down);
      let r1 = r0 + floats(min(1, last) * down);
      let r2 = r0 + floats(min(2, last) * down);
      let r3 = r0 + floats(min(3, last) * down);
      let r4 = r0 + floats(min(4, last) * down);
      let r5 = r0 + floats(min(5, last) * down);
      const step = floats(across);
      let i = 0;
      if (across == 1) {
        for (; i + 4 <= depth; i += 4, target += 96) {
          packFour(target, factor, r0, r1, r2, r3, r4, r5);
          r0 += 16;
          r1 += 16;
          r2 += 16;
          r3 += 16;
          r4 += 16;
          r5 += 16;
        }
      }
      for (; i < depth; i++, target += 24) {
        store<f32>(target, load<f32>(r0) * factor);
        store<f32>(target, load<f32>(r1) * factor, 4);
        store<f32>(target, load<f32>(r2) * factor, 8);
        store<f32>(target, load<f32>(r3) * factor, 12);
        store<f32>(target, load<f32>(r4) * factor, 16);
        store<f32>(target, load<f32>(r5) * factor, 20);
        r0 += step;
        r1 += step;
        r2 += step;
        r3 += step;
        r4 += step;
        r5 += step;
      }
    }
  }
}

/** One tile of C from a panel of each side. */
function multiplyTile(
  a: usize, b: usize, depth: i32, c: usize, stride: usize, height: i32, width: i32, bias: usize, isFirst: bool, tile: usize,
): void {
  const zero = f32x4.splat(0);
  let c00 = zero, c01 = zero, c10 = zero, c11 = zero, c20 = zero, c21 = zero, c30 = zero, c31 = zero, c40 = zero, c41 = zero, c50 = zero, c51 = zero;
  let b0: v128, b1: v128, x: v128;
  // Not unrolled: with two steps at once V8 runs out of its fifteen registers, which costs a third of the speed.
  for (let i = 0; i < depth; i++, a += 24, b += 32) {
    b0 = v128.load(b, 0);
    b1 = v128.load(b, 16);
    x = v128.load32_splat(a, 0);
    c00 = multiplyAdd(c00, x, b0);
    c01 = multiplyAdd(c01, x, b1);
    x = v128.load32_splat(a, 4);
    c10 = multiplyAdd(c10, x, b0);
    c11 = multiplyAdd(c11, x, b1);
    x = v128.load32_splat(a, 8);
    c20 = multiplyAdd(c20, x, b0);
    c21 = multiplyAdd(c21, x, b1);
    x = v128.load32_splat(a, 12);
    c30 = multiplyAdd(c30, x, b0);
    c31 = multiplyAdd(c31, x, b1);
    x = v128.load32_splat(a, 16);
    c40 = multiplyAdd(c40, x, b0);
    c41 = multiplyAdd(c41, x, b1);
    x = v128.load32_splat(a, 20);
    c50 = multiplyAdd(c50, x, b0);
    c51 = multiplyAdd(c51, x, b1);
  }
  const isWhole = height == ROWS && width == COLUMNS;
  const to = isWhole ? c : tile;
  const down = isWhole ? stride : 32;
  if (isWhole && !isFirst) {
    c00 = f32x4.add(c00, v128.load(c + 0 * stride));
    c01 = f32x4.add(c01, v128.load(c + 0 * stride, 16));
    c10 = f32x4.add(c10, v128.load(c + 1 * stride));
    c11 = f32x4.add(c11, v128.load(c + 1 * stride, 16));
    c20 = f32x4.add(c20, v128.load(c + 2 * stride));
    c21 = f32x4.add(c21, v128.load(c + 2 * stride, 16));
    c30 = f32x4.add(c30, v128.load(c + 3 * stride));
    c31 = f32x4.add(c31, v128.load(c + 3 * stride, 16));
    c40 = f32x4.add(c40, v128.load(c + 4 * stride));
    c41 = f32x4.add(c41, v128.load(c + 4 * stride, 16));
    c50 = f32x4.add(c50, v128.load(c + 5 * stride));
    c51 = f32x4.add(c51, v128.load(c + 5 * stride, 16));
  } else if (isWhole && bias) {
    b0 = v128.load(bias);
    b1 = v128.load(bias, 16);
    c00 = f32x4.add(c00, b0);
    c01 = f32x4.add(c01, b1);
    c10 = f32x4.add(c10, b0);
    c11 = f32x4.add(c11, b1);
    c20 = f32x4.add(c20, b0);
    c21 = f32x4.add(c21, b1);
    c30 = f32x4.add(c30, b0);
    c31 = f32x4.add(c31, b1);
    c40 = f32x4.add(c40, b0);
    c41 = f32x4.add(c41, b1);
    c50 = f32x4.add(c50, b0);
    c51 = f32x4.add(c51, b1);
  }
  v128.store(to + 0 * down, c00);
  v128.store(to + 0 * down, c01, 16);
  v128.store(to + 1 * down, c10);
  v128.store(to + 1 * down, c11, 16);
  v128.store(to + 2 * down, c20);
  v128.store(to + 2 * down, c21, 16);
  v128.store(to + 3 * down, c30);
  v128.store(to + 3 * down, c31, 16);
  v128.store(to + 4 * down, c40);
  v128.store(to + 4 * down, c41, 16);
  v128.store(to + 5 * down, c50);
  v128.store(to + 5 * down, c51, 16);
  if (!isWhole) placeTile(tile, c, stride, height, width, bias, isFirst);
}

/** Puts the part of a tile that lies within C there. */
function placeTile(tile: usize, c: usize, stride: usize, height: i32, width: i32, bias: usize, isFirst: bool): void {
  for (let i = 0; i < height; i++, tile += 32, c += stride) {
    for (let j = 0; j < width; j++) {
      const at = c + floats(j);
      let value = load<f32>(tile + floats(j));
      if (!isFirst) value += load<f32>(at);
      else if (bias) value += load<f32>(bias + floats(j));
      store<f32>(at, value);
    }
  }
}

/**
 * Works out C [m, n] from packed sides.
 *
 * @param stride numbers from a row of C to the next.
 * @param bias n numbers added to every row, or 0 for none.
 * @param tile room for 6 x 8 numbers, for tiles that stick out of C.
 */
export function multiply(
  packedA: usize, packedB: usize, m: i32, n: i32, k: i32, c: usize, stride: i32, bias: usize, tile: usize,
): void {
  const columns = packedColumns(n);
  const rows = packedRows(m);
  for (let k0 = 0; k0 < k; k0 += DEPTH) {
    const depth = min(DEPTH, k - k0);
    let b = packedB + floats(k0 * columns);
    for (let n0 = 0; n0 < n; n0 += COLUMNS, b += floats(depth * COLUMNS)) {
      let a = packedA + floats(k0 * rows);
      for (let m0 = 0; m0 < m; m0 += ROWS, a += floats(depth * ROWS)) {
        const at = c + floats(m0 * stride + n0);
        const own = bias ? bias + floats(n0) : 0;
        multiplyTile(a, b, depth, at, floats(stride), min(ROWS, m - m0), min(COLUMNS, n - n0), own, k0 == 0, tile);
      }
    }
  }
}

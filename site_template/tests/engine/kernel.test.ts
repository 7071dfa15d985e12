// The WebAssembly kernel against plain loops in float64, on shapes that fit its tiles and on shapes that do not.
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";

import { compile } from "../../kernel/compile.mjs";
import { type Heap, Kernel, type Matrix } from "../../src/engine/fast/kernel.ts";

const PAGES = 1200;

/** A heap that only grows; the numbers of a test lie below what the kernel asks for, and make room for the next test's. */
class Arena implements Heap {
  readonly asm = { memory: new WebAssembly.Memory({ initial: PAGES }) };
  #top = (PAGES / 2) * 65536;
  #low = 64;
  get HEAPU8(): Uint8Array {
    return new Uint8Array(this.asm.memory.buffer);
  }
  _malloc(bytes: number): number {
    const address = this.#top;
    this.#top += (bytes + 15) & ~15;
    assert.ok(this.#top < PAGES * 65536, "the test needs more pages");
    return address;
  }
  _free(): void {}
  reset(): void {
    this.#low = 64;
  }
  room(numbers: number): number {
    const address = this.#low;
    this.#low += (numbers * 4 + 15) & ~15;
    assert.ok(this.#low < (PAGES / 2) * 65536, "the test needs more pages");
    return address;
  }
  put(values: ArrayLike<number>): number {
    const address = this.room(values.length);
    new Float32Array(this.asm.memory.buffer, address, values.length).set(values);
    return address;
  }
  read(address: number, count: number): Float32Array {
    return new Float32Array(this.asm.memory.buffer, address, count).slice();
  }
}

/** The same numbers every time. */
function randoms(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  };
}

const rows = (address: number, m: number, k: number): Matrix => ({ address, rows: m, columns: k, down: k, across: 1 });
const turned = (address: number, m: number, k: number): Matrix => ({
  address,
  rows: m,
  columns: k,
  down: 1,
  across: m,
});

const heap = new Arena();
let kernel: Kernel;

let bytes: Uint8Array;

before(async () => {
  bytes = await compile("kernel/index.ts", ["simd"]);
  kernel = await Kernel.start(heap, bytes as Uint8Array<ArrayBuffer>);
});

test("the same sources give the same bytes", async () => {
  assert.deepEqual(await compile("kernel/index.ts", ["simd"]), bytes);
});

interface Case {
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly turnA?: boolean;
  readonly turnB?: boolean;
  readonly bias?: boolean;
  readonly factor?: number;
  readonly gap?: number;
}

/** The largest error over the size of the terms. */
function errorOf({ m, n, k, turnA = false, turnB = false, bias = false, factor = 1, gap = 0 }: Case, seed = 1): number {
  heap.reset();
  const next = randoms(seed);
  const numbers = (count: number) => Float32Array.from({ length: count }, next);
  const [a, b, added] = [numbers(m * k), numbers(k * n), numbers(n)];
  const down = n + gap;
  const c = heap.put(new Float32Array(m * down).fill(7));
  const left = (turnA ? turned : rows)(heap.put(a), m, k);
  const right = (turnB ? turned : rows)(heap.put(b), k, n);
  const target = { address: c, down, bias: bias ? heap.put(added) : 0, factor };
  kernel.multiply(left, kernel.packed(right), n, target);
  const found = heap.read(c, m * down);
  let worst = 0;
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < down; j++) {
      if (j >= n) {
        assert.equal(found[i * down + j], 7, "nothing may be written between the rows");
        continue;
      }
      let [sum, size] = [bias ? added[j]! : 0, 1];
      for (let l = 0; l < k; l++) {
        const term = factor * a[turnA ? l * m + i : i * k + l]! * b[turnB ? j * k + l : l * n + j]!;
        sum += term;
        size += Math.abs(term);
      }
      worst = Math.max(worst, Math.abs(found[i * down + j]! - sum) / size);
    }
  }
  return worst;
}

describe("products", () => {
  test("of every size around the tile", () => {
    for (let m = 1; m <= 14; m++)
      for (let n = 1; n <= 18; n++)
        for (const k of [1, 2, 3, 7]) assert.ok(errorOf({ m, n, k }) < 1e-6, `${m} x ${n} x ${k}`);
  });

  test("of sums of every kind of length from 1 to 3072, in each orientation", () => {
    const lengths = [
      ...Array(40).keys(),
      62,
      63,
      64,
      126,
      191,
      255,
      382,
      383,
      384,
      767,
      768,
      1151,
      2047,
      3070,
      3071,
    ].map((i) => i + 1);
    lengths.forEach((k, i) => {
      const one = { m: 7, n: 9, k, bias: true, turnA: (i & 1) > 0, turnB: (i & 2) > 0 };
      assert.ok(errorOf(one) < 1e-6, JSON.stringify(one));
    });
  });

  test("turned, with bias, with a factor, into a wider matrix, all at random", () => {
    const next = randoms(5);
    const upTo = (most: number) => 1 + Math.floor(((next() + 1) / 2) * most);
    const coin = () => next() > 0;
    for (let i = 0; i < 300; i++) {
      const one = { m: upTo(40), n: upTo(40), k: upTo(90), turnA: coin(), turnB: coin(), bias: coin() };
      const all = { ...one, factor: next(), gap: coin() ? upTo(9) : 0 };
      assert.ok(errorOf(all, i) < 1e-6, JSON.stringify(all));
    }
  });

  test("of a model's own sizes", () => {
    for (const [m, n, k] of [
      [65, 192, 192],
      [65, 768, 192],
      [197, 197, 64],
      [197, 64, 197],
      [1, 10, 192],
    ] as const)
      assert.ok(errorOf({ m, n, k, bias: true }) < 1e-6, `${m} x ${n} x ${k}`);
  });

  test("every matrix that takes no more room packed is packed where it lies, and comes back to the bit", () => {
    for (const k of [1, 2, 5, 31, 192, 3072])
      for (let n = 1; n <= 48; n++) {
        if (!kernel.packsInPlace(n)) continue;
        heap.reset();
        const next = randoms(n);
        const rowsOfB = Float32Array.from({ length: k * n }, (_, i) =>
          i % 11 === 5 ? NaN : i % 7 === 3 ? -Infinity : next(),
        );
        const address = heap.put(rowsOfB);
        kernel.packInPlace(address, k, n);
        assert.deepEqual(heap.read(kernel.unpacked(address, k, n), k * n), rowsOfB, `${k} x ${n}`);
      }
  });

  for (const [turnA, turnB] of [
    [false, false],
    [true, false],
    [false, true],
    [true, true],
  ])
    test(`what is no number, or infinite, stays in its row and column${turnA ? ", left turned" : ""}${turnB ? ", right turned" : ""}`, () => {
      for (const [m, n, k] of [
        [7, 9, 5],
        [6, 8, 769],
        [1, 1, 1],
        [13, 17, 3],
      ] as const) {
        heap.reset();
        const [row, column, at] = [m - 1, n - 1, k - 1];
        const a = new Float32Array(m * k).fill(1);
        const b = new Float32Array(k * n).fill(1);
        a[turnA ? at * m + row : row * k + at] = NaN;
        if (n > 1) b[turnB ? column * k + at : at * n + column] = Infinity;
        const c = heap.put(new Float32Array(m * n));
        const left = (turnA ? turned : rows)(heap.put(a), m, k);
        const right = (turnB ? turned : rows)(heap.put(b), k, n);
        kernel.multiply(left, kernel.packed(right), n, { address: c, down: n });
        heap.read(c, m * n).forEach((value, i) => {
          const [y, x] = [Math.floor(i / n), i % n];
          assert.equal(value, y === row ? NaN : n > 1 && x === column ? Infinity : k, `${m} x ${n} x ${k}: ${y}, ${x}`);
        });
      }
    });

  test("a matrix packed where it lies multiplies the same, and unpacks to the same numbers", () => {
    heap.reset();
    const next = randoms(9);
    const [m, n, k] = [13, 24, 1000];
    const [a, b] = [m * k, k * n].map((count) => Float32Array.from({ length: count }, next)) as [
      Float32Array,
      Float32Array,
    ];
    const [left, right] = [rows(heap.put(a), m, k), rows(heap.put(b), k, n)];
    const [one, other] = [heap.room(m * n), heap.room(m * n)];
    kernel.multiply(left, kernel.packed(right), n, { address: one, down: n });
    assert.ok(kernel.packsInPlace(n) && !kernel.packsInPlace(n + 1));
    kernel.packInPlace(right.address, k, n);
    kernel.multiply(left, right.address, n, { address: other, down: n });
    assert.deepEqual(heap.read(other, m * n), heap.read(one, m * n));
    assert.deepEqual(heap.read(kernel.unpacked(right.address, k, n), k * n), b);
  });
});

describe("row by row", () => {
  test("the softmax of rows of any length", () => {
    for (let columns = 1; columns <= 21; columns++) {
      heap.reset();
      const next = randoms(columns);
      const scores = Float32Array.from({ length: 5 * columns }, () => 40 * next());
      const to = heap.room(scores.length);
      kernel.rows.softmax(heap.put(scores), 5, columns, to);
      const found = heap.read(to, scores.length);
      for (let row = 0; row < 5; row++) {
        const own = Array.from(scores.subarray(row * columns, (row + 1) * columns));
        const exps = own.map((value) => Math.exp(value - Math.max(...own)));
        const sum = exps.reduce((x, y) => x + y);
        exps.forEach((value, i) => {
          const share = found[row * columns + i]!;
          assert.ok(Math.abs(share - value / sum) <= 1e-5 * (value / sum) + 1e-37, `${columns}: ${share}`);
        });
      }
    }
  });

  test("a score of minus infinity gets exactly nothing, one that is no number spoils its row alone", () => {
    heap.reset();
    const to = heap.room(10);
    kernel.rows.softmax(heap.put([0, -Infinity, 1, 2, 3, 1, NaN, 1, 1, 1]), 2, 5, to);
    const found = heap.read(to, 10);
    assert.equal(found[1], 0);
    assert.ok(Math.abs(found.subarray(0, 5).reduce((x, y) => x + y) - 1) < 1e-6);
    assert.ok(found.subarray(5).every(Number.isNaN));
  });

  test("forbidden scores get exactly 0 wherever they stand, and one that is left alone gets all", () => {
    for (let columns = 1; columns <= 13; columns++) {
      heap.reset();
      const scores = Float32Array.from({ length: columns * columns }, (_, i) =>
        i % (columns + 1) === 0 ? 30 - i : -Infinity,
      );
      const to = heap.room(scores.length);
      kernel.rows.softmax(heap.put(scores), columns, columns, to);
      const diagonal = Array.from(scores, (score) => Number(score > -Infinity));
      assert.deepEqual([...heap.read(to, scores.length)], diagonal, `${columns}`);
    }
  });

  test("GELU, the exact one, also at its ends", () => {
    heap.reset();
    const values = Float32Array.from({ length: 4003 }, (_, i) => (i - 2001) / 250);
    const to = heap.room(values.length);
    kernel.rows.gelu(heap.put(values), values.length, to);
    heap.read(to, values.length).forEach((found, i) => {
      const x = values[i]!;
      assert.ok(Math.abs(found - x * normalShare(x)) < 6e-7, `${x}: ${found}`);
    });
    kernel.rows.gelu(heap.put([NaN, 60, -60, 0, 1e30]), 5, to);
    const ends = heap.read(to, 5);
    assert.ok(Number.isNaN(ends[0]) && ends[1] === 60 && Math.abs(ends[2]!) < 1e-30 && ends[3] === 0);
    assert.equal(ends[4], Math.fround(1e30));
  });

  test("LayerNorm in its two parts", () => {
    for (const columns of [1, 3, 4, 7, 12, 192]) {
      heap.reset();
      const next = randoms(columns);
      const numbers = (count: number) => Float32Array.from({ length: count }, next);
      const [x, gain, bias] = [
        numbers(3 * columns).map((value) => 50 * value + 20),
        numbers(columns),
        numbers(columns),
      ];
      const [from, scale, to] = [heap.put(x), heap.room(3), heap.room(3 * columns)];
      kernel.rows.scaleOf(from, 3, columns, 1e-6, scale);
      kernel.rows.normalize(from, scale, heap.put(gain), heap.put(bias), 3, columns, to);
      const [scales, found] = [heap.read(scale, 3), heap.read(to, 3 * columns)];
      for (let row = 0; row < 3; row++) {
        const own = Array.from(x.subarray(row * columns, (row + 1) * columns));
        const mean = own.reduce((sum, value) => sum + value, 0) / columns;
        const wanted = Math.sqrt(own.reduce((sum, value) => sum + (value - mean) ** 2, 0) / columns + 1e-6);
        assert.ok(Math.abs(scales[row]! - wanted) < 1e-5 * wanted, `${columns}: ${scales[row]}`);
        own.forEach((value, i) => {
          const normal = ((value - mean) / scales[row]!) * gain[i]! + bias[i]!;
          assert.ok(
            Math.abs(found[row * columns + i]! - normal) < 2e-5 + (columns === 1 ? 1e-2 : 0),
            `${columns}, ${i}`,
          );
        });
      }
    }
  });
});

/** The share of a standard normal distribution below x, by its series. */
function normalShare(x: number): number {
  let [term, sum] = [x, x];
  for (let n = 1; n < 300; n++) sum += term *= (x * x) / (2 * n + 1);
  return 0.5 + (sum * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI);
}

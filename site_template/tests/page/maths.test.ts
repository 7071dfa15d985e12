/** Statistics, planes and printed numbers against values worked out by hand. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { csv, exact } from "../../src/maths/csv.ts";
import { alignedOnPoint, grouped, milliseconds, number, parameters, percent, tick } from "../../src/maths/numbers.ts";
import { planeAxes, planeOf } from "../../src/maths/plane.ts";
import { histogram, largest, magnitudeAt, rowNorms, summarise } from "../../src/maths/statistics.ts";
import { clampToken, tokenLabel, tokenName } from "../../src/maths/tokens.ts";
import { squareGrid } from "./grids.ts";

test("summary of 2 4 4 4 5 5 7 9: mean 5, standard deviation 2", () => {
  const summary = summarise([2, 4, 4, 4, 5, 5, 7, 9]);
  assert.deepEqual([summary.min, summary.max, summary.mean, summary.deviation], [2, 9, 5, 2]);
});

test("shares of negative and zero values; what is not finite is told apart", () => {
  const summary = summarise(Float32Array.of(-1, -0, 0, 3, NaN, Infinity));
  assert.deepEqual([summary.count, summary.negative, summary.zero, summary.broken], [4, 0.25, 0.5, 2]);
  assert.deepEqual([summary.min, summary.max, summary.mean], [-1, 3, 0.5]);
});

test("a tensor without a finite value has no mean, and throws nothing", () => {
  const summary = summarise([NaN, NaN]);
  assert.deepEqual([summary.count, summary.broken], [0, 2]);
  assert.ok(Number.isNaN(summary.mean));
});

test("histogram: every value in one bin, the ends included", () => {
  assert.deepEqual([...histogram([0, 0.9, 1, 1.5, 2], 0, 2, 2)], [2, 3]);
  assert.deepEqual([...histogram([5, 5], 5, 5, 3)], [2, 0, 0]);
});

test("the usual magnitude leaves one outlier of a thousand out", () => {
  const data = Float32Array.from({ length: 1000 }, (_, i) => (i === 500 ? 400 : (i % 10) / 10));
  const usual = magnitudeAt(data, 0.998);
  assert.ok(usual >= 0.9 && usual <= 0.9 + 400 / 4096 + 1e-6, String(usual));
  assert.equal(magnitudeAt([0, 0], 0.9), 0);
});

test("row norms: 3 4 is 5", () => assert.deepEqual([...rowNorms([3, 4, 0, -2], 2, 2)], [5, 2]));

test("largest first, the earlier of equals first, no NaN", () =>
  assert.deepEqual(largest([1, 5, NaN, 5, 2], 3), [1, 3, 4]));

const PRINTED: readonly (readonly [number, string])[] = [
  [0, "0"],
  [-0, "0"],
  [1, "1.00"],
  [-0.4821, "−0.482"],
  [12.345, "12.3"],
  [123.4, "123"],
  [999.6, "1\u202f000"],
  [1234, "1\u202f230"],
  [-65432, "−65\u202f400"],
  [123456, "1.23e5"],
  [0.001, "0.00100"],
  [0.00012345, "0.000123"],
  [0.000012345, "1.23e−5"],
  [-1e-7, "−1.00e−7"],
  [NaN, "not a number"],
  [-Infinity, "−∞"],
];
for (const [value, text] of PRINTED)
  test(`${value} is printed ${JSON.stringify(text)}`, () => assert.equal(number(value), text));

test("ticks, shares, counts and times", () => {
  assert.deepEqual([tick(0.5), tick(-2), tick(100), tick(0)], ["0.5", "−2", "100", "0"]);
  assert.deepEqual([percent(0.9512), percent(0.0001), percent(0)], ["95.1", "<0.1", "0.0"]);
  assert.deepEqual(
    [grouped(1234567), parameters(2_693_002), parameters(86_567_656), parameters(812_000)],
    ["1\u202f234\u202f567", "2.7 M", "87 M", "812 k"],
  );
  assert.deepEqual([milliseconds(23.6), milliseconds(1234)], ["24 ms", "1.2 s"]);
});

test("points stand below each other: as many places behind the point in every line", () => {
  const places = (text: string) => text.length - Math.max(text.search(/[.\u2008]/), 0);
  const aligned = alignedOnPoint(["12.3", "−0.482", "0", "1.23e5"]);
  assert.equal(new Set(aligned.map(places)).size, 1);
  assert.deepEqual(alignedOnPoint(["1", "20"]), ["1", "20"]);
});

const range = (length: number) => Float32Array.from({ length }, (_, i) => i);

test("a head of [pos, head, d_head] is gathered, one of [head, query, key] cut out", () => {
  const z = { dims: ["pos", "head", "d_head"], shape: [2, 3, 2], data: range(12) };
  assert.deepEqual([...planeOf(z, 1).data], [2, 3, 8, 9]);
  const pattern = { dims: ["head", "query", "key"], shape: [3, 2, 2], data: range(12) };
  assert.deepEqual([...planeOf(pattern, 2).data], [8, 9, 10, 11]);
  assert.equal(planeOf(pattern, 99).data[0], 8);
});

test("a single axis runs down the rows", () => {
  assert.deepEqual(planeAxes({ dims: ["class"], shape: [10] }), {
    rows: 10,
    columns: 1,
    rowAxis: "class",
    columnAxis: "1",
  });
});

test("tokens and patches", () => {
  const grid = squareGrid(8, 1);
  assert.deepEqual(
    [tokenName(grid, 0), tokenName(grid, 1), tokenLabel(grid, 30)],
    ["CLS", "patch (0, 0)", "patch (3, 5) · token 30"],
  );
  assert.equal(tokenName(squareGrid(8, 2), 1), "distillation token");
  assert.equal(tokenName(squareGrid(7, 0), 0), "patch (0, 0)");
  assert.equal(clampToken(grid, 400), 64);
});

test("CSV reads back to the same float32", () => {
  for (const value of [0.1, -1 / 3, 1e-20, 16777217, 3.4e38, -0.0072973527].map(Math.fround))
    assert.equal(Math.fround(Number(exact(value))), value);
});

test("CSV: leading axes are index columns", () => {
  assert.equal(
    csv(["head", "query", "key"], [2, 1, 2], [1, 2, 3, 4.5]),
    "head,query,key 0,key 1\n0,0,1,2\n1,0,3,4.5\n",
  );
  assert.equal(csv(["class"], [2], [1, 2]), "class,value\n0,1\n1,2\n");
});

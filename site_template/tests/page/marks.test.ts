/** Scales, geometry and axes: 0 is neutral, what is compared shares a domain, a click finds its cell. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { axisTicks } from "../../src/marks/axes.ts";
import { magnitudeScale, scaleFor, signedScale } from "../../src/marks/colours.ts";
import { boxOf, cellAt, fit } from "../../src/marks/heatmap.ts";
import { cropOf } from "../../src/marks/picture.ts";
import { windowStart } from "../../src/views/tensors/window.ts";
import { squareGrid } from "./grids.ts";

for (const tone of ["light", "dark"] as const) {
  test(`${tone}: a signed scale is symmetric, neutral at exactly 0, and bluer below than above`, () => {
    const scale = signedScale(3, tone);
    assert.deepEqual([scale.low, scale.high], [-3, 3]);
    const [red, green, blue] = scale.rgb(0);
    assert.ok(Math.max(red, green, blue) - Math.min(red, green, blue) <= 4, `neutral: ${red} ${green} ${blue}`);
    const [below, above] = [scale.rgb(-2), scale.rgb(2)];
    assert.ok(below[2] > below[0] && above[0] > above[2]);
    assert.deepEqual(scale.rgb(-99), scale.rgb(-3));
  });
}

test("viridis runs from dark to bright", () => {
  const scale = magnitudeScale(1);
  const light = [0, 0.25, 0.5, 0.75, 1].map((value) => {
    const [r, g, b] = scale.rgb(value);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  });
  assert.deepEqual(
    light,
    [...light].sort((a, b) => a - b),
  );
});

test("a tensor with one negative value gets the signed scale, one without the other", () => {
  assert.equal(scaleFor([-0.1, 3], "light").kind, "signed");
  assert.equal(scaleFor([0, 3], "light").kind, "magnitude");
  assert.deepEqual([scaleFor([-0.1, 3], "light").high, scaleFor([0, 3], "light").low], [3, 0]);
});

test("one outlier of thousands does not bleach the rest, and the scale says so", () => {
  const data = Float32Array.from({ length: 5000 }, (_, i) => Math.sin(i));
  assert.equal(scaleFor(data, "light").clipped, false);
  data[77] = 500;
  const scale = scaleFor(data, "light");
  assert.ok(scale.clipped && scale.high < 2, String(scale.high));
  assert.deepEqual([scaleFor(data, "light", "all").high, scaleFor(data, "light", "all").clipped], [500, false]);
});

test("a token that all others look at does not hide where else they look", () => {
  const pattern = Float32Array.from({ length: 65 * 65 }, (_, i) => (i % 65 === 40 ? 0.6 : 0.4 / 64));
  const scale = scaleFor(pattern, "light");
  assert.ok(scale.clipped && scale.high < 0.01, String(scale.high));
});

test("a tensor of zeros has a scale, too", () =>
  assert.ok(Number.isFinite(scaleFor(new Float32Array(4), "dark").high)));

for (const [rows, columns] of [
  [65, 65],
  [65, 192],
  [197, 3072],
  [65, 1],
  [1, 1000],
  [577, 577],
] as const) {
  test(`${rows} by ${columns} fits, and every cell's middle finds its cell`, () => {
    const geometry = fit(rows, columns, { width: 760, height: 420 });
    assert.ok(geometry.width <= 760 && geometry.height <= 420 && geometry.width >= 1 && geometry.height >= 1);
    for (const [row, column] of [
      [0, 0],
      [rows - 1, columns - 1],
      [rows >> 1, columns >> 1],
    ] as const) {
      const box = boxOf(geometry, row, column);
      assert.deepEqual(cellAt(geometry, box.x + box.width / 2, box.y + box.height / 2), { row, column });
    }
    assert.equal(cellAt(geometry, -1, 0), null);
    assert.equal(cellAt(geometry, geometry.width + 1, 0), null);
  });
}

test("token ticks: CLS, then the rows of the grid; patches have no CLS", () => {
  const grid = squareGrid(8, 1);
  const ticks = axisTicks("pos", 65, grid, 260);
  assert.deepEqual(ticks.slice(0, 2), [
    { at: 0.5, label: "CLS", kind: "cls" },
    { at: 5, label: "row 0", kind: "row" },
  ]);
  assert.deepEqual(axisTicks("patch", 64, grid, 260)[0], { at: 4, label: "row 0", kind: "row" });
  assert.ok(axisTicks("pos", 577, squareGrid(24, 1), 160).length <= 13);
});

test("a crop of the middle: the shortest edge 256, then 224", () => {
  const preprocess = {
    resize: { shortest_edge: 256 },
    resample: "bicubic",
    crop: { height: 224, width: 224 },
    rescale: 1 / 255,
    mean: [0, 0, 0],
    std: [1, 1, 1],
  } as const;
  const crop = cropOf(preprocess, 512, 256);
  assert.deepEqual([crop.width, crop.height], [512 / 224, 256 / 224]);
  assert.ok(Math.abs(crop.left + (crop.width - 1) / 2) < 1e-12 && Math.abs(crop.top + (crop.height - 1) / 2) < 1e-12);
  assert.deepEqual(cropOf({ ...preprocess, resize: { height: 32, width: 32 }, crop: null }, 640, 480), {
    left: 0,
    top: 0,
    width: 1,
    height: 1,
  });
});

test("a window of numbers stays inside of the tensor", () => {
  assert.deepEqual(
    [windowStart(0, 9, 65), windowStart(30, 9, 65), windowStart(64, 9, 65), windowStart(2, 9, 5)],
    [0, 26, 56, 0],
  );
});

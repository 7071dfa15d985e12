// The resize and the crop against numbers that Pillow and transformers produced (pillow.py).
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import type { Filter } from "../../src/maths/kernels.ts";
import { Fitter, normalise, resizedSize } from "../../src/maths/preprocess.ts";
import { Resizer } from "../../src/maths/resize.ts";

type Pair = readonly [number, number];
interface Case {
  readonly filter: Filter;
  readonly from: Pair;
  readonly to: Pair;
  readonly rgb: string;
  readonly expected: string;
}

const cases = JSON.parse(readFileSync(new URL("pillow.json", import.meta.url), "utf8")) as {
  resize: Case[];
  crop: Case[];
};
const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "base64"));
const size = ([width, height]: Pair) => ({ width, height });

/** RGB with an alpha that must not matter. */
function rgba(rgb: Uint8Array): Uint8Array {
  return Uint8Array.from({ length: (rgb.length / 3) * 4 }, (_, i) =>
    i % 4 === 3 ? i % 7 : rgb[Math.floor(i / 4) * 3 + (i % 4)]!,
  );
}

for (const { filter, from, to, rgb, expected } of cases.resize) {
  test(`${filter} from ${from.join("x")} to ${to.join("x")} equals Pillow to the bit`, () => {
    const resizer = new Resizer(size(from), size(to), filter);
    resizer.push(rgba(bytes(rgb)));
    assert.deepEqual(resizer.finish(), bytes(expected));
  });
}

for (const { from, to, rgb, expected } of cases.crop) {
  test(`centre crop from ${from.join("x")} to ${to.join("x")} equals transformers'`, () => {
    const fitter = new Fitter(size(from), { resize: null, resample: "bilinear", crop: size(to) });
    fitter.push(rgba(bytes(rgb)));
    assert.deepEqual(fitter.finish(), { ...size(to), rgb: bytes(expected) });
  });
}

test("strips give what the whole picture gives", () => {
  for (const { filter, from, to, rgb, expected } of cases.resize) {
    const strips = new Resizer(size(from), size(to), filter);
    const pixels = rgba(bytes(rgb));
    const row = from[0] * 4;
    for (let y = 0; y < from[1]; y += 5) strips.push(pixels.subarray(y * row, Math.min(y + 5, from[1]) * row));
    assert.deepEqual(strips.finish(), bytes(expected));
  }
});

test("a window is cut out of the resized picture", () => {
  for (const { filter, from, to, rgb, expected } of cases.resize.filter((c) => c.to[0] >= 4 && c.to[1] >= 4)) {
    const resizer = new Resizer(size(from), size(to), filter, { left: 1, top: 2, width: 3, height: 2 });
    resizer.push(rgba(bytes(rgb)));
    const whole = bytes(expected);
    const cut = [2, 3].flatMap((y) => [...whole.subarray((y * to[0] + 1) * 3, (y * to[0] + 4) * 3)]);
    assert.deepEqual([...resizer.finish()], cut);
  }
});

test("the shortest edge gets its length, the other is rounded down", () => {
  assert.deepEqual(resizedSize({ width: 640, height: 427 }, { shortest_edge: 256 }), { width: 383, height: 256 });
  assert.deepEqual(resizedSize({ width: 3, height: 1000 }, { shortest_edge: 224 }), { width: 224, height: 74666 });
  assert.deepEqual(resizedSize({ width: 3, height: 5 }, { width: 7, height: 9 }), { width: 7, height: 9 });
});

test("a long thin picture costs no more than its window", () => {
  const fitter = new Fitter(
    { width: 1, height: 50_000 },
    { resize: { shortest_edge: 256 }, resample: "bicubic", crop: { width: 224, height: 224 } },
  );
  for (let y = 0; y < 50_000; y += 1000) fitter.push(new Uint8Array(4000).fill(90));
  const { rgb } = fitter.finish();
  assert.equal(rgb.length, 224 * 224 * 3);
  assert.ok(rgb.every((v) => v === 90));
});

test("normalising puts colours before rows and works in float32", () => {
  const rgb = new Uint8Array([0, 128, 255, 10, 20, 30]);
  const out = normalise({ width: 2, height: 1, rgb }, { rescale: 1 / 255, mean: [0.5, 0.25, 0], std: [0.5, 0.5, 2] });
  const expected = [-1, 10 / 127.5 - 1, (128 / 255 - 0.25) * 2, (20 / 255 - 0.25) * 2, 0.5, 30 / 510];
  out.forEach((v, i) => assert.ok(Math.abs(v - expected[i]!) < 1e-6, `${i}: ${v}`));
});

/** The interpretation view's reckoning: references, thresholds and outlines, masks, spreads, what a state asks for. */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { ModelEntry } from "../../src/data/manifest.ts";
import type { TensorValue } from "../../src/engine/engine.ts";
import { outlineOf, scaledPath } from "../../src/maths/outline.ts";
import {
  formatRefs,
  parseRefs,
  referenceName,
  referencesOf,
  referTo,
  region,
  toggled,
} from "../../src/maths/reference.ts";
import { rollout } from "../../src/maths/rollout.ts";
import { makeGrid, patchTokens } from "../../src/maths/tokens.ts";
import type { Context } from "../../src/page/context.ts";
import { INITIAL } from "../../src/state/table.ts";
import { decodeMask, encodeMask, maskOf } from "../../src/views/interpretation/mask.ts";
import { blockOf, methodsOf, rolloutOf } from "../../src/views/interpretation/methods.ts";
import { rankCorrelation } from "../../src/views/interpretation/panels/ranks.ts";
import { liveData } from "../../src/views/interpretation/recipe.ts";
import { spreadOf } from "../../src/views/interpretation/spread.ts";
import { sceneOf } from "../../src/views/interpretation/staging.ts";
import { countAbove, handSet, ownThreshold } from "../../src/views/interpretation/threshold.ts";
import { titleOf } from "../../src/views/interpretation/words/beside.ts";
import { thresholdText, valueText } from "../../src/views/interpretation/words/methods.ts";
import { contract, squareGrid } from "./grids.ts";

const GRID = squareGrid(4, 1);
const BARE = squareGrid(4, 0);

test("lists of tokens are written as short as they can be, and read back", () => {
  assert.equal(formatRefs([15, 12, 13, 14, 20, 3]), "3,12-15,20");
  for (const tokens of [[0], [1, 2], [2, 4, 6], [0, 1, 2, 3, 9, 16]])
    assert.deepEqual(parseRefs(formatRefs(tokens), GRID), tokens);
  assert.deepEqual(parseRefs("", GRID), []);
  assert.deepEqual(parseRefs("3-1,x,-2,2.5,15-999999,5", GRID), [5, 15, 16]);
});

test("a list counts while the token is among it; a token picked elsewhere since stands alone", () => {
  assert.deepEqual(referencesOf({ token: 6, refs: "5-7" }, GRID), [5, 6, 7]);
  assert.deepEqual(referencesOf({ token: 9, refs: "5-7" }, GRID), [9]);
  assert.deepEqual(referencesOf({ token: 999, refs: "" }, GRID), [16]);
});

test("without CLS the reference is all patches until one is picked, the first one too", () => {
  assert.equal(referencesOf({ token: 0, refs: "" }, BARE).length, 16);
  assert.equal(referenceName(referencesOf({ token: 0, refs: "" }, BARE), BARE), "all patches");
  const first = referTo([0], BARE);
  assert.deepEqual(referencesOf(first, BARE), [0]);
  assert.deepEqual(toggled(referencesOf({ token: 0, refs: "" }, BARE), 3, BARE), [3]);
});

test("every choice of tokens comes back from the state that it makes", () => {
  const all = Array.from({ length: 16 }, (_, i) => i + 1);
  for (const tokens of [[0], [7], [3, 4], [0, 5], all, region(GRID, 1, 11)])
    assert.deepEqual(referencesOf(referTo(tokens, GRID), GRID), tokens);
  for (const tokens of [[0], [7], [3, 4], Array.from({ length: 16 }, (_, i) => i)])
    assert.deepEqual(referencesOf(referTo(tokens, BARE), BARE), tokens);
});

test("a region is the rectangle between two patches, whichever is first", () => {
  assert.deepEqual(region(GRID, 2, 7), [2, 3, 6, 7]);
  assert.deepEqual(region(GRID, 7, 2), [2, 3, 6, 7]);
  assert.deepEqual(region(GRID, 3, 6), [2, 3, 6, 7]);
});

test("adding twice takes out, but never the last", () => {
  assert.deepEqual(toggled([3], 5, GRID), [3, 5]);
  assert.deepEqual(toggled([3, 5], 3, GRID), [5]);
  assert.deepEqual(toggled([5], 5, GRID), [5]);
});

test("references are named for what they are", () => {
  assert.equal(referenceName([0], GRID), "CLS");
  assert.equal(referenceName([6], GRID), "patch (1, 1)");
  assert.equal(referenceName([5, 6, 7], GRID), "3 patches");
  assert.equal(referenceName([0, 6], GRID), "CLS and 1 patch");
});

test("a map parts where its two groups differ most, at the roundest number between them", () => {
  assert.equal(ownThreshold([0.11, 0.12, 0.13, 0.71, 0.72]), 0.7);
  assert.equal(ownThreshold([1, 1, 1, 2]), 2);
  const between = ownThreshold([0.5312, 0.5398]);
  assert.ok(between > 0.5312 && between <= 0.5398);
});

test("a map without differences has no threshold", () => {
  assert.ok(Number.isNaN(ownThreshold([0.3, 0.3, 0.3])));
  assert.ok(Number.isNaN(ownThreshold([])));
  assert.ok(Number.isNaN(ownThreshold([NaN, NaN])));
});

test("the threshold of a map leaves the better of all cuts, tried one by one", () => {
  const values = Array.from({ length: 40 }, (_, i) => Math.sin(i * 12.9898) * 0.5 + (i % 3 === 0 ? 0.8 : 0));
  const variance = (cut: number) => {
    const groups = [values.filter((value) => value >= cut), values.filter((value) => value < cut)];
    return groups.reduce((sum, group) => {
      const mean = group.reduce((total, value) => total + value, 0) / group.length;
      return sum + group.reduce((total, value) => total + (value - mean) ** 2, 0);
    }, 0);
  };
  const least = Math.min(
    ...[...values]
      .sort((a, b) => a - b)
      .slice(1)
      .map(variance),
  );
  assert.ok(Math.abs(variance(ownThreshold(values)) - least) < 1e-12);
});

test("the outline runs between patches at or above the threshold and the others", () => {
  // . # .
  // . # #
  // . . .
  const values = [0, 1, 0, 0, 1, 1, 0, 0, 0];
  const drawn = outlineOf(values, 3, 1);
  let length = 0;
  for (const [, x, y, way, to] of drawn.matchAll(/M(\d+) (\d+)([HV])(\d+)/g))
    length += Math.abs(Number(to) - Number(way === "H" ? x : y));
  assert.equal(length, 8);
  assert.equal(outlineOf(values, 3, 2), "");
  assert.equal(outlineOf([NaN, NaN, NaN, NaN], 2, 0), "");
  assert.equal(outlineOf([1, 1, 1, 1], 2, 0).length > 0, true, "all of it has the picture's edge");
  assert.equal(countAbove(values, 1), 3);
});

test("a threshold set by hand has as many decimals as the scale can show", () => {
  assert.equal(handSet(0.55321, -0.4, 0.9), "0.55");
  assert.equal(handSet(0.012345, 0, 0.02), "0.0123");
});

test("numbers of a map are printed with a real minus and never as not a number", () => {
  assert.equal(valueText("similarity", -0.4), "−0.40");
  assert.equal(valueText("similarity", -0.001), "0.00");
  assert.equal(valueText("attention", 0.0123456), "0.0123");
  assert.equal(valueText("rollout", NaN), "undefined");
  assert.equal(thresholdText("similarity", 0.8475), "0.8475");
  assert.equal(thresholdText("attention", 0.07), "0.07");
});

test("a drawn mask survives the address; what is none is refused", () => {
  for (const count of [16, 64, 196, 7]) {
    const bits = Uint8Array.from({ length: count }, (_, i) => ((i * 7919) % 5 < 2 ? 1 : 0));
    const text = encodeMask(bits);
    assert.deepEqual(decodeMask(text, count), bits);
    assert.equal(decodeMask(text, count + 8), null);
    assert.match(text, /^drawn:[\w-]*$/);
  }
  assert.equal(decodeMask("drawn:*", 16), null);
  assert.equal(decodeMask("ship", 16), null);
});

const model = (covers: object = {}): ModelEntry =>
  ({
    covers,
    config: contract(1, { n_heads: 2, n_layers: 2, image_size: 8, patch_size: 4 }),
    hooks: [],
  }) as unknown as ModelEntry;

test("the mask is the drawn one, the class's, or the first that is known", () => {
  const entry = model({ photo: { ship: [1, 0.6, 0.4, 0], bird: [0, 0, 0, 1] } });
  assert.deepEqual([...maskOf("", entry, "photo", 4)!.truth], [1, 1, 0, 0]);
  assert.equal(maskOf("bird", entry, "photo", 4)!.name, "bird");
  assert.equal(maskOf("none", entry, "photo", 4), null);
  assert.equal(maskOf("", entry, "own-1", 4), null);
  assert.equal(maskOf(encodeMask([0, 1, 1, 0]), entry, "own-1", 4)!.drawn, true);
});

test("spreads and rank correlations agree with a reckoning by hand", () => {
  const spread = spreadOf(Float64Array.of(4, 1, 3, 2, 10));
  assert.deepEqual(spread, { mean: 4, median: 3, lower: 2, upper: 4, highest: 10 });
  assert.ok(Number.isNaN(spreadOf(new Float64Array(0)).median));
  assert.equal(rankCorrelation([1, 2, 3, 4], [10, 20, 30, 40]), 1);
  assert.equal(rankCorrelation([1, 2, 3, 4], [4, 3, 2, 1]), -1);
  // Ranks 1, 2.5, 2.5, 4 against 1, 2, 3, 4: 4.5 / sqrt(4.5 * 5).
  assert.ok(Math.abs(rankCorrelation([1, 2, 2, 3], [1, 2, 3, 4]) - 4.5 / Math.sqrt(22.5)) < 1e-12);
  assert.ok(Number.isNaN(rankCorrelation([1, 1, 1], [1, 2, 3])));
});

test("rows, block and options follow the state, within what there is", () => {
  const offered = ["similarity", "attention", "rollout"] as const;
  assert.deepEqual(methodsOf(INITIAL, offered), ["similarity", "attention", "rollout"]);
  assert.deepEqual(methodsOf({ ...INITIAL, method: "rollout", beside: "similarity" }, offered), [
    "rollout",
    "similarity",
  ]);
  assert.deepEqual(methodsOf({ ...INITIAL, beside: "none" }, offered), ["similarity"]);
  assert.deepEqual(methodsOf({ ...INITIAL, method: "attention" }, ["similarity"]), ["similarity"]);
  assert.deepEqual(
    [
      blockOf(INITIAL, 6),
      blockOf({ ...INITIAL, block: "2" }, 6),
      blockOf({ ...INITIAL, block: "99" }, 6),
      blockOf(INITIAL, 1),
    ],
    [5, 2, 5, 0],
  );
  assert.deepEqual(rolloutOf({ ...INITIAL, fuse: "head", identity: "without", discard: 50 }), {
    identity: false,
    fuse: "mean",
    discard: 0.5,
  });
});

test("rollout grows block by block, whichever block is asked for first", () => {
  const data = liveData(model(), "photo");
  const patterns = [0, 1].map((block) => {
    const values = Float32Array.from({ length: 2 * 25 }, (_, i) => 1 + ((i * 37 + block * 11) % 13));
    for (let row = 0; row < 10; row++) {
      const sum = values.subarray(row * 5, row * 5 + 5).reduce((total, value) => total + value, 0);
      for (let i = 0; i < 5; i++) values[row * 5 + i]! /= sum;
    }
    return values;
  });
  const options = { identity: true, fuse: "mean", discard: 0 } as const;
  assert.equal(data.rollout(1, [0], options), null);
  patterns.forEach((values, block) =>
    data.put("pattern", block, {
      name: "",
      dims: ["head", "query", "key"],
      shape: [2, 5, 5],
      data: values,
    } as TensorValue),
  );
  const whole = rollout(patterns, 2, 5, { ...options, prefix: 1 });
  assert.deepEqual([...data.rollout(1, [0], options)!], [...whole[1]!.subarray(1, 5)]);
  assert.deepEqual([...data.rollout(0, [2], options)!], [...whole[0]!.subarray(11, 15)]);
});

/** A scene of tokens given one by one, of a model with as many blocks, without patterns. */
function sceneFrom(
  blocks: readonly (readonly (readonly number[])[])[],
  prefix: number,
  change: Partial<typeof INITIAL> = {},
) {
  const width = blocks[0]![0]!.length;
  const entry = {
    ...model(),
    config: contract(prefix, { n_heads: 1, n_layers: blocks.length, image_size: 8, patch_size: 4 }),
  } as unknown as ModelEntry;
  const data = liveData(entry, "photo");
  blocks.forEach((tokens, block) =>
    data.put("stream", block, {
      name: "",
      dims: ["pos", "d_model"],
      shape: [tokens.length, width],
      data: Float32Array.from(tokens.flat()),
    } as TensorValue),
  );
  const context = { session: { picture: () => ({}) } } as unknown as Context;
  return sceneOf(context, { ...INITIAL, theme: "light", ...change }, data, null, null);
}

test("equal tokens: a map without differences, a scale all the same, no threshold", () => {
  const scene = sceneFrom([Array.from({ length: 5 }, () => [1, 2])], 1);
  const map = scene.map("similarity", 0)!;
  assert.ok(map.every((value) => Math.abs(value - 1) < 1e-12));
  const scale = scene.scale("similarity", 0)!;
  assert.ok(scale.high > scale.low && scale.rgb(map[0]!).every(Number.isFinite));
  assert.ok(Number.isNaN(scene.threshold));
  assert.deepEqual(scene.methods, ["similarity"]);
});

test("tokens of zeros are like nothing", () => {
  const scene = sceneFrom([Array.from({ length: 5 }, () => [0, 0])], 1);
  assert.deepEqual([...scene.map("similarity", 0)!], [0, 0, 0, 0]);
  assert.ok(Number.isNaN(scene.threshold));
});

test("without CLS and with a single block there is a reference, a map and a threshold", () => {
  const scene = sceneFrom(
    [
      [
        [1, 0],
        [1, 0.1],
        [0, 1],
        [0.1, 1],
      ],
    ],
    0,
  );
  assert.equal(scene.referenceName, "all patches");
  assert.equal(scene.block, 0);
  assert.equal(scene.map("similarity", 0)!.length, 4);
  const picked = sceneFrom(
    [
      [
        [1, 0],
        [1, 0.1],
        [0, 1],
        [0.1, 1],
      ],
    ],
    0,
    { token: 0, refs: "0" },
  );
  assert.ok(Math.abs(picked.map("similarity", 0)![1]! - 1 / Math.sqrt(1.01)) < 1e-7);
  assert.equal(countAbove(picked.map("similarity", 0)!, picked.threshold), 2);
});

test("all blocks share one scale, or each has its own", () => {
  const blocks = [
    [
      [1, 0],
      [1, 0],
      [1, 0.5],
      [1, 1],
      [0, 1],
    ],
    [
      [1, 0],
      [1, 0],
      [1, 0.1],
      [1, 0.2],
      [1, 0.3],
    ],
  ];
  const shared = sceneFrom(blocks, 1);
  assert.deepEqual(
    [shared.scale("similarity", 0)!.low, shared.scale("similarity", 0)!.high],
    [shared.scale("similarity", 1)!.low, shared.scale("similarity", 1)!.high],
  );
  const each = sceneFrom(blocks, 1, { scale: "each" });
  assert.ok(each.scale("similarity", 1)!.low > each.scale("similarity", 0)!.low);
});

test("the patch that is the reference takes no part in the threshold, nor in the scale", () => {
  const scene = sceneFrom(
    [
      [
        [0, 1],
        [1, 0],
        [0.5, 1],
        [0.4, 1],
        [-0.5, 1],
      ],
    ],
    1,
    { token: 1 },
  );
  const map = scene.map("similarity", 0)!;
  assert.equal(map[0], 1);
  assert.ok(scene.scale("similarity", 0)!.high < 0.9);
  assert.ok(scene.threshold <= map[1]! && scene.threshold > map[3]!);
});

/** A grid that is no square, behind CLS and a register, of a model whose head reads the mean of the patches. */
const WIDE = makeGrid(3, 5, ["CLS", "register 1"], patchTokens(makeGrid(3, 5, ["CLS", "register 1"])));

test("what the head reads is the reference until another is chosen, and every choice comes back", () => {
  const patches = patchTokens(WIDE);
  assert.deepEqual(referencesOf({ token: 0, refs: "" }, WIDE), patches);
  for (const tokens of [[0], [1], [0, 1], [2], [3, 9], patches, [0, ...patches], [0, 1, ...patches]])
    assert.deepEqual(referencesOf(referTo(tokens, WIDE), WIDE), tokens);
  assert.deepEqual(referTo(patches, WIDE), { token: 0, refs: "" });
  assert.deepEqual(toggled(patches, 4, WIDE), [4], "what stands for nothing chosen makes room");
  assert.deepEqual(toggled([0], 4, WIDE), [0, 4]);
});

test("references of a wide grid are named, and outlined, by its rows and columns", () => {
  assert.equal(referenceName([1], WIDE), "register 1");
  assert.equal(referenceName([0, 1], WIDE), "CLS and register 1");
  assert.equal(referenceName([7], WIDE), "patch (1, 0)");
  assert.equal(referenceName(patchTokens(WIDE), WIDE), "all patches");
  assert.equal(referenceName([0, ...patchTokens(WIDE)], WIDE), "CLS and all patches");
  assert.equal(referenceName([0, 1, ...patchTokens(WIDE)], WIDE), "all tokens");
  assert.deepEqual(region(WIDE, 3, 9), [3, 4, 8, 9]);
  // The last patch alone, at the right of the lowest row.
  const last = Array.from({ length: 15 }, (_, i) => Number(i === 14));
  assert.deepEqual([...outlineOf(last, 5, 1).matchAll(/M[^M]+/g)].map(String).sort(), [
    "M4 2H5",
    "M4 2V3",
    "M4 3H5",
    "M5 2V3",
  ]);
  assert.equal(scaledPath("M4 2H5M4 2V3", 10, 20), "M40 40H50M40 40V60");
});

test("a map of a wide grid has a value a patch and compares with what the head reads", () => {
  const config = { ...contract(1, { n_heads: 1, n_layers: 1, image_size: [12, 20], patch_size: 4 }) };
  const entry = { ...model(), config: { ...config, readout: "mean_patches" } } as unknown as ModelEntry;
  const data = liveData(entry, "photo");
  const tokens = Array.from({ length: 16 }, (_, i) => [Math.cos(i), Math.sin(i)]);
  data.put("stream", 0, {
    name: "",
    dims: ["pos", "d_model"],
    shape: [16, 2],
    data: Float32Array.from(tokens.flat()),
  } as TensorValue);
  const context = { session: { picture: () => ({}) } } as unknown as Context;
  const scene = sceneOf(context, { ...INITIAL, theme: "light" }, data, null, null);
  assert.deepEqual([scene.grid.rows, scene.grid.columns], [3, 5]);
  assert.equal(scene.referenceName, "all patches");
  const mean = [0, 1].map((axis) => tokens.slice(1).reduce((sum, token) => sum + token[axis]! / 15, 0));
  const size = Math.hypot(...mean);
  const map = scene.map("similarity", 0)!;
  assert.equal(map.length, 15);
  map.forEach((value, patch) => {
    const expected = (tokens[patch + 1]![0]! * mean[0]! + tokens[patch + 1]![1]! * mean[1]!) / size;
    assert.ok(Math.abs(value - expected) < 1e-6);
  });
  assert.equal(
    titleOf("similarity", { name: scene.referenceName, isOne: false }),
    "What becomes like all patches, block by block",
  );
});

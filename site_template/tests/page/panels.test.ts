/** The pure parts of the interpretation view's panels: orders of maps, masks as pictures, scores, care, counterparts. */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Manifest, ModelEntry } from "../../src/data/manifest.ts";
import { createHistory } from "../../src/edits/history.ts";
import { between } from "../../src/marks/brush.ts";
import { spaced } from "../../src/marks/spaced.ts";
import { makeGrid, patchTokens } from "../../src/maths/tokens.ts";
import { answers, settledFrom, tellingClasses, topOf, votes } from "../../src/page/lens.ts";
import type { Facts } from "../../src/views/interpretation/panels/caution-facts.ts";
import { cautionsOf } from "../../src/views/interpretation/panels/cautions.ts";
import { blockIn, placeIn, referencesIn, versusOf } from "../../src/views/interpretation/panels/counterpart.ts";
import { galleryFrom, galleryMean } from "../../src/views/interpretation/panels/gallery.ts";
import { domainOf, pathOf } from "../../src/views/interpretation/panels/line-paths.ts";
import { maskPixels, maskTable } from "../../src/views/interpretation/panels/mask-picture.ts";
import { pairFacts, patchesOf } from "../../src/views/interpretation/panels/pairs.ts";
import { places, rankCorrelation, rankDifference, ranks, regrid } from "../../src/views/interpretation/panels/ranks.ts";
import { bestOf, emptiness, scoreRows } from "../../src/views/interpretation/panels/scores.ts";
import { squareGrid } from "./grids.ts";

const close = (actual: number, expected: number, tolerance = 1e-12) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);

test("ranks share the mean of their places where values are equal", () => {
  assert.deepEqual([...ranks([10, 20, 20, 5])], [2, 3.5, 3.5, 1]);
  assert.deepEqual([...places([7, 7, 7])], [0.5, 0.5, 0.5]);
  assert.deepEqual([...places([3])], [0.5]);
});

test("rank correlation is Spearman's", () => {
  close(rankCorrelation([1, 2, 3, 4, 5], [10, 30, 20, 50, 40]), 0.8); // by hand: 1 - 6 (0 + 1 + 1 + 1 + 1) / (5 (25 - 1))
  close(rankCorrelation([1, 2, 3, 4, 5], [1, 1, 2, 2, 3]), 0.9486832980505138, 1e-12); // scipy.stats.spearmanr
  close(rankCorrelation([3, 1, 2], [-3, -1, -2]), -1);
});

test("a map that is the same everywhere has no order to compare", () => {
  assert.ok(Number.isNaN(rankCorrelation([1, 1, 1], [1, 2, 3])));
  assert.ok(rankDifference([1, 1, 1], [1, 2, 3]).every(Number.isFinite));
});

test("differences of rank are opposite when the maps change places, and 0 for the same order", () => {
  const [a, b] = [
    [0.1, 0.9, 0.4, 0.4],
    [5, 1, 2, 8],
  ];
  const [there, back] = [rankDifference(a, b), rankDifference(b, a)];
  there.forEach((value, i) => close(value, -back[i]!));
  assert.ok(
    rankDifference(
      a,
      a.map((value) => Math.exp(value)),
    ).every((value) => value === 0),
  );
});

const [TWO, FOUR] = [squareGrid(2, 0), squareGrid(4, 0)];

test("a grid laid over another keeps what lies where", () => {
  assert.deepEqual([...regrid([1, 2, 3, 4], TWO, FOUR)], [1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4]);
  assert.deepEqual([...regrid(regrid([1, 2, 3, 4], TWO, FOUR), FOUR, TWO)], [1, 2, 3, 4]);
});

const WHOLE = { left: 0, top: 0, width: 1, height: 1 };

test("a mask has the size of its picture, each patch its pixels", () => {
  const pixels = maskPixels([1, 0, 0, 1], TWO, WHOLE, 6, 4);
  assert.deepEqual([...pixels.subarray(0, 6)], [255, 255, 255, 0, 0, 0]);
  assert.deepEqual([...pixels.subarray(18)], [0, 0, 0, 255, 255, 255]);
  assert.equal(pixels.filter((value) => value === 255).length, 12);
});

test("what the model does not see of a picture is outside of the mask", () => {
  // A picture twice as wide as high, of which the model sees the middle square.
  const pixels = maskPixels([1, 1, 1, 1], TWO, { left: -0.5, top: 0, width: 2, height: 1 }, 8, 4);
  for (let row = 0; row < 4; row++)
    assert.deepEqual([...pixels.subarray(row * 8, row * 8 + 8)], [0, 0, 255, 255, 255, 255, 0, 0]);
});

test("a mask as a table has one line a patch", () => {
  assert.equal(maskTable([0, 1, 1, 0], 2), "row,column,chosen\n0,0,0\n0,1,1\n1,0,1\n1,1,0\n");
});

test("a quick stroke leaves no gaps", () => {
  assert.deepEqual(between(0, 3, { rows: 4, columns: 4 }), [0, 1, 2, 3]);
  assert.deepEqual(between(0, 15, { rows: 4, columns: 4 }), [0, 5, 10, 15]);
  assert.deepEqual(between(5, 5, { rows: 4, columns: 4 }), [5]);
  for (const [from, to] of [
    [0, 14],
    [12, 3],
    [1, 11],
  ] as const) {
    const way = between(from, to, { rows: 4, columns: 4 });
    assert.equal(way[0], from);
    assert.equal(way.at(-1), to);
    way.slice(1).forEach((patch, i) => {
      const [a, b] = [way[i]!, patch];
      assert.ok(Math.abs(Math.floor(a / 4) - Math.floor(b / 4)) <= 1 && Math.abs((a % 4) - (b % 4)) <= 1);
    });
  }
});

test("undo goes back step by step and ends", () => {
  const history = createHistory();
  assert.equal(history.undo(), null);
  for (let i = 0; i < 60; i++) history.push(String(i));
  assert.equal(history.undo(), "59");
  assert.equal(history.undo(), "58");
  history.clear();
  assert.equal(history.canUndo, false);
});

test("names at the ends of curves stay apart and within the plot", () => {
  const placed = spaced([50, 51, 10, 99], 15, 0, 100);
  const sorted = [...placed].sort((a, b) => a - b);
  sorted.slice(1).forEach((place, i) => assert.ok(place - sorted[i]! >= 15 - 1e-9));
  assert.ok(sorted[0]! >= 0 && sorted.at(-1)! <= 100);
  assert.ok(placed[0]! < placed[1]!, "their order is kept");
});

test("an axis holds its values, also where there are none or all are the same", () => {
  assert.deepEqual(domainOf([]), [0, 1]);
  assert.deepEqual(domainOf([NaN]), [0, 1]);
  for (const values of [[0.5, 0.5], [-2, 3], [0]]) {
    const [low, high] = domainOf(values);
    assert.ok(low < Math.min(...values) && high > Math.max(...values));
  }
});

test("a curve has a gap where a value is missing", () => {
  assert.equal(
    pathOf(
      [1, NaN, 2, 3],
      (block) => block,
      (value) => value,
    ),
    "M0.0 1.0M2.0 2.0L3.0 3.0",
  );
});

test("pairs: the diagonal is left out, neighbours share an edge, inside and across are told apart", () => {
  // Patches 0 and 1 on top, 2 and 3 below; the first of three tokens before them is a prefix.
  const pos = 5;
  const all = Float64Array.from({ length: 25 }, (_, i) => (Math.floor(i / pos) === i % pos ? 1 : 0.9));
  const set = (a: number, b: number, value: number) =>
    (all[(a + 1) * pos + b + 1] = all[(b + 1) * pos + a + 1] = value);
  [
    [0, 1, 0.1],
    [0, 2, 0.2],
    [0, 3, 0.3],
    [1, 2, 0.4],
    [1, 3, 0.5],
    [2, 3, 0.6],
  ].forEach(([a, b, value]) => set(a!, b!, value!));
  const facts = pairFacts(patchesOf(all, pos, 1), TWO, [1, 1, 0, 0]);
  close(facts.mean, 0.35);
  close(facts.neighbours, (0.1 + 0.2 + 0.5 + 0.6) / 4);
  close(facts.others, (0.3 + 0.4) / 2);
  close(facts.within, 0.1);
  close(facts.across, (0.2 + 0.3 + 0.4 + 0.5) / 4);
  assert.deepEqual(facts.most, { one: 2, other: 3, value: 0.6 });
  assert.deepEqual(facts.least, { one: 0, other: 1, value: 0.1 });
});

test("one patch has no pair", () => {
  const facts = pairFacts([1], squareGrid(1, 0), [1]);
  assert.equal(facts.most, null);
  assert.ok(Number.isNaN(facts.mean));
});

test("the best of all maps is the highest, the earlier of equals; without a score there is none", () => {
  const truth = Uint8Array.of(1, 0, 0, 1);
  const maps: Record<string, number[][]> = {
    similarity: [
      [0, 1, 1, 0],
      [3, 2, 1, 4],
    ],
    attention: [
      [9, 1, 1, 9],
      [1, 1, 1, 1],
    ],
  };
  const scene = {
    data: { blocks: 2 },
    map: (method: string, block: number) => Float64Array.from(maps[method]![block]!),
  };
  const rows = scoreRows(scene as never, ["similarity", "attention"], truth, "roc_auc");
  assert.deepEqual(
    rows.map(({ values }) => values),
    [
      [0, 1],
      [1, 0.5],
    ],
  );
  assert.deepEqual(bestOf(rows), { method: "similarity", block: 1, value: 1 });
  assert.equal(bestOf([{ method: "similarity", values: [NaN, NaN] }]), null);
  assert.deepEqual(
    [emptiness(Uint8Array.of(0, 0)), emptiness(Uint8Array.of(1, 1)), emptiness(truth)],
    ["empty", "full", null],
  );
});

test("the gallery's table is read by method, block and metric", () => {
  const [methods, metrics, layers] = [["similarity", "attention_mean"], ["roc_auc", "best_iou"], 3];
  const values = Float32Array.from({ length: 2 * layers * 2 * 3 }, (_, i) => i);
  values[values.length - 3] = NaN;
  const model = {
    config: { n_layers: layers },
    scores: { methods, metrics, pictures: ["a", "b"], chance: [0.5, 0.25], best_heads: [0, 1, 2] },
  } as unknown as ModelEntry;
  const gallery = galleryFrom(new Uint8Array(values.buffer), model);
  assert.deepEqual(gallery.score("attention_mean", 1, "roc_auc"), { mean: 24, low: 25, high: 26 });
  assert.equal(gallery.score("attention_mean", 2, "best_iou"), null, "a mean that is none");
  assert.equal(gallery.score("similarity", 3, "roc_auc"), null);
  assert.equal(gallery.score("rollout", 0, "roc_auc"), null);
  assert.equal(gallery.chance("best_iou"), 0.25);
  assert.equal(gallery.pictures, 2);
});

test("a map stands beside the gallery's mean only where it was made the same way", () => {
  const methods = ["similarity", "attention_mean", "attention_max", "attention_head", "rollout", "rollout_bare"];
  const gallery = {
    methods,
    pictures: 2,
    bestHeads: [2, 0],
    chance: () => 0.5,
    score: (method: string, block: number) => ({ mean: methods.indexOf(method), low: block, high: block }),
  };
  const usual = {
    fuse: "mean",
    rollout: { identity: true, fuse: "mean", discard: 0 },
    grid: squareGrid(2, 1),
    references: [0],
  } as const;
  const mean = (method: "similarity" | "attention" | "rollout", change: object = {}, block = 0) =>
    galleryMean(gallery, method, { ...usual, ...change }, block, "roc_auc")?.mean ?? null;
  assert.equal(mean("similarity"), 0);
  assert.equal(mean("similarity", { references: [3] }), null);
  assert.deepEqual(
    [mean("attention"), mean("attention", { fuse: "max" }), mean("attention", { fuse: "min" })],
    [1, 2, null],
  );
  assert.deepEqual(
    [mean("attention", { fuse: 2 }), mean("attention", { fuse: 2 }, 1), mean("attention", { fuse: 0 }, 1)],
    [3, null, 3],
  );
  assert.equal(mean("rollout"), 4);
  assert.equal(mean("rollout", { rollout: { ...usual.rollout, identity: false } }), 5);
  assert.equal(mean("rollout", { rollout: { ...usual.rollout, discard: 0.5 } }), null);
  const bare = squareGrid(2, 0);
  assert.deepEqual(
    [mean("similarity", { grid: bare, references: [0, 1, 2, 3] }), mean("similarity", { grid: bare })],
    [0, null],
  );
});

const FACTS: Facts = {
  anisotropy: [0.1, 0.3],
  reference: [0.3, 0.4],
  lengths: Float64Array.of(1, 1.1, 0.9, 1),
  median: 1,
  outliers: [],
  low: 0,
  high: 0.9,
};
const WORDS = {
  cosine: (value: number) => value.toFixed(2),
  times: (value: number) => value.toFixed(1),
  patch: (patch: number) => `p${patch}`,
  reference: "CLS",
};
const care = (facts: Partial<Facts>, block = 1) =>
  cautionsOf({ ...FACTS, ...facts }, block, WORDS)
    .filter((one) => one.care)
    .map(({ id }) => id);

test("care is asked for where the figures give a reason, and only there", () => {
  assert.deepEqual(care({}), []);
  assert.deepEqual(care({ anisotropy: [0.88, 0.9], reference: [0.95, 0.95] }), ["direction"]);
  assert.deepEqual(care({ anisotropy: [0.1, 0.45], reference: [0.4, 0.5] }), ["depth"]);
  assert.deepEqual(care({ reference: [0.3, 0.1] }), ["reference"]);
  assert.deepEqual(care({ low: 0.5, high: 0.55 }), ["flat"]);
  assert.deepEqual(care({ low: 0.5, high: 0.5 }), ["flat"]);
  assert.deepEqual(care({ outliers: [{ patch: 2, times: 6 }] }), ["length"]);
  assert.deepEqual(care({ outliers: [{ patch: 2, times: 1.4 }] }), []);
  assert.deepEqual(care({ lengths: new Float64Array(4), median: 0 }), ["length"]);
});

test("no figure that is unknown is said", () => {
  const unknown = { anisotropy: [NaN, NaN], reference: [NaN, NaN], lengths: null, median: NaN, low: NaN, high: NaN };
  const said = cautionsOf({ ...FACTS, ...unknown }, 1, WORDS);
  assert.deepEqual(
    said.map(({ id }) => id),
    ["length"],
  );
  for (const facts of [unknown, { anisotropy: [NaN], reference: [NaN] }])
    for (const { text } of cautionsOf({ ...FACTS, ...facts }, 0, WORDS))
      assert.doesNotMatch(text, /NaN|undefined|null/);
});

test("the same question of another model: as deep, at the same place", () => {
  assert.deepEqual([blockIn(0, 6, 12), blockIn(5, 6, 12), blockIn(11, 12, 6), blockIn(0, 1, 6)], [0, 11, 5, 5]);
  const [small, large, bare] = [squareGrid(2, 1), squareGrid(4, 2), squareGrid(2, 0)];
  assert.deepEqual(referencesIn([0], small, large), [0]);
  assert.deepEqual(referencesIn([4], small, large), [12, 13, 16, 17]);
  assert.deepEqual(referencesIn([0], small, bare), [0, 1, 2, 3], "without CLS all patches");
  assert.deepEqual(referencesIn([1, 2, 3, 4], small, bare), [0, 1, 2, 3]);
  assert.equal(placeIn(3, squareGrid(2, 0), squareGrid(4, 0)), 15);
  for (let patch = 0; patch < 16; patch++) assert.ok(placeIn(patch, squareGrid(4, 0), squareGrid(2, 0)) < 4);
});

test("what is compared with is a picture or a model that the page has, and not what is shown already", () => {
  const model = (id: string) => ({ id }) as ModelEntry;
  const manifest = { models: [model("a"), model("b")], images: [{ id: "cat" }, { id: "dog" }] } as unknown as Manifest;
  const scene = { model: manifest.models[0]!, picture: { ...manifest.images[0]!, own: null } };
  assert.equal(versusOf("dog", manifest, scene)?.kind, "picture");
  assert.equal(versusOf("model:b", manifest, scene)?.model.id, "b");
  for (const text of ["", "cat", "bird", "model:a", "model:c"])
    assert.equal(versusOf(text, manifest, scene), null, text);
});

const steady = (probabilities: number[]) => Float64Array.from(probabilities);

test("the curves are of the classes that tell most", () => {
  const byBlock = [steady([0.7, 0.1, 0.1, 0.1]), steady([0, 0, 0.6, 0.4]), steady([0.05, 0.05, 0.1, 0.8])];
  assert.deepEqual(tellingClasses(byBlock, 4), [3, 2, 0, 1]);
  assert.equal(settledFrom(byBlock), 2);
  assert.equal(settledFrom([byBlock[2]!, byBlock[2]!]), 0);
  assert.equal(settledFrom([]), null);
  assert.deepEqual(tellingClasses([null, null], 4), []);
  assert.deepEqual(topOf([0.2, 0.5, 0.5], 3, 0, 2), [1, 2]);
});

test("patches vote for the class that they would say first", () => {
  assert.deepEqual(votes(steady([0.9, 0.1, 0.2, 0.8, 0.3, 0.7]), 2), [
    { index: 1, patches: 2 },
    { index: 0, patches: 1 },
  ]);
});

test("the lens reads the tokens that it is given, and stops when told", async () => {
  const width = 2;
  const tensor = { name: "t", dims: ["pos", "d_model"], shape: [3, width], data: Float32Array.of(5, 5, 1, -1, -1, 1) };
  const one = { W: [1, 0, 0, 1], b: [0, 0] };
  const norm = { w: [1, 1], b: [0, 0], eps: 0 };
  const reader = { norm, heads: [{ ...one, parts: [[0]] }], one, become: "softmax", classes: 2 } as const;
  const found = await answers(tensor, 1, 3, reader, () => false);
  const high = 1 / (1 + Math.exp(-2));
  [high, 1 - high, 1 - high, high].forEach((value, i) => close(found![i]!, value));
  assert.equal(await answers(tensor, 0, 3, reader, () => true), null);
});

test("the same question of a model with another grid and other tokens before it", () => {
  const square = squareGrid(2, 1);
  const wide = makeGrid(2, 4, ["CLS", "register 1"], patchTokens(makeGrid(2, 4, ["CLS", "register 1"])));
  assert.deepEqual(referencesIn([0], square, wide), [...wide.read], "what the head reads, here and there");
  assert.deepEqual(referencesIn([...wide.read], wide, square), [1, 2, 3, 4], "all patches stay all patches");
  assert.deepEqual(referencesIn([0, 1], wide, square), [0], "a token that is not there: what the head reads");
  assert.deepEqual(referencesIn([2], square, wide), [4, 5], "the upper right quarter");
  assert.equal(placeIn(7, wide, square), 3);
  assert.deepEqual([...regrid([1, 2, 3, 4], square, wide)], [1, 1, 2, 2, 3, 3, 4, 4]);
  assert.deepEqual([...regrid([1, 2, 3, 4, 5, 6, 7, 8], wide, square)], [2, 4, 6, 8]);
});

test("pairs that touch are those that share an edge of a wide grid", () => {
  // One row of three patches: two pairs touch, one does not.
  const facts = pairFacts([1, 0.5, 0.1, 0.5, 1, 0.3, 0.1, 0.3, 1], makeGrid(1, 3, []), null);
  close(facts.neighbours, 0.4);
  close(facts.others, 0.1);
});

test("a mask of a wide grid has the size of its picture, and rows and columns in its table", () => {
  const wide = makeGrid(1, 3, []);
  assert.deepEqual([...maskPixels([0, 1, 0], wide, WHOLE, 6, 1)], [0, 0, 255, 255, 0, 0]);
  assert.equal(maskTable([0, 1, 0, 0, 0, 1], 3), "row,column,chosen\n0,0,0\n0,1,1\n0,2,0\n1,0,0\n1,1,0\n1,2,1\n");
});

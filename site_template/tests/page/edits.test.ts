/** What is taken away from attention: as masks, as text in an address, as effects of single cuts. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { type Contract, cutEdit, dropEdit, removeEdit, restrictEdit, windowEdit } from "../../src/edits/edit.ts";
import { problemOf as problemOfEdit } from "../../src/edits/kinds.ts";
import { workedOut } from "../../src/edits/restriction.ts";
import { formatEdits, parseEdits } from "../../src/edits/text.ts";
import { withWindows } from "../../src/edits/windows.ts";
import { newest } from "../../src/engine/newest.ts";
import type { Box } from "../../src/maths/interaction/boxes.ts";
import { type Effect, effectsOf, type Rerun } from "../../src/maths/interaction/effects.ts";
import { masksOf, problemOf } from "../../src/maths/interaction/masks.ts";
import { type Grid, makeGrid } from "../../src/maths/tokens.ts";
import { squareGrid } from "./grids.ts";

const GRID: Grid = squareGrid(2, 1);

/** Rows of a mask as text: "11011". */
const rows = (mask: Uint8Array | null) =>
  mask && Array.from({ length: 5 }, (_, i) => [...mask.subarray(5 * i, 5 * i + 5)].join(""));

test("nothing taken away leaves every block as it is", () => {
  assert.deepEqual(masksOf(GRID, 3, {}), [null, null, null]);
  assert.deepEqual(masksOf(GRID, 2, { remove: [], windows: [null], cut: [] }), [null, null]);
});

test("a removed patch is read by nobody, not even itself, in one mask for all blocks", () => {
  const [first, second] = masksOf(GRID, 2, { remove: [1, 1] });
  assert.deepEqual(rows(first!), new Array(5).fill("11011"));
  assert.equal(second, first);
  assert.deepEqual(rows(masksOf(GRID, 1, { remove: [0, 1, 2, 3] })[0]!), new Array(5).fill("10000"));
});

test("windows leave a patch its box and the prefix, and CLS everything", () => {
  const left: Box = [0, 1, 0, 0];
  const masks = masksOf(GRID, 2, { windows: [[left, null, [1, 1, 0, 1], [1, 1, 1, 1]]] });
  assert.deepEqual(rows(masks[0]!), ["11111", "11010", "11111", "10011", "10001"]);
  assert.equal(masks[1], null);
});

test("a removed patch is in no window, and needs none of its own", () => {
  const alone: Box[] = [
    [0, 0, 0, 0],
    [0, 0, 1, 1],
    [1, 1, 0, 0],
    [1, 1, 1, 1],
  ];
  const [first, second] = masksOf(GRID, 2, { remove: [3], windows: [alone] });
  assert.deepEqual(rows(first!), ["11110", "11000", "10100", "10010", "11110"]);
  assert.deepEqual(rows(second!), new Array(5).fill("11110"));
});

test("windows of a grid that is no square, and behind two tokens, stand where its patches do", () => {
  const grid = makeGrid(2, 3, ["CLS", "register 1"]);
  const box: Box = [1, 1, 1, 2];
  const [mask] = masksOf(grid, 1, { windows: [[null, null, null, null, null, box]], remove: [0] });
  const rowOf = (token: number) => [...mask!.subarray(8 * token, 8 * token + 8)].join("");
  assert.equal(rowOf(7), "11000011");
  assert.equal(rowOf(0), "11011111");
  assert.match(problemOf(grid, 1, { windows: [[[0, 2, 0, 2]]] })!, /rows run from 0 to 1, columns from 0 to 2/);
  assert.equal(problemOf(grid, 1, { windows: [[[0, 1, 0, 2]]], remove: [5] }), null);
  assert.match(problemOf(grid, 1, { remove: [6] })!, /no patch 6: .* 0 to 5/);
});

test("single edges are cut in one block or in all", () => {
  const [first, second] = masksOf(GRID, 2, {
    cut: [
      { query: 0, key: 2, block: 1 },
      { query: 3, key: 3 },
    ],
  });
  assert.deepEqual(rows(first!), ["11111", "11111", "11111", "11101", "11111"]);
  assert.deepEqual(rows(second!), ["11011", "11111", "11111", "11101", "11111"]);
});

test("an edit that names what is not there is told in a sentence", () => {
  assert.equal(
    problemOf(GRID, 2, { remove: [3], windows: [[[0, 1, 0, 1]]], cut: [{ query: 4, key: 4, block: 1 }] }),
    null,
  );
  assert.match(problemOf(GRID, 2, { remove: [4] })!, /no patch 4: .* 0 to 3/);
  assert.match(problemOf(GRID, 2, { cut: [{ query: 0, key: 5 }] })!, /tokens 0 to 4/);
  assert.match(problemOf(GRID, 2, { cut: [{ query: 0, key: 1, block: 2 }] })!, /blocks 0 to 1/);
  assert.match(problemOf(GRID, 2, { windows: [[[1, 0, 0, 0]]] })!, /\[1, 0, 0, 0\] is no window/);
});

const CONTRACT: Contract = {
  grid: GRID,
  blocks: 2,
  has: (name) => /^blocks\.[01]\.attn\.hook_attn_scores$/.test(name),
};

test("windows survive the way through an address; what is not there is left out", () => {
  const set = [windowEdit(1, 3, [0, 1, 1, 1]), windowEdit(0, 2, [1, 1, 0, 0])];
  const text = formatEdits(set);
  assert.equal(text, "window.0.2.1.1.0.0 window.1.3.0.1.1.1");
  assert.equal(new URLSearchParams({ text }).toString(), `text=${text.replace(" ", "+")}`);
  assert.deepEqual(parseEdits(text, CONTRACT), [set[1], set[0]]);
  const odd = "0.0.0.0.0.0_0.0.1.1.1.1_9.0.0.0.0.0_0.4.0.0.0.0_0.0.1.0.0.0_x__0.0.0.0.0";
  const windows = odd.split("_").map((window) => `window.${window}`);
  assert.deepEqual(parseEdits(windows.join("+"), CONTRACT), [windowEdit(0, 0, [1, 1, 1, 1])]);
  assert.deepEqual(withWindows([[[0, 0, 0, 0], null, null, null]], set, CONTRACT), [
    [[0, 0, 0, 0], null, [1, 1, 0, 0], null],
    [null, null, null, [0, 1, 1, 1]],
  ]);
});

test("every kind of edit survives the way through an address, in one order and each once", () => {
  const edits = [
    cutEdit(4, 0, 1),
    cutEdit(4, 0, null),
    windowEdit(0, 2, [1, 1, 0, 0]),
    restrictEdit("random", 1),
    dropEdit("most", 20),
    removeEdit([3]),
    dropEdit("least", 40),
    removeEdit([0, 1]),
  ];
  const text = formatEdits(edits);
  assert.equal(text, "remove.0-1.3 drop.least.40 restrict.random.1 window.0.2.1.1.0.0 cut.4.0.1 cut.4.0");
  assert.equal(formatEdits(parseEdits(text, CONTRACT)), text);
  assert.deepEqual(parseEdits("restrict.adaptive", CONTRACT), [restrictEdit("adaptive", null)]);
});

for (const [text, found] of [
  ["remove.9.3.77", "remove.3"],
  ["remove.9 remove remove.x constructor.1 __proto__ zero.3", ""],
  ["drop.least drop.what.30 drop.random.999", "drop.random.100"],
  ["restrict.what restrict.fixed.7", "restrict.fixed"],
  ["cut.0.1.9 cut.0.9 cut.0 cut.0.1", "cut.0.1"],
] as const)
  test(`of "${text}" this model has "${found}"`, () => assert.equal(formatEdits(parseEdits(text, CONTRACT)), found));

test("an edit of what the model has not is told in a sentence", () => {
  assert.equal(problemOfEdit(windowEdit(1, 3, [0, 1, 1, 1]), CONTRACT), null);
  assert.match(problemOfEdit(windowEdit(2, 3, [0, 1, 1, 1]), CONTRACT)!, /blocks 0 to 1/);
  assert.match(problemOfEdit(windowEdit(1, 4, [0, 1, 1, 1]), CONTRACT)!, /no patch 4/);
  assert.match(problemOfEdit(windowEdit(1, 3, [0, 2, 1, 1]), CONTRACT)!, /no window/);
  assert.match(problemOfEdit(removeEdit([4]), CONTRACT)!, /no patch 4/);
  assert.match(problemOfEdit(dropEdit("least", 101), CONTRACT)!, /101 is no share/);
  assert.match(problemOfEdit(cutEdit(0, 5, null), CONTRACT)!, /tokens 0 to 4/);
  const blind = { ...CONTRACT, has: () => false };
  assert.match(problemOfEdit(cutEdit(0, 1, 1), blind)!, /no hook blocks\.1\.attn\.hook_attn_scores/);
  assert.deepEqual(parseEdits("remove.1", blind), []);
});

test("edits without rules need no numbers to be worked out", () => {
  const none = () => null;
  const data = { grid: GRID, blocks: 2, heads: 1, width: 1, indicator: none, patterns: none, streams: none };
  const material = { data, indicator: "mean", k: 1, windows: none } as const;
  const edits = [removeEdit([2, 1]), windowEdit(1, 0, [0, 0, 0, 1]), cutEdit(0, 1, 1), cutEdit(4, 2, null)];
  assert.deepEqual(workedOut(edits, material, CONTRACT), {
    remove: [1, 2],
    windows: [null, [[0, 0, 0, 1], null, null, null]],
    cut: [
      { query: 0, key: 1, block: 1 },
      { query: 4, key: 2 },
    ],
  });
  assert.equal(workedOut([...edits, dropEdit("least", 50)], material, CONTRACT), null);
  assert.equal(workedOut([...edits, restrictEdit("fixed", 1)], material, CONTRACT), null);
});

/** A model whose output is the sum of what each token may read, twice as much of token 2. */
const sums: Rerun = async (masks) => {
  const [mask] = masks;
  const weights = [1, 1, 2, 1, 1];
  const output = Float32Array.from({ length: 5 }, (_, i) =>
    weights.reduce((sum, one, j) => sum + (mask?.[5 * i + j] ?? 1) * one, 0),
  );
  return { logits: [output[0]!, -output[0]!], tensors: { out: { data: output } } };
};
const CUTS = { grid: GRID, layers: 1, query: 0, keys: [2, 1], block: null, output: "out", index: 0 };

test("the effect of each cut is told in its turn", async () => {
  const { logits, tensors } = await sums([null], []);
  const found: Effect[] = [];
  for await (const one of effectsOf(sums, { logits, output: tensors["out"]!.data }, CUTS)) found.push(one);
  assert.deepEqual(found, [
    { key: 2, output: 1 / 3, logit: 2 },
    { key: 1, output: 1 / 6, logit: 1 },
  ]);
});

test("effects can be stopped", async () => {
  const stop = new AbortController();
  const effects = effectsOf(sums, { logits: [6, -6], output: new Float32Array(5).fill(6) }, CUTS, stop.signal);
  await effects.next();
  stop.abort(new Error("enough"));
  await assert.rejects(effects.next(), /enough/);
});

test("of what is asked for faster than it can be done the newest is done", async () => {
  const done: number[] = [];
  const gates: (() => void)[] = [];
  const work = newest(async (value: number) => {
    await new Promise<void>((open) => gates.push(open));
    done.push(value);
    if (value === 4) throw new Error("four");
    return 10 * value;
  });
  const outcomes = [1, 2, 3, 4].map((value) => work(value).then(String, (error: Error) => error.name));
  assert.deepEqual(await Promise.all(outcomes.slice(1, 3)), ["AbortError", "AbortError"]);
  gates[0]!();
  assert.equal(await outcomes[0], "10");
  gates[1]!();
  assert.equal(await outcomes[3], "Error");
  const last = work(5);
  gates[2]!();
  assert.equal(await last, 50);
  assert.deepEqual(done, [1, 4, 5]);
});

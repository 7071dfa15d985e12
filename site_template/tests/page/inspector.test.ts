// The inspector's arithmetic: orders, reductions, the window on a matrix, and what weights are called.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { Hook, ModelEntry } from "../../src/data/manifest.ts";
import { sceneOf } from "../../src/figures/tensor/scene.ts";
import { KNOWN_WEIGHTS, weightWords } from "../../src/hooks/weights.ts";
import { formatSpot, parseSpot } from "../../src/inspector/open.ts";
import { sheetOf, UNSORTED, whereIs } from "../../src/inspector/sheet.ts";
import { asDrawn, subjectOf } from "../../src/inspector/subject.ts";
import { csv, csvParts } from "../../src/maths/csv.ts";
import { arranged, columnOf, extremes, inverse, orderOf, rowOf } from "../../src/maths/order.ts";
import type { Plane } from "../../src/maths/plane.ts";
import { reduced, reductions } from "../../src/maths/reduce.ts";
import {
  cellSize,
  cellUnder,
  inSight,
  nearest,
  panned,
  revealed,
  type View,
  WHOLE,
  windowFor,
  zoomed,
} from "../../src/maths/window.ts";
import { INITIAL } from "../../src/state/table.ts";
import { contract } from "./grids.ts";

const plane = (rows: number, columns: number, at: (row: number, column: number) => number): Plane => ({
  rows,
  columns,
  rowAxis: "d_model",
  columnAxis: "d_mlp",
  data: Float32Array.from({ length: rows * columns }, (_, i) => at(Math.floor(i / columns), i % columns)),
}); // prettier-ignore

test("an order falls or rises, keeps equals in place, and puts what is no number last", () => {
  const values = [2, NaN, 3, 2, -Infinity];
  assert.deepEqual([...orderOf(values, "falling")], [2, 0, 3, 4, 1]);
  assert.deepEqual([...orderOf(values, "rising")], [4, 0, 3, 2, 1]);
  assert.deepEqual([...inverse(orderOf(values, "falling"))], [1, 4, 0, 2, 3]);
});

test("a matrix in another order has every number where its row and its column went", () => {
  const before = plane(4, 3, (row, column) => ((row * 7 + column * 5) % 11) - 4);
  const [rows, columns] = [orderOf(columnOf(before, 1), "falling"), orderOf(rowOf(before, 2), "rising")];
  const after = arranged(before, rows, columns);
  for (let row = 0; row < 4; row++)
    for (let column = 0; column < 3; column++)
      assert.equal(after.data[row * 3 + column], before.data[rows[row]! * 3 + columns[column]!]);
  const falls = columnOf(arranged(before, rows, null), 1);
  assert.deepEqual(
    [...falls],
    [...falls].sort((a, b) => b - a),
  );
  assert.equal(arranged(before, null, null), before);
});

test("the extremes are the first of equals, whatever is no number", () => {
  assert.deepEqual(extremes([NaN, 3, -1, 3, -1, Infinity]), { least: 2, most: 1 });
  assert.equal(extremes([NaN, Infinity]), null);
});

test("a reduced matrix holds means, at the edges too, and keeps the mean of the whole where blocks are full", () => {
  const before = plane(5, 7, (row, column) => row * 10 + column);
  const after = reduced(before, 2, 3);
  assert.deepEqual([after.rows, after.columns], [3, 3]);
  assert.equal(after.data[0], (0 + 1 + 2 + 10 + 11 + 12) / 6);
  assert.equal(after.data[8], 46);
  assert.equal(reduced(before, 1, 1), before);
  const of = reductions(before);
  assert.equal(of(2, 2), of(2, 2));
});

const ROOM = { rows: 768, columns: 3072, width: 800, height: 320 };

test("zooming keeps what is under the point under it, and never leaves the matrix", () => {
  const under = (view: View, x: number, y: number) => {
    const cell = cellSize(ROOM, view.zoom);
    return [view.row + y / cell.height, view.column + x / cell.width];
  };
  let view = WHOLE;
  for (let i = 0; i < 30; i++) {
    const before = under(view, 300, 200);
    view = zoomed(ROOM, view, 1.3, 300, 200);
    under(view, 300, 200).forEach((at, axis) => assert.ok(Math.abs(at - before[axis]!) < 1e-6));
  }
  const cell = cellSize(ROOM, view.zoom);
  assert.ok(Math.abs(cell.width - 40) < 1e-9 && Math.abs(cell.height - 40) < 1e-9, "cells are squares at the nearest");
  assert.equal(view.zoom, nearest(ROOM));
  view = panned(ROOM, view, -1e9, -1e9);
  assert.deepEqual([inSight(ROOM, view).bottom, inSight(ROOM, view).right], [767, 3071]);
  assert.deepEqual(zoomed(ROOM, view, 0, 5, 5), WHOLE);
});

test("a cell that is out of sight is brought in by the least move", () => {
  const near = zoomed(ROOM, WHOLE, 1e9, 0, 0);
  const there = revealed(ROOM, near, 100, 200);
  const { top, bottom, left, right } = inSight(ROOM, there);
  assert.deepEqual([bottom, right], [100, 200]);
  assert.deepEqual(revealed(ROOM, there, top, left), there);
  assert.deepEqual(cellUnder(ROOM, there, 0, 0), { row: top, column: left });
  assert.equal(cellUnder(ROOM, there, -1, 0), null);
});

test("a sliver gets a window that can be read", () => {
  const whole = windowFor({ rows: 768, columns: 1, width: 1, height: 420 }, { width: 700, height: 420 });
  assert.deepEqual([whole.width, whole.height], [320, 420]);
});

test("long texts come in parts of whole lines that make the same file", () => {
  const data = Float32Array.from({ length: 40_000 }, (_, i) => i / 8);
  const parts = [...csvParts(["pos", "d_model"], [400, 100], data)];
  assert.ok(parts.length > 3);
  assert.ok(parts.every((part) => part.endsWith("\n")));
  assert.equal(parts.join(""), csv(["pos", "d_model"], [400, 100], data));
  assert.equal(csv(["head", "d_head"], [2, 2], [1, 2, 3, 4]), "head,d_head 0,d_head 1\n0,1,2\n1,3,4\n");
  assert.equal(csv(["class"], [2], [1, 0.5]), "class,value\n0,1\n1,0.5\n");
});

test("a spot is read as it is written, and nothing else is", () => {
  assert.deepEqual(parseSpot(formatSpot({ head: 2, row: 17, column: 767 })), { head: 2, row: 17, column: 767 });
  for (const text of ["", "1.2", "1.2.x", "-1.2.3", "1.2.3.4", "1e9.0.0"]) assert.equal(parseSpot(text), null);
});

test("every weight of the builder's table has words of its own", () => {
  const python = readFileSync(new URL("../../../builder/elvit/hooks/weights.py", import.meta.url), "utf8");
  const names = [...python.matchAll(/^ {4}"([\w.]+)": "/gm)].map(([, name]) => name!);
  assert.ok(names.length > 20);
  assert.deepEqual([...KNOWN_WEIGHTS].sort(), names.sort());
  assert.equal(weightWords("blocks.11.attn.W_Q").title, "The query matrix");
  assert.equal(weightWords("relative.table").title, "relative.table");
});

const hook = (name: string, dims: string[], shape: number[], weights: string[]): Hook => ({
  name,
  dims,
  shape,
  weights,
  op: "linear",
  inputs: [],
  formula: "",
  concept: "query",
  symbol: "q",
  activation: null,
  reads: null,
  stage: "blocks.1",
}); // prettier-ignore

const MODEL = {
  id: "m",
  labels: ["cat", "dog"],
  config: contract(1, { image_size: 8, patch_size: 2 }),
  hooks: [hook("blocks.1.attn.hook_q", ["pos", "head", "d_head"], [17, 2, 3], ["blocks.1.attn.W_Q"])],
  params: {
    "blocks.1.attn.W_Q": { dims: ["d_model", "head", "d_head"], shape: [6, 2, 3] },
    "embed.proj.weight": { dims: ["row", "column", "channel", "d_model"], shape: [2, 2, 3, 6] },
  },
} as unknown as ModelEntry; // prettier-ignore

function sheet(name: string, head: number, sorting = UNSORTED) {
  const subject = subjectOf(MODEL, name)!;
  const size = subject.shape.reduce((a, b) => a * b, 1);
  const tensor = {
    name,
    dims: subject.dims,
    shape: subject.shape,
    data: Float32Array.from({ length: size }, (_, i) => (i * 7) % 13),
  };
  const scene = sceneOf({ ...INITIAL, head }, MODEL, subject.hook, asDrawn(tensor, subject), "light");
  return { subject, tensor, made: sheetOf(subject, scene, sorting) };
}

test("a number on the sheet is the tensor's number at the indices that are named, sorted or not", () => {
  for (const name of ["blocks.1.attn.hook_q", "blocks.1.attn.W_Q", "embed.proj.weight"]) {
    for (const sorting of [
      UNSORTED,
      { rows: { by: 2, direction: "falling" }, columns: { by: 1, direction: "rising" } } as const,
    ]) {
      const { subject, tensor, made } = sheet(name, 1, sorting);
      for (let row = 0; row < made.plane.rows; row++) {
        for (let column = 0; column < made.plane.columns; column++) {
          const cell = { row, column };
          const place = made.place(cell);
          const indices = /\[(.*)\]/.exec(place)![1]!.split(", ").map(Number);
          const flat = indices.reduce((at, index, axis) => at * tensor.shape[axis]! + index, 0);
          assert.equal(made.value(cell), tensor.data[flat], place);
          assert.deepEqual(made.shown(made.original(cell)), cell);
          const found = whereIs(subject, flat);
          assert.deepEqual(found.cell, made.original(cell));
          if (subject.dims.includes("head")) assert.equal(found.head, 1);
        }
      }
    }
  }
});

test("rows and columns are called by what they are", () => {
  assert.equal(sheet("blocks.1.attn.W_Q", 1).made.name({ row: 4, column: 2 }), "feature 4, feature 2 of head 1");
  assert.equal(sheet("embed.proj.weight", 0).made.name({ row: 10, column: 5 }), "green (1, 1), feature 5");
  assert.equal(subjectOf(MODEL, "blocks.1.attn.W_Q")!.title, "The query matrix, block 1");
  assert.deepEqual(subjectOf(MODEL, "blocks.1.attn.W_Q")!.others, ["blocks.1.attn.hook_q"]);
  assert.equal(subjectOf(MODEL, "toString"), null);
});

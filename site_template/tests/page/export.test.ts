/** What an exported drawing is made of: colours that every program reads, gradients, names of files. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { colour, paint, stopsOf } from "../../src/export/colours.ts";
import { fileName } from "../../src/export/save.ts";
import { VIEWS, viewOf } from "../../src/shell/views.ts";

test("computed colours become #rrggbb and an opacity", () => {
  assert.deepEqual(colour("rgb(29, 28, 26)"), { hex: "#1d1c1a", opacity: 1 });
  assert.deepEqual(colour("rgba(255, 255, 255, 0.28)"), { hex: "#ffffff", opacity: 0.28 });
  assert.deepEqual(colour("rgb(20 20 22 / 45%)"), { hex: "#141416", opacity: 0.45 });
  assert.deepEqual(colour("color(srgb 0.5 0 1 / 0.5)"), { hex: "#8000ff", opacity: 0.5 });
});

test("what is transparent, or no colour, paints nothing", () => {
  for (const nothing of ["rgba(0, 0, 0, 0)", "none", "", "transparent"]) assert.equal(colour(nothing).hex, "none");
});

test("an opacity is written only where there is one", () => {
  assert.deepEqual(paint("fill", "rgb(0, 0, 0)"), { fill: "#000000" });
  assert.deepEqual(paint("stroke", "rgba(0, 0, 0, 0.5)"), { stroke: "#000000", "stroke-opacity": 0.5 });
});

test("the stops of a gradient, with their places where they are given", () => {
  assert.deepEqual(stopsOf("linear-gradient(to right, rgb(1, 2, 3), rgb(4, 5, 6) 30%, rgba(7, 8, 9, 0.5))"), [
    { text: "rgb(1, 2, 3)", at: null },
    { text: "rgb(4, 5, 6)", at: 0.3 },
    { text: "rgba(7, 8, 9, 0.5)", at: null },
  ]);
});

test("a file name is one that every file system takes", () => {
  assert.equal(fileName("Where CLS looks: “Cat / dog?”", "svg"), "where-cls-looks-cat-dog.svg");
});

test("an unknown view is the first one, and each has a name and words of its own", () => {
  assert.equal(viewOf("no such view").id, VIEWS[0]!.id);
  assert.equal(new Set(VIEWS.map(({ id }) => id)).size, VIEWS.length);
  for (const { id, title, about } of VIEWS) assert.ok(/^[a-z]+$/.test(id) && title && about("CLS").length > 40);
});

test("one form of names everywhere: a tensor's stays as it is, and every system takes it", () => {
  const cases: [string, string][] = [
    ["blocks.0.attn.hook_pattern", "blocks.0.attn.hook_pattern.csv"],
    ["hook_pattern of Airplane", "hook_pattern-of-airplane.csv"],
    ["Gro\u0308ße 飞机?", "größe-飞机.csv"],
    ["CON", "con-.csv"],
    ["nul.x", "nul-.x.csv"],
    ["a...", "a.csv"],
    ["?", "elvit.csv"],
  ];
  for (const [text, name] of cases) assert.equal(fileName(text, "csv"), name);
});

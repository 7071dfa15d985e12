/** The gallery in words and moves: kinds, verdicts, shapes, and where an arrow key leads. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { neighbour } from "../../src/controls/neighbour.ts";
import type { ModelEntry, Preprocess } from "../../src/data/manifest.ts";
import { fitOf } from "../../src/marks/picture.ts";
import { hardness, type Picture } from "../../src/page/pictures.ts";
import { fitText, isCut, isSqueezed } from "../../src/shell/fit.ts";
import { isOfKind, kindsOf } from "../../src/shell/kinds.ts";
import { isShown, verdict } from "../../src/shell/verdict.ts";

const LABELS = ["cat", "dog", "tabby, tabby cat"];

function picture(id: string, classes: string[], more: Partial<Picture> = {}): Picture {
  const said = { title: id, credit: "", licence: "", hard: false, why: "", file: "", thumbnail: "", own: null };
  return { id, classes, width: 4, height: 4, ...said, ...more };
}

test("a first prediction that is among the classes is right, and the others are named", () => {
  assert.deepEqual(verdict(["cat"], LABELS, "cat"), { right: true, text: "Right: cat is in the picture." });
  assert.equal(verdict(["dog", "cat"], LABELS, "cat")?.text, "Right: cat is in the picture, with dog.");
});

test("one that is not among them is wrong, and what is shown is named", () => {
  assert.deepEqual(verdict(["cat", "dog"], [...LABELS, "fox"], "fox"), {
    right: false,
    text: "Wrong: the picture shows cat and dog.",
  });
});

test("nothing is said where nothing is known", () => assert.equal(verdict([], LABELS, "cat"), null));

test("a class that the model cannot name is no mistake of its", () => {
  const said = verdict(["giraffe", "cat"], LABELS, "dog");
  assert.deepEqual(said, { right: null, text: "The picture shows giraffe and cat; the model has no class giraffe." });
});

test("synonyms, underscores and capitals do not matter, parts of words do", () => {
  assert.ok(isShown(["Tabby_cat"], "tabby, tabby cat"));
  assert.ok(isShown(["tabby, tabby cat"], "tabby, tabby cat"));
  assert.ok(!isShown(["cat"], "tabby, tabby cat"));
});

const model = { labels: LABELS, predictions: { a: [[0, 0.9]], b: [[0, 0.8]], c: [[1, 0.5]] } } as unknown as ModelEntry;

test("kinds are offered where they tell pictures apart", () => {
  const all = [picture("a", ["cat"]), picture("b", ["dog"]), picture("c", ["dog", "cat"], { hard: true })];
  const counts = kindsOf(all, model).map(({ id, count }) => [id, count]);
  assert.deepEqual(counts, [
    ["all", 3],
    ["one", 2],
    ["several", 1],
    ["hard", 1],
    ["mistaken", 1],
  ]);
  assert.deepEqual(kindsOf([picture("a", ["cat"]), picture("d", ["cat"])], model), []);
  assert.deepEqual(kindsOf([picture("a", []), picture("b", [])], model), []);
});

test("a visitor's own picture is of every kind and counts for none", () => {
  const own = picture("own-1", [], { own: new Blob() });
  assert.ok(isOfKind("hard", own, model) && isOfKind("mistaken", own, model));
  const counts = kindsOf([own, picture("a", ["cat"]), picture("b", [])], model).map(({ id, count }) => [id, count]);
  assert.deepEqual(counts, [
    ["all", 2],
    ["one", 1],
  ]);
});

test("why a picture is hard is one sentence", () => {
  assert.equal(hardness(picture("a", [], { why: "it is small" })), "Hard on purpose: it is small.");
  assert.equal(hardness(picture("a", [], { why: "It hides." })), "Hard on purpose: It hides.");
  assert.match(hardness(picture("a", [])), /^Hard on purpose: .*\.$/);
});

const steps = (resize: Preprocess["resize"], crop: Preprocess["crop"]) => ({ resize, crop }) as Preprocess;
const SQUARE = { height: 32, width: 32 };

test("a squeezed picture is seen whole, narrower than it is", () => {
  const fit = fitOf(steps(SQUARE, null), 600, 400);
  assert.ok(Math.abs(fit.stretch - 2 / 3) < 1e-9 && fit.seen === 1);
  assert.ok(isSqueezed(fit) && !isCut(fit));
  assert.equal(fitText(fit), "The model sees all of this picture, squeezed from the sides.");
  assert.match(fitText(fitOf(steps(SQUARE, null), 400, 600)), /from above and below/);
});

test("a cut picture keeps its shape and loses its ends", () => {
  const fit = fitOf(steps({ shortest_edge: 32 }, SQUARE), 600, 400);
  assert.ok(isCut(fit) && !isSqueezed(fit));
  assert.deepEqual(
    [fit.cut.left, fit.cut.top, fit.cut.width, fit.cut.height].map((share) => Number(share.toFixed(6)) + 0),
    [0.166667, 0, 0.666667, 1],
  );
  assert.equal(fitText(fit), "The model sees only the middle of this picture, 67\u00a0% of it.");
});

test("a square that is squeezed into a square needs no words", () => {
  assert.equal(fitText(fitOf(steps(SQUARE, null), 256, 256)), "");
  assert.equal(fitText(fitOf(steps(SQUARE, null), 256, 255)), "");
});

test("both at once, and black around a small picture", () => {
  assert.match(fitText(fitOf(steps({ height: 40, width: 40 }, SQUARE), 600, 400)), /64\u00a0% of it, squeezed from/);
  assert.equal(
    fitText(fitOf(steps(null, SQUARE), 20, 20)),
    "The model sees this picture, and black where it does not reach.",
  );
});

/** Three a row, the last row short. */
const grid = Array.from({ length: 8 }, (_, i) => ({
  getBoundingClientRect: () => ({ left: (i % 3) * 40, top: Math.floor(i / 3) * 40, width: 35, height: 35 }),
}));
const to = (key: string, from: number) => grid.indexOf(neighbour(key, grid[from]!, grid)!);

test("arrows lead to what lies there; left and right go on in the next row", () => {
  assert.deepEqual([to("ArrowRight", 0), to("ArrowDown", 1), to("ArrowUp", 4), to("ArrowLeft", 4)], [1, 4, 1, 3]);
  assert.deepEqual([to("ArrowRight", 2), to("ArrowLeft", 3)], [3, 2]);
  assert.deepEqual([to("Home", 5), to("End", 0)], [0, 7]);
});

test("where nothing lies, an arrow leads nowhere", () => {
  assert.deepEqual([to("ArrowUp", 1), to("ArrowDown", 7), to("ArrowLeft", 0), to("ArrowRight", 7)], [-1, -1, -1, -1]);
  assert.equal(to("a", 0), -1);
});

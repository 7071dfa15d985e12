/** The interaction view's reckoning: what a state asks for, edits, plans, colours of directions, words for intervals. */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { ModelEntry } from "../../src/data/manifest.ts";
import { createActs } from "../../src/edits/acts.ts";
import { kOf } from "../../src/edits/material.ts";
import { changesOf } from "../../src/marks/before-after.ts";
import { arrowPath, flowColour } from "../../src/marks/flow.ts";
import { type Box, movedEdge } from "../../src/maths/interaction/boxes.ts";
import { interaction } from "../../src/maths/interaction/indicators.ts";
import type { Context } from "../../src/page/context.ts";
import { INITIAL, type State } from "../../src/state/table.ts";
import { blended } from "../../src/views/interaction/blend.ts";
import type { InteractionData } from "../../src/views/interaction/data.ts";
import { changed, standings } from "../../src/views/interaction/experiment-panel.ts";
import { createPlanner, planOf } from "../../src/views/interaction/plan.ts";
import { sceneOf } from "../../src/views/interaction/scene.ts";
import { patchOf } from "../../src/views/interaction/settings.ts";
import { standing } from "../../src/views/interaction/texts.ts";
import { squareGrid } from "./grids.ts";

const [SIDE, BLOCKS, HEADS, WIDTH] = [4, 2, 2, 3];
const GRID = squareGrid(SIDE, 1);

/** Numbers that differ everywhere and are the same every time. */
const rough = (length: number, seed: number): Float32Array =>
  Float32Array.from({ length }, (_, i) => 0.01 + Math.abs(Math.sin((i + 1) * (seed + 2.7))) ** 3);

function dataOf(heads = HEADS): InteractionData {
  const patterns = Array.from({ length: BLOCKS }, (_, block) => rough(heads * 17 * 17, block));
  const streams = Array.from({ length: BLOCKS }, (_, block) => rough(17 * WIDTH, 40 + block));
  const model = {
    id: "m",
    config: { n_layers: BLOCKS, n_heads: heads, d_model: WIDTH, n_prefix: 1, image_size: 4 * SIDE, patch_size: 4 },
    hooks: Array.from({ length: BLOCKS }, (_, block) => ({ name: `blocks.${block}.attn.hook_attn_scores` })),
    labels: [],
  } as unknown as ModelEntry;
  return {
    model,
    image: "p",
    grid: GRID,
    blocks: BLOCKS,
    width: WIDTH,
    origin: "live",
    version: 4,
    heads,
    indicator: (block, kind) => interaction(patterns[block]!, heads, 17, 1, kind),
    patterns: () => patterns,
    streams: () => streams,
  }; // prettier-ignore
}

const context = { session: { picture: () => ({ id: "p" }) } } as unknown as Context;
const sceneWith = (change: Partial<State>, data = dataOf()) =>
  sceneOf(context, { ...INITIAL, theme: "light", ...change }, data, null, null);

test("CLS has no place in the picture: the patch in the middle stands in for it", () => {
  assert.equal(patchOf({ ...INITIAL, token: 0 }, GRID), 10);
  assert.equal(patchOf({ ...INITIAL, token: 1 }, GRID), 0);
  assert.equal(patchOf({ ...INITIAL, token: 400 }, GRID), 15);
  assert.equal(kOf({ ...INITIAL, k: "what" }), 1);
});

test("an edge goes where it is dragged, but never past its patch or off the grid", () => {
  const box: Box = [1, 2, 0, 3];
  assert.deepEqual(movedEdge(box, "top", 3, 5, SIDE), [1, 2, 0, 3]);
  assert.deepEqual(movedEdge(box, "top", -4, 5, SIDE), [0, 2, 0, 3]);
  assert.deepEqual(movedEdge(box, "right", 1, 5, SIDE), [1, 2, 0, 1]);
  assert.deepEqual(movedEdge(box, "right", 0, 5, SIDE), [1, 2, 0, 1]);
  assert.deepEqual(movedEdge(box, "bottom", 9, 5, SIDE), [1, 3, 0, 3]);
});

test("nothing edited is nothing to run; a plan stays the same object until something changes", () => {
  assert.equal(planOf(sceneWith({})).edit, null);
  const [plan, data] = [createPlanner(), dataOf()];
  const first = plan(sceneWith({ edits: "drop.least.30" }, data));
  assert.equal(plan(sceneWith({ edits: "drop.least.30", block: "0" }, data)), first);
  assert.notEqual(plan(sceneWith({ edits: "drop.least.50" }, data)), first);
});

test("what is removed by hand and by a rule goes together, and is held against as many chosen otherwise", () => {
  const { removed, trials } = planOf(sceneWith({ edits: "remove.0-2 drop.most.25" }));
  assert.equal(removed.filter((patch) => patch < 3).length, 3);
  assert.ok(removed.length >= 4 && removed.length <= 7);
  for (const { edit } of trials) assert.equal(edit.remove?.length, removed.length);
  assert.deepEqual([...new Set(trials.map(({ way }) => way))], ["least", "most", "attention", "similarity", "random"]);
  const draws = trials.filter(({ way }) => way === "random").map(({ edit }) => edit.remove!.join());
  assert.equal(new Set(draws).size, 5);
});

test("controls have the area of the adaptive windows, in the blocks that are restricted", () => {
  const plan = planOf(sceneWith({ edits: "restrict.adaptive.1", k: "1.4" }));
  assert.deepEqual(plan.blocks, [1]);
  const area = (windows: readonly (readonly (Box | null)[] | null)[] | undefined) =>
    windows![1]!.reduce((sum, box) => sum + (box![1] - box![0] + 1) * (box![3] - box![2] + 1), 0);
  for (const { edit } of plan.trials) {
    assert.equal(edit.windows![0], null);
    assert.ok(Math.abs(area(edit.windows) - area(plan.windows)) < 4 * SIDE);
  }
});

test("a window set by hand stands where the patch's own would, and alone where nothing else is restricted", () => {
  const alone = planOf(sceneWith({ edits: "window.1.5.0.2.1.3" }));
  assert.deepEqual(
    alone.windows[1]!.filter((box) => box !== null),
    [[0, 2, 1, 3]],
  );
  assert.equal(alone.windows[0], null);
  const among = planOf(sceneWith({ edits: "window.1.5.0.2.1.3 restrict.fixed" }));
  assert.deepEqual(among.windows[1]![5], [0, 2, 1, 3]);
  assert.ok(among.windows[1]!.every((box) => box !== null));
  assert.deepEqual(sceneWith({ edits: "window.1.5.0.2.1.3", token: 6, block: "1" }).window(1), [0, 2, 1, 3]);
});

test("heads that cannot differ make every window the whole grid, and a large k leaves the patch alone", () => {
  const one = sceneWith({ indicator: "std", token: 7 }, dataOf(1));
  assert.deepEqual(one.window(0), [0, 3, 0, 3]);
  assert.equal(one.cut(0)!.std, 0);
  const strict = sceneWith({ k: "50", token: 7 });
  assert.deepEqual(strict.window(0), [1, 1, 2, 2]);
  assert.deepEqual(standing(strict, 0), []);
  assert.equal(strict.sizes(0)![6], 1 / 16);
});

test("what has not come is waited for, and said", () => {
  const data: InteractionData = { ...dataOf(), streams: () => null };
  assert.equal(planOf(sceneWith({ edits: "drop.similarity.30" }, data)).waits, "its tensors are there");
  assert.equal(
    planOf(sceneWith({ edits: "drop.least.30" }, { ...data, origin: "precomputed" })).waits,
    "the model has run",
  );
});

test("a drag is one step back, and undoing goes back in order", () => {
  let state = INITIAL;
  const store = {
    get state() {
      return state;
    },
    set: (change: Partial<State>) => void (state = { ...state, ...change }),
  }; // prettier-ignore
  const session = { model: () => dataOf().model };
  const acts = createActs({ store, session, announce: () => undefined } as unknown as Context);
  acts.drop("least");
  acts.grab();
  for (const share of [40, 50, 60]) acts.share(share);
  acts.rest();
  assert.equal(state.edits, "drop.least.60");
  acts.undo();
  assert.equal(state.edits, "drop.least.30");
  acts.undo();
  assert.equal(state.edits, "");
  assert.equal(acts.canUndo, false);
  acts.grab();
  acts.rest();
  assert.equal(acts.canUndo, false);
});

test("a share and a block stay for the next rule; a reset leaves the share", () => {
  const store = {
    state: INITIAL,
    set: (change: Partial<State>) => void (store.state = { ...store.state, ...change }),
  };
  const session = { model: () => dataOf().model };
  const acts = createActs({ store, session, announce: () => undefined } as unknown as Context);
  acts.drop("least", 60);
  acts.restrict("adaptive", 1);
  acts.drop(null);
  acts.restrict(null);
  assert.equal(store.state.edits, "");
  acts.drop("most");
  acts.restrict("fixed");
  assert.equal(store.state.edits, "drop.most.60 restrict.fixed.1");
  acts.remove([3, 1, 2]);
  assert.equal(store.state.edits, "remove.1-3 restrict.fixed.1");
  acts.dropInstead("random", 19);
  acts.window(0, 5, [0, 2, 1, 3]);
  assert.equal(store.state.edits, "drop.random.19 restrict.fixed.1 window.0.5.0.2.1.3");
  acts.reset();
  assert.equal(acts.isEdited, false);
  acts.drop("most");
  acts.restrict("fixed");
  assert.equal(store.state.edits, "drop.most.19 restrict.fixed");
  for (let step = 0; step < 3; step++) acts.undo();
  assert.equal(store.state.edits, "drop.random.19 restrict.fixed.1 window.0.5.0.2.1.3");
});

test("what has no length has no hue; opposite ways have colours that differ, equal ways the same hue", () => {
  for (const tone of ["light", "dark"] as const) {
    const [red, green, blue] = flowColour(0, 0, 3, tone);
    assert.ok(Math.max(red, green, blue) - Math.min(red, green, blue) <= 2);
    const apart = (a: readonly number[], b: readonly number[]) => Math.hypot(...a.map((value, i) => value - b[i]!));
    for (const [down, across] of [
      [0, 3],
      [3, 0],
      [2, 2],
      [2, -2],
    ] as const)
      assert.ok(apart(flowColour(down, across, 3, tone), flowColour(-down, -across, 3, tone)) > 100);
    assert.deepEqual(flowColour(9, 12, 3, tone), flowColour(3, 4, 3, tone));
  }
});

test("an arrow ends where it leads; without a length it is a dot", () => {
  assert.match(arrowPath(1, 2, 1, 2, 5), /^M1\.0 2\.0h/);
  assert.match(arrowPath(0, 0, 30, 40, 9), /^M0\.0 0\.0L30\.0 40\.0M/);
});

test("a class that has risen is shown in the place of the last", () => {
  const [before, after] = [
    [0.6, 0.2, 0.1, 0.07, 0.03],
    [0.1, 0.1, 0.1, 0.1, 0.6],
  ];
  const shown = changesOf(before, after, ["a", "b", "c", "d", "e"], 3);
  assert.deepEqual(
    shown.map(({ label }) => label),
    ["a", "b", "e"],
  );
  assert.deepEqual(shown.at(-1), { index: 4, label: "e", before: 0.03, after: 0.6 });
  assert.equal(changesOf(before, null, ["a"], 2)[1]!.label, "class 1");
});

test("between two blocks lies what is between their numbers", () => {
  const read = (block: number) =>
    [
      [0, 10],
      [4, 20],
    ][block] ?? null;
  assert.deepEqual([...blended(read, { from: 0, to: 1, share: 0.25 })!], [1, 12.5]);
  assert.equal(blended(read, { from: 1, to: 2, share: 0.5 }), null);
});

test("a change is one where its interval leaves 0 out, and a method is ahead where its lead does", () => {
  assert.match(changed([-0.04, -0.06, -0.02]), /^falls by 0\.0400 \(0\.0200 to 0\.0600\)$/);
  assert.match(changed([0.04, 0.02, 0.06]), /^rises by 0\.0400/);
  assert.match(changed([0.01, -0.02, 0.04]), /^does not change measurably/);
  assert.equal(changed([null, null, null]), "cannot be told");
  const others = [
    { name: "a", ahead: [0.1, 0.05, 0.2] },
    { name: "b", ahead: [0, -0.1, 0.1] },
    { name: "c", ahead: [-1, -2, -0.5] },
  ] as const;
  assert.equal(standings(others), "better than a, worse than c, neither measurably better nor worse than b");
});

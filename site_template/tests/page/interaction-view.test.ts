/** The interaction view's reckoning: what a state asks for, edits, plans, colours of directions, words for intervals. */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { ModelConfig, ModelEntry } from "../../src/data/manifest.ts";
import { createActs } from "../../src/edits/acts.ts";
import { windowEdit } from "../../src/edits/edit.ts";
import { kOf } from "../../src/edits/material.ts";
import { createEditedRuns, type EditedRuns } from "../../src/edits/run.ts";
import type { Repeat } from "../../src/engine/engine.ts";
import { changesOf } from "../../src/marks/before-after.ts";
import { arrowPath, flowColour } from "../../src/marks/flow.ts";
import { type Box, movedEdge } from "../../src/maths/interaction/boxes.ts";
import { interaction } from "../../src/maths/interaction/indicators.ts";
import { type Grid, makeGrid } from "../../src/maths/tokens.ts";
import type { Context } from "../../src/page/context.ts";
import type { Session } from "../../src/page/session.ts";
import { INITIAL, type State } from "../../src/state/table.ts";
import { blended } from "../../src/views/interaction/blend.ts";
import { saidOf } from "../../src/views/interaction/cut/said.ts";
import { createMeasure } from "../../src/views/interaction/effect/measure.ts";
import { createPlanner, planOf } from "../../src/views/interaction/plan.ts";
import { readOf } from "../../src/views/interaction/read.ts";
import type { InteractionData } from "../../src/views/interaction/recipe.ts";
import { sceneOf } from "../../src/views/interaction/scene.ts";
import { patchOf } from "../../src/views/interaction/settings.ts";
import { standing } from "../../src/views/interaction/standing.ts";
import { dropWords } from "../../src/views/interaction/words/cut.ts";
import { changed, standings } from "../../src/views/interaction/words/experiment.ts";
import { squareGrid } from "./grids.ts";

const [SIDE, BLOCKS, HEADS, WIDTH] = [4, 2, 2, 3];
const GRID = squareGrid(SIDE, 1);

/** Numbers that differ everywhere and are the same every time. */
const rough = (length: number, seed: number): Float32Array =>
  Float32Array.from({ length }, (_, i) => 0.01 + Math.abs(Math.sin((i + 1) * (seed + 2.7))) ** 3);

function dataOf(heads = HEADS, grid: Grid = GRID, config: Partial<ModelConfig> = {}): InteractionData {
  const { tokens } = grid;
  const patterns = Array.from({ length: BLOCKS }, (_, block) => rough(heads * tokens * tokens, block));
  const streams = Array.from({ length: BLOCKS }, (_, block) => rough(tokens * WIDTH, 40 + block));
  const model = {
    id: "m",
    config: {
      n_layers: BLOCKS,
      n_heads: heads,
      d_model: WIDTH,
      image_size: [4 * grid.rows, 4 * grid.columns],
      patch_size: 4,
      prefix: ["cls"],
      readout: "token",
      ...config,
    },
    hooks: Array.from({ length: BLOCKS }, (_, block) => ({ name: `blocks.${block}.attn.hook_attn_scores` })),
    labels: ["cat"],
  } as unknown as ModelEntry;
  return {
    model,
    image: "p",
    grid,
    blocks: BLOCKS,
    width: WIDTH,
    origin: "live",
    version: 4,
    heads,
    indicator: (block, kind) => interaction(patterns[block]!, heads, tokens, grid.prefix, kind),
    patterns: () => patterns,
    streams: () => streams,
  }; // prettier-ignore
}

/** As a model has them: scores that a softmax reads. */
const SCORES = Array.from({ length: BLOCKS }, (_, block) => [
  { name: `blocks.${block}.attn.hook_attn_scores`, op: "scores", stage: `blocks.${block}`, shape: [HEADS, 17, 17] },
  { op: "softmax", stage: `blocks.${block}`, inputs: [`blocks.${block}.attn.hook_attn_scores`] },
]).flat();

function gate(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((open) => (resolve = open));
  return { promise, resolve: () => resolve() };
}

/** 3 x 5 patches without any token before them; the head reads their mean. */
const WIDE = dataOf(HEADS, makeGrid(3, 5, []), { prefix: [], readout: "mean_patches" });
/** Two tokens before 2 x 4 patches, of which the head reads the first. */
const TWO = dataOf(HEADS, makeGrid(2, 4, ["CLS", "register 1"]), { prefix: ["cls", "reg1"], readout: "token" });

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
  assert.deepEqual(movedEdge(box, "top", 3, 5, GRID), [1, 2, 0, 3]);
  assert.deepEqual(movedEdge(box, "top", -4, 5, GRID), [0, 2, 0, 3]);
  assert.deepEqual(movedEdge(box, "right", 1, 5, GRID), [1, 2, 0, 1]);
  assert.deepEqual(movedEdge(box, "right", 0, 5, GRID), [1, 2, 0, 1]);
  assert.deepEqual(movedEdge(box, "bottom", 9, 5, GRID), [1, 3, 0, 3]);
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

test("a grid that is no square is counted in rows and columns", () => {
  assert.equal(patchOf({ ...INITIAL, token: 99 }, WIDE.grid), 14);
  assert.equal(patchOf({ ...INITIAL, token: 0 }, TWO.grid), 6);
  const box: Box = [1, 1, 3, 3];
  assert.deepEqual(movedEdge(box, "bottom", 9, 8, WIDE.grid), [1, 2, 3, 3]);
  assert.deepEqual(movedEdge(box, "right", 9, 8, WIDE.grid), [1, 1, 3, 4]);
  assert.deepEqual(sceneWith({ indicator: "std", token: 7 }, dataOf(1, WIDE.grid)).window(0), [0, 2, 0, 4]);
  assert.deepEqual(sceneWith({ edits: "window.1.14.0.2.0.4 window.1.15.0.0.0.0" }, WIDE).edits, [
    windowEdit(1, 14, [0, 2, 0, 4]),
  ]);
  const { removed, trials } = planOf(sceneWith({ edits: "drop.attention.40 restrict.fixed.0" }, WIDE));
  assert.equal(removed.length, 6);
  for (const { edit } of trials)
    for (const box of edit.windows![0]!) assert.ok(box![1] < 3 && box![3] < 5, box!.join());
});

test("what the head reads is said by its name", () => {
  const [wide, two, usual] = [sceneWith({ token: 4 }, WIDE), sceneWith({ token: 4 }, TWO), sceneWith({})];
  assert.equal(wide.patchName, "patch (0, 4)");
  assert.equal(two.patchName, "patch (0, 2)");
  assert.equal(dropWords(readOf(usual)).attention, "lowest CLS attention");
  assert.equal(dropWords(readOf(two)).similarity, "lowest CLS similarity");
  assert.equal(dropWords(readOf(wide)).attention, "lowest mean attention");
  assert.equal(dropWords(readOf(wide)).similarity, "least like their mean");
  const both = dataOf(HEADS, makeGrid(2, 4, ["CLS", "distillation token"], [0, 1]), {
    prefix: ["cls", "dist"],
    readout: "two_heads",
  });
  assert.match(dropWords(readOf(sceneWith({}, both))).attention, /of CLS and the distillation token$/);
});

test("without patches a model says what it reads instead", () => {
  const runs = { edited: null, isFresh: false } as unknown as EditedRuns;
  const of = (data: InteractionData, edits: string) => {
    const scene = sceneWith({ edits }, data);
    return saidOf(scene, planOf(scene), runs, "cat", 1);
  };
  assert.match(of(dataOf(), "drop.random.100")[0]!, /CLS reads nothing but itself.* without a picture/);
  assert.match(of(TWO, "drop.random.100")[0]!, /CLS and register 1 read nothing but each other/);
  assert.match(of(WIDE, "drop.random.100")[0]!, /nothing is left to read/);
  const mean = dataOf(HEADS, makeGrid(2, 4, ["CLS"], [1, 2, 3, 4, 5, 6, 7, 8]), { readout: "mean_patches" });
  assert.match(of(mean, "drop.random.100")[0]!, /still read from the mean of the patches/);
  assert.match(of(dataOf(), "")[1]!, /CLS still reads all patches that are left, and every patch reads CLS\.$/);
  assert.match(of(TWO, "")[1]!, /CLS and register 1 still read all patches .* every patch reads them\.$/);
  assert.match(of(WIDE, "")[1]!, /in every head\.$/);
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

test("each edge is cut in a run of its own, of which the last stream is kept", async () => {
  const data = dataOf();
  const asked: (readonly string[] | undefined)[] = [];
  const output = Float32Array.from({ length: 17 * WIDTH }, () => 2);
  const session = {
    model: () => ({ ...data.model, hooks: SCORES }),
    outcome: { kind: "done", result: { logits: [3], top: [{ index: 0 }] } },
    async rerun({ keep, edits }: Repeat) {
      asked.push(keep);
      assert.deepEqual(
        edits.map(({ hook }) => hook),
        ["blocks.1.attn.hook_attn_scores"],
      );
      return { logits: [1], tensors: { [keep![0]!]: { data: output } } };
    },
  };
  const done = gate();
  const measure = createMeasure(session as unknown as Session, () => measure.of(scene)?.isRunning || done.resolve());
  const scene = sceneWith({ cuts: "block", block: "1", token: 3 }, data);
  measure.start(scene);
  await done.promise;
  const found = measure.of(scene)!;
  assert.equal(found.trouble, "");
  assert.equal(found.done, 15);
  assert.deepEqual(asked, new Array(15).fill(["blocks.1.hook_resid_post"]));
  assert.deepEqual([...new Set(found.answer)], [2, NaN]);
});

test("what the page runs with edits is run once, and its outcome kept until there is another run", async () => {
  const runs: Repeat[] = [];
  const session = {
    model: () => ({ ...dataOf().model, hooks: SCORES }),
    outcome: {},
    rerun: async (repeat: Repeat) => {
      runs.push(repeat);
      return { probabilities: [0.5], milliseconds: 1 };
    },
  };
  const contract = { grid: GRID, blocks: BLOCKS, has: () => true };
  const come = [gate(), gate()];
  let count = 0;
  const edited = createEditedRuns(session as unknown as Session, () => come[count++]!.resolve());
  const wanted = { edit: { remove: [1] }, trials: [] };
  edited.follow(contract, wanted);
  edited.follow(contract, wanted);
  assert.equal(edited.isFresh, false);
  await come[0]!.promise;
  assert.deepEqual([runs.length, edited.isFresh, edited.edited?.milliseconds], [1, true, 1]);
  assert.deepEqual(
    runs[0]!.edits.map(({ hook, kind }) => [hook, kind]),
    [0, 1].map((block) => [`blocks.${block}.attn.hook_attn_scores`, "mask"]),
  );
  edited.follow(contract, { edit: null, trials: [] });
  assert.equal(edited.edited, null);
  edited.follow(contract, { ...wanted });
  assert.equal(runs.length, 1);
  assert.notEqual(edited.edited, null);
  session.outcome = {};
  edited.follow(contract, wanted);
  assert.equal(edited.edited, null);
  await come[1]!.promise;
  assert.equal(runs.length, 2);
  edited.destroy();
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

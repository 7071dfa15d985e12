/** Pages of the embedding and of additions: what they show of made-up numbers against plain loops, at every place. */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Hook, ModelEntry } from "../../src/data/manifest.ts";
import type { Pixels } from "../../src/marks/picture.ts";
import { number } from "../../src/maths/numbers.ts";
import { termPlace } from "../../src/maths/workings/patch-embedding.ts";
import { fitInto, triangleOf } from "../../src/maths/workings/triangle.ts";
import { cosineOf, lengthOf } from "../../src/maths/workings/vector.ts";
import { plain } from "../../src/views/detail/narration.ts";
import type { Material, Operation, Setting, Story } from "../../src/views/detail/operation.ts";
import { concatAddPage } from "../../src/views/detail/operations/concat-add/index.ts";
import { nearest } from "../../src/views/detail/operations/concat-add/nearest.ts";
import { patchEmbeddingPage } from "../../src/views/detail/operations/patch-embedding/index.ts";
import { layoutOf } from "../../src/views/detail/operations/patch-embedding/layout.ts";
import { residualAddPage } from "../../src/views/detail/operations/residual-add/index.ts";
import { pace } from "../../src/views/detail/operations/steps.ts";
import { contract, squareGrid } from "./grids.ts";

const [SIDE, EDGE, WIDTH] = [3, 2, 7];
const PREPROCESS = { rescale: 1 / 255, mean: [0.49, 0.48, 0.44], std: [0.24, 0.25, 0.26] };

/** Numbers that look like a network's, the same in every run. */
function drawn(count: number, seed: number): Float32Array {
  let state = seed * 2654435761;
  const uniform = () => (state = (state * 1664525 + 1013904223) >>> 0) / 2 ** 32;
  return Float32Array.from({ length: count }, () => (uniform() + uniform() + uniform() - 1.5) * 2);
}

const near = (value: number | null, wanted: number, what = "") =>
  assert.ok(value !== null && Math.abs(value - wanted) < 1e-4, `${what}: ${value} is not ${wanted}`);

interface World {
  readonly numbers: Readonly<Record<string, Float32Array>>;
  readonly picture: Pixels;
  readonly tokens: number;
  setting(name: string, token: number, column: number): Setting;
  told<W>(operation: Operation<W>, setting: Setting): { made: W; story: Story };
}

/** An embedding and two additions, from plain loops. */
function world(prefix: number, biased = true): World {
  const tokens = SIDE * SIDE + prefix;
  const pixels = SIDE * EDGE;
  const rgb = Uint8Array.from(drawn(pixels * pixels * 3, 1), (value) => Math.abs(value * 80) % 256);
  const picture: Pixels = { width: pixels, height: pixels, rgb };
  const weight = drawn(EDGE * EDGE * 3 * WIDTH, 2);
  const bias = drawn(WIDTH, 3);
  const embedded = new Float32Array(SIDE * SIDE * WIDTH);
  for (let patch = 0; patch < SIDE * SIDE; patch++)
    for (let m = 0; m < WIDTH; m++) {
      let sum = biased ? bias[m]! : 0;
      for (let y = 0; y < EDGE; y++)
        for (let x = 0; x < EDGE; x++)
          for (let c = 0; c < 3; c++) {
            const [row, column] = [Math.floor(patch / SIDE) * EDGE + y, (patch % SIDE) * EDGE + x];
            const seen = (rgb[(row * pixels + column) * 3 + c]! / 255 - PREPROCESS.mean[c]!) / PREPROCESS.std[c]!;
            sum += seen * weight[((y * EDGE + x) * 3 + c) * WIDTH + m]!;
          }
      embedded[patch * WIDTH + m] = sum;
    }
  const [positions, cls] = [drawn(tokens * WIDTH, 4), drawn(prefix * WIDTH, 5)];
  const full = positions.map((value, i) => value + (i < prefix * WIDTH ? cls[i]! : embedded[i - prefix * WIDTH]!));
  const written = drawn(tokens * WIDTH, 6);
  const numbers: Record<string, Float32Array> = {
    hook_embed: embedded,
    hook_pos_embed: positions,
    hook_full_embed: full,
    "blocks.0.hook_attn_out": written,
    "blocks.0.hook_resid_mid": full.map((value, i) => value + written[i]!),
    "embed.proj.weight": weight,
    "embed.proj.bias": bias,
    cls_token: cls,
  };
  const row = ["pos", "d_model"];
  const hook = (name: string, op: string, dims: string[], inputs: string[], weights: string[]): Hook => ({
    name,
    op,
    dims,
    shape: [numbers[name]!.length / WIDTH, WIDTH],
    inputs,
    weights,
    formula: "",
    concept: "",
    symbol: "",
    activation: null,
    reads: null,
    stage: name.startsWith("blocks") ? "blocks.0" : "embedding",
  });
  const hooks = [
    hook(
      "hook_embed",
      "patch_embedding",
      ["patch", "d_model"],
      ["image"],
      ["embed.proj.weight", ...(biased ? ["embed.proj.bias"] : [])],
    ),
    hook("hook_full_embed", "concat_add", row, ["hook_embed", "hook_pos_embed"], prefix > 0 ? ["cls_token"] : []),
    hook("blocks.0.hook_attn_out", "projection", row, [], []),
    hook("blocks.0.hook_resid_mid", "residual_add", row, ["hook_full_embed", "blocks.0.hook_attn_out"], []),
  ];
  const config = contract(prefix, { patch_size: EDGE, image_size: pixels, d_model: WIDTH });
  const model = { hooks, config, preprocess: PREPROCESS } as unknown as ModelEntry;
  return {
    numbers,
    picture,
    tokens,
    setting(name, token, column) {
      const found = hooks.find((one) => one.name === name)!;
      const page = { id: name, op: found.op, hooks: [found], stage: found.stage };
      const grid = squareGrid(SIDE, prefix);
      return {
        model,
        grid,
        page,
        hook: found,
        cell: { token, head: 0, column },
        tone: "light",
        state: {} as Setting["state"],
      };
    },
    told(operation, setting) {
      const needs = operation.needs(setting);
      const given = (asked: readonly string[]) => (name: string) => {
        assert.ok(asked.includes(name), name);
        return { name, dims: [], shape: [], data: numbers[name]! };
      };
      const material: Material = {
        tensor: given(needs.tensors),
        weight: given(needs.weights),
        pixels: needs.pixels ? picture : null,
      };
      const made = operation.work(setting, material);
      return { made, story: operation.story(setting, made) };
    },
  };
}

/** What holds of every page: it begins with the whole, says something with each step, and its formula ends in the result. */
function checkTelling({ steps, formula, result, code, title, words }: Story): void {
  assert.equal(steps[0]!.phase, "whole");
  assert.ok(title.length > 10 && words.length >= 2 && code.length >= 3 && code.length <= 8);
  for (const step of steps) {
    const said = plain(step.say());
    assert.ok(said.length > 10 && !/NaN|undefined|[{}|]|Infinity/.test(said), said);
    assert.ok(step.lines.length > 0 && step.lines.every((line) => line < code.length), step.phase);
    assert.ok(step.seconds > 0 && step.index < step.count);
  }
  const last = formula(steps.at(-1)!);
  assert.equal(last.find(({ part }) => part === "result")!.text, number(result));
}

for (const [prefix, biased] of [
  [1, true],
  [0, false],
  [2, true],
] as const) {
  test(`patch embedding with ${prefix} prefix tokens: every number of every patch`, () => {
    const made = world(prefix, biased);
    for (let patch = 0; patch < SIDE * SIDE; patch++)
      for (let m = 0; m < WIDTH; m++) {
        const setting = made.setting("hook_embed", patch + prefix, m);
        const {
          made: { sum },
          story,
        } = made.told(patchEmbeddingPage, setting);
        near(story.result, made.numbers["hook_embed"]![patch * WIDTH + m]!, `patch ${patch}, feature ${m}`);
        assert.equal(story.sum!.count, EDGE * EDGE * 3);
        near(sum.sums.reduce((a, b) => a + b) + sum.bias, story.result);
        let running = 0;
        for (let i = 0; i < story.sum!.count; i++) {
          const term = story.sum!.term(i);
          near(term.value, term.factors[0]! * term.factors[1]!);
          near(term.running, (running += term.value));
        }
        checkTelling(story);
      }
  });

  test(`the list of tokens with ${prefix} prefix tokens: every row is content plus position`, () => {
    const made = world(prefix);
    const positions = made.numbers["hook_pos_embed"]!;
    const rowOf = (token: number) => [...positions.subarray(token * WIDTH, (token + 1) * WIDTH)];
    for (let token = 0; token < made.tokens; token++) {
      const { made: work, story } = made.told(concatAddPage, made.setting("hook_full_embed", token, 4));
      near(story.result, made.numbers["hook_full_embed"]![token * WIDTH + 4]!);
      work.sum.sums.forEach((value, i) => near(value, made.numbers["hook_full_embed"]![token * WIDTH + i]!));
      for (let other = 0; other < made.tokens; other++) {
        const [a, b] = [rowOf(token), rowOf(other)];
        const wanted = a.reduce((sum, value, i) => sum + value * b[i]!, 0) / (Math.hypot(...a) * Math.hypot(...b));
        near(work.sum.likeness[other]!, wanted);
        near(work.likeness[token * made.tokens + other]!, wanted);
      }
      assert.ok(nearest(work, squareGrid(SIDE, prefix), 3).every((one) => one.token !== token && one.token >= prefix));
      assert.equal(
        story.steps.some(({ phase }) => phase === "front"),
        prefix > 0,
      );
      checkTelling(story);
    }
  });
}

test("an addition to the stream: its numbers, lengths, cosine, and the share that was written", () => {
  const made = world(1);
  const [before, written] = [made.numbers["hook_full_embed"]!, made.numbers["blocks.0.hook_attn_out"]!];
  for (let token = 0; token < made.tokens; token++) {
    const {
      made: { sum, role },
      story,
    } = made.told(residualAddPage, made.setting("blocks.0.hook_resid_mid", token, 2));
    const [x, a] = [before, written].map((data) => [...data.subarray(token * WIDTH, (token + 1) * WIDTH)]) as [
      number[],
      number[],
    ];
    const y = x.map((value, i) => value + a[i]!);
    near(story.result, y[2]!);
    near(sum.lengths.before, Math.hypot(...x));
    near(sum.lengths.written, Math.hypot(...a));
    near(sum.lengths.after, Math.hypot(...y));
    const inner = x.reduce((total, value, i) => total + value * a[i]!, 0);
    near(sum.cosine, inner / (Math.hypot(...x) * Math.hypot(...a)));
    near(sum.cosines[token]!, sum.cosine!);
    near(sum.ratios[token]!, Math.hypot(...a) / Math.hypot(...x));
    // The shares of what was there and of what is written make up the whole row.
    const kept = x.reduce((total, value, i) => total + value * y[i]!, 0) / Math.hypot(...y) ** 2;
    near(sum.share, 1 - kept);
    assert.equal(role, "pattern");
    assert.ok(story.title.includes("attention"));
    checkTelling(story);
  }
});

test("a row of zeros has no angle and gives words instead of broken numbers", () => {
  const made = world(1);
  made.numbers["blocks.0.hook_attn_out"]!.fill(0);
  const {
    made: { sum },
    story,
  } = made.told(residualAddPage, made.setting("blocks.0.hook_resid_mid", 3, 0));
  assert.equal(sum.cosine, null);
  assert.ok(story.steps.some((step) => step.say().includes("no angle")));
  checkTelling(story);
  made.numbers["hook_pos_embed"]!.fill(0);
  const concat = made.told(concatAddPage, made.setting("hook_full_embed", 3, 0));
  assert.ok(concat.story.steps.some((step) => step.say().includes("like nothing")));
  checkTelling(concat.story);
});

const square = (edge: number) => ({ width: edge, height: edge });

test("a term of the patch lies where the filter's weight lies: channel by channel, row by row", () => {
  assert.deepEqual(termPlace(square(4), 0), { channel: 0, row: 0, column: 0 });
  assert.deepEqual(termPlace(square(4), 17), { channel: 1, row: 0, column: 1 });
  assert.deepEqual(termPlace(square(16), 767), { channel: 2, row: 15, column: 15 });
});

test("terms are slow at first and take no longer than nine seconds in all", () => {
  for (const count of [3, 48, 192, 768, 3072]) {
    const all = Array.from({ length: count }, (_, i) => pace(i, count));
    assert.equal(all[0], 0.8);
    assert.ok(all.reduce((a, b) => a + b) <= 9, String(count));
  }
});

test("arrows keep lengths and angle, and fill their box without leaving it", () => {
  const [x, a] = [drawn(40, 8), drawn(40, 9)];
  const y = x.map((value, i) => value + a[i]!);
  const { first, sum, angle } = triangleOf(lengthOf(x), lengthOf(a), cosineOf(x, a));
  near(Math.hypot(sum.x, sum.y), lengthOf(y));
  near(Math.hypot(sum.x - first.x, sum.y - first.y), lengthOf(a));
  near(Math.cos(angle!), cosineOf(x, a)!);
  for (const corners of [
    [{ x: 0, y: 0 }, first, sum],
    [
      { x: 0, y: 0 },
      { x: 0, y: 0 },
      { x: 0, y: 0 },
    ],
  ]) {
    const put = fitInto(corners, 200, 100);
    for (const { x: across, y: down } of corners.map(put))
      assert.ok(across >= -1e-9 && across <= 200 + 1e-9 && down >= -1e-9 && down <= 100 + 1e-9);
  }
});

test("the parts of the patch figure lie inside its room, apart, at every width and patch size", () => {
  for (const room of [300, 340, 560, 619, 620, 700, 772, 820])
    for (const size of [4, 8, 14, 16, 32]) {
      const made = layoutOf(room, square(size), square(8 * size));
      const { picture, patch, tokens, columns, rows, sums, lanes, head } = made;
      const edge = made.square.width;
      assert.equal(made.square.height, edge);
      const where = `${room} px, patches of ${size}`;
      assert.equal(edge % size, 0, where);
      assert.ok(columns[2] + edge <= room && sums <= room && tokens.x + tokens.width <= room + 0.5, where);
      assert.ok(rows[0] >= head + 40 && lanes.y >= rows[2] + edge, where);
      const apart = patch.y >= picture.y + picture.height || patch.x >= picture.x + picture.width;
      assert.ok(apart && tokens.y >= patch.y + patch.height + 15, where);
      for (const i of [0, 1] as const)
        assert.ok(columns[i + 1]! - columns[i] >= edge + 18 && rows[i + 1]! - rows[i] >= edge + 20, where);
    }
});

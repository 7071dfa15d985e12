/** Pages of heads: what they read of a grid that is no square, of tokens or means, one head or two, and the lens. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Hook, ModelConfig, ModelEntry } from "../../src/data/manifest.ts";
import type { TensorValue } from "../../src/engine/engine.ts";
import { prefixName } from "../../src/hooks/words.ts";
import { type Grid, makeGrid } from "../../src/maths/tokens.ts";
import { layerNorm } from "../../src/maths/workings/layer-norm.ts";
import { softmax } from "../../src/maths/workings/softmax.ts";
import { plain } from "../../src/views/detail/narration.ts";
import type { Setting, Story } from "../../src/views/detail/operation.ts";
import { OPERATIONS } from "../../src/views/detail/operations/index.ts";
import type { SoftmaxWork } from "../../src/views/detail/operations/softmax/work.ts";
import { contract } from "./grids.ts";

const [ROWS, COLUMNS, WIDTH, CLASSES, BLOCKS, EPS] = [3, 5, 7, 4, 2, 1e-6];
const LABELS = ["cat", "dog", "ship, boat", "truck"];

/** Numbers that look like a network's, the same in every run. */
function drawn(count: number, seed: number): Float32Array {
  let state = seed * 2654435761;
  const uniform = () => (state = (state * 1664525 + 1013904223) >>> 0) / 2 ** 32;
  return Float32Array.from({ length: count }, () => (uniform() + uniform() + uniform() - 1.5) * 2);
}

interface World {
  readonly model: ModelEntry;
  readonly hooks: readonly Hook[];
  readonly grid: Grid;
  /** The rows that the heads read, [pos, d_model]. */
  readonly rows: Float32Array;
  readonly numbers: Record<string, Float32Array>;
  told(name: string, column: number): { work: unknown; story: Story };
}

interface HeadOf {
  readonly name: string;
  readonly reads: string;
  readonly width: number;
}

/** A model's last blocks and its heads; several heads are averaged. */
function world(prefix: readonly string[], readout: ModelConfig["readout"], heads: readonly HeadOf[]): World {
  const grid = makeGrid(ROWS, COLUMNS, prefix.map(prefixName));
  const row = ["pos", "d_model"];
  const hook = (name: string, op: string, dims: string[], inputs: string[], weights: string[] = []): Hook => ({
    name,
    op,
    dims,
    shape: dims.map((dim) => ({ pos: grid.tokens, d_model: WIDTH, class: CLASSES })[dim]!),
    inputs,
    weights,
    formula: "",
    concept: "",
    symbol: "",
    activation: null,
    reads: heads.find((head) => head.name === name)?.reads ?? null,
    stage: /^blocks\.\d/.exec(name)?.[0] ?? "head",
  });
  const streams = Array.from({ length: BLOCKS }, (_, i) => `blocks.${i}.hook_resid_post`);
  const numbers: Record<string, Float32Array> = { w: drawn(WIDTH, 2), b: drawn(WIDTH, 3) };
  streams.forEach((name, i) => (numbers[name] = drawn(grid.tokens * WIDTH, 10 + i)));
  const rows = (numbers["n"] = normalised(numbers, streams.at(-1)!, grid.tokens));
  heads.forEach(({ name, reads, width }, i) => {
    numbers[`${name}.W`] = drawn(width * CLASSES, 20 + i);
    numbers[`${name}.b`] = drawn(CLASSES, 30 + i);
    numbers[name] = logitsOf(readBy(reads, rows, grid, prefix), numbers[`${name}.W`]!, numbers[`${name}.b`]!);
  });
  const hooks = [
    ...streams.map((name) => hook(name, "residual_add", row, [])),
    hook("n", "layer_norm", row, [streams.at(-1)!], ["w", "b"]),
    ...heads.map(({ name }) => hook(name, "head", ["class"], ["n"], [`${name}.W`, `${name}.b`])),
  ];
  if (heads.length > 1) {
    const names = heads.map(({ name }) => name);
    numbers["logits"] = Float32Array.from({ length: CLASSES }, (_, c) => mean(names.map((name) => numbers[name]![c]!)));
    hooks.push(hook("logits", "mean", ["class"], names));
  }
  hooks.push(hook("probabilities", "softmax", ["class"], ["logits"]));
  numbers["probabilities"] = Float32Array.from(softmax(numbers["logits"]!).shares);
  const config = { ...contract(0, { eps: EPS, n_classes: CLASSES }), n_prefix: prefix.length, prefix, readout };
  const model = { hooks, labels: LABELS, config } as unknown as ModelEntry;
  return {
    model,
    hooks,
    grid,
    rows,
    numbers,
    told: (name, column) => told({ model, grid, hooks, numbers }, name, column),
  };
}

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b) / values.length;

function normalised(numbers: Record<string, Float32Array>, stream: string, tokens: number): Float32Array {
  const rows = Array.from({ length: tokens }, (_, token) => {
    const row = numbers[stream]!.subarray(token * WIDTH, (token + 1) * WIDTH);
    return [...layerNorm(row, EPS, numbers["w"]!, numbers["b"]!).after];
  });
  return Float32Array.from(rows.flat());
}

/** Written out anew: the rows that a head reads, in plain loops. */
function readBy(reads: string, rows: Float32Array, grid: Grid, prefix: readonly string[]): number[] {
  const row = (token: number) => [...rows.subarray(token * WIDTH, (token + 1) * WIDTH)];
  const average = (from: number) =>
    Array.from({ length: WIDTH }, (_, i) =>
      mean(Array.from({ length: grid.tokens - from }, (_, at) => row(from + at)[i]!)),
    );
  if (reads === "mean_all") return average(0);
  if (reads === "mean_patches") return average(prefix.length);
  if (reads === "cls_and_mean") return [...row(0), ...average(prefix.length)];
  return row(prefix.indexOf(reads));
}

const logitsOf = (read: readonly number[], w: Float32Array, b: Float32Array): Float32Array =>
  Float32Array.from({ length: CLASSES }, (_, c) =>
    read.reduce((sum, value, i) => sum + value * w[i * CLASSES + c]!, b[c]!),
  );

type Given = Pick<World, "grid" | "numbers" | "model" | "hooks">;

function told({ model, grid, hooks, numbers }: Given, name: string, column: number): { work: unknown; story: Story } {
  const hook = hooks.find((one) => one.name === name)!;
  const page = { id: name, op: hook.op, hooks: [hook], stage: hook.stage };
  const cell = { token: 0, head: 0, column };
  const setting: Setting = { model, grid, hook, page, cell, tone: "light", state: {} as Setting["state"] };
  const operation = OPERATIONS[hook.op]!;
  const { tensors, weights } = operation.needs(setting);
  const given = (asked: readonly string[]) => (wanted: string) => {
    assert.ok(asked.includes(wanted), `${wanted} was not asked for`);
    const found = hooks.find((one) => one.name === wanted);
    const value: TensorValue = { name: wanted, dims: [], shape: found?.shape ?? [], data: numbers[wanted]! };
    return value;
  };
  const work = operation.work(setting, { tensor: given(tensors), weight: given(weights), pixels: null });
  return { work, story: operation.story(setting, work) };
}

function sane({ title, words, code, steps, formula }: Story): string {
  const texts = steps.flatMap((step) => [
    plain(step.say()),
    formula(step)
      .map(({ text }) => text)
      .join(""),
  ]);
  for (const step of steps) for (const line of step.lines) assert.ok(code[line] !== undefined, step.phase);
  const all = [title, ...words, ...code, ...texts].join("\n");
  assert.doesNotMatch(all, /NaN|undefined|not a number|null|[{}]\|/);
  return all;
}

const CASES = [
  { prefix: [], readout: "mean_all", width: WIDTH, names: /the mean of the patches/, code: "row = n.mean(0)" },
  {
    prefix: ["cls"],
    readout: "mean_patches",
    width: WIDTH,
    names: /patches are averaged/,
    code: "row = n[1:].mean(0)",
  },
  { prefix: ["cls", "reg1"], readout: "mean_all", width: WIDTH, names: /mean of all tokens/, code: "row = n.mean(0)" },
  {
    prefix: ["cls", "reg1"],
    readout: "cls_and_mean",
    width: 2 * WIDTH,
    names: /CLS and the mean of the patches/,
    code: "row = torch.cat([n[0], n[2:].mean(0)])",
  },
] as const;

for (const { prefix, readout, width, names, code } of CASES)
  test(`a head that reads ${readout} behind ${prefix.length} tokens takes the mean, and says so`, () => {
    const made = world(prefix, readout, [{ name: "logits", reads: readout, width }]);
    for (let column = 0; column < CLASSES; column++) {
      const { story } = made.told("logits", column);
      assert.ok(Math.abs(story.result - made.numbers["logits"]![column]!) < 1e-5);
      assert.equal(story.sum!.count, width);
      const read = readBy(readout, made.rows, made.grid, prefix);
      read.forEach((value, i) => assert.ok(Math.abs(story.sum!.term(i).factors[0]! - value) < 1e-6));
      assert.equal(story.steps[1]!.phase, "mean");
      assert.ok(story.code[0]!.startsWith(code), story.code[0]);
      assert.match(sane(story), names);
    }
  });

test("a head that reads one token takes no mean, and names it", () => {
  const made = world(["cls", "dist"], "token", [{ name: "logits", reads: "cls", width: WIDTH }]);
  const { story } = made.told("logits", 2);
  assert.ok(!story.steps.some(({ phase }) => phase === "mean"));
  assert.equal(story.code[0], "row = n[0]  # CLS");
  assert.match(sane(story), /only CLS is read|only \{cls\|CLS\} is read/);
});

const TWO = [
  { name: "logits_cls", reads: "cls", width: WIDTH },
  { name: "logits_dist", reads: "dist", width: WIDTH },
];

test("of two heads each has its page, and so has their mean", () => {
  const made = world(["cls", "dist"], "two_heads", TWO);
  for (const { name } of TWO) {
    const { story } = made.told(name, 1);
    assert.ok(Math.abs(story.result - made.numbers[name]![1]!) < 1e-5);
    assert.match(sane(story), name === "logits_dist" ? /the distillation token/ : /CLS/);
  }
  const { story } = made.told("logits", 1);
  const each = TWO.map(({ name }) => made.numbers[name]![1]!);
  assert.ok(Math.abs(story.result - mean(each)) < 1e-6);
  each.forEach((logit, i) => assert.equal(story.sum!.term(i).factors[0], logit));
  assert.match(sane(story), /the head of CLS, .* by the head of the distillation token/);
});

for (const [about, made] of [
  [
    "the mean of the patches",
    world(["cls"], "mean_patches", [{ name: "logits", reads: "mean_patches", width: WIDTH }]),
  ],
  ["CLS and the mean", world(["cls"], "cls_and_mean", [{ name: "logits", reads: "cls_and_mean", width: 2 * WIDTH }])],
  ["two heads", world(["cls", "dist"], "two_heads", TWO)],
] as const)
  test(`the logit lens reads what the model reads: ${about}`, () => {
    const { work, story } = made.told("probabilities", 3);
    const { rows } = (work as SoftmaxWork).lens!;
    assert.equal(rows.length, BLOCKS);
    rows
      .at(-1)!
      .probabilities.forEach((share, i) =>
        assert.ok(Math.abs(share - made.numbers["probabilities"]![i]!) < 1e-6, `${share}`),
      );
    sane(story);
  });

test("probabilities of classes that are judged alone are sigmoids of the logits", () => {
  const made = world(["cls"], "token", [{ name: "logits", reads: "cls", width: WIDTH }]);
  const hook = { ...made.hooks.at(-1)!, op: "sigmoid" };
  for (let column = 0; column < CLASSES; column++) {
    const { story } = told({ ...made, hooks: [...made.hooks.slice(0, -1), hook] }, "probabilities", column);
    const wanted = 1 / (1 + Math.exp(-made.numbers["logits"]![column]!));
    assert.ok(Math.abs(story.result - wanted) < 1e-9);
    sane(story);
  }
});

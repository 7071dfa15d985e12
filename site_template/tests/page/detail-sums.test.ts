/** Pages of sums: what they show of a made-up block, at every place, against a forward pass in plain loops. */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Hook, ModelEntry } from "../../src/data/manifest.ts";
import type { TensorValue } from "../../src/engine/engine.ts";
import { number } from "../../src/maths/numbers.ts";
import { groupTotals, largestTerm, sumOfProducts } from "../../src/maths/workings/sums.ts";
import { across, boxAround, indexAt, leftOf, middleOf } from "../../src/views/detail/figures/across.ts";
import { spanOf } from "../../src/views/detail/figures/terms.ts";
import { plain } from "../../src/views/detail/narration.ts";
import type { Material, Operation, Setting, Step, Story } from "../../src/views/detail/operation.ts";
import { OPERATIONS } from "../../src/views/detail/operations/index.ts";
import { contract, squareGrid } from "./grids.ts";

const [HEADS, WIDTH, HIDDEN, CLASSES, SIDE] = [3, 5, 22, 4, 2];
const MODEL = HEADS * WIDTH;

/** Numbers that look like a network's, the same in every run. */
function drawn(count: number, seed: number, spread = 1): Float32Array {
  let state = seed * 2654435761;
  const uniform = () => (state = (state * 1664525 + 1013904223) >>> 0) / 2 ** 32;
  return Float32Array.from({ length: count }, () => spread * (uniform() + uniform() + uniform() - 1.5) * 2);
}

/** x W + b, one row after the other. */
function product(x: Float32Array, w: Float32Array, b: Float32Array | null, outputs: number): Float32Array {
  const inputs = w.length / outputs;
  const out = new Float32Array((x.length / inputs) * outputs);
  for (let row = 0; row < x.length / inputs; row++)
    for (let o = 0; o < outputs; o++) {
      let sum = b ? b[o]! : 0;
      for (let i = inputs - 1; i >= 0; i--) sum += x[row * inputs + i]! * w[i * outputs + o]!;
      out[row * outputs + o] = sum;
    }
  return out;
}

interface World {
  readonly setting: (name: string, token: number, at: number, column: number) => Setting;
  readonly value: (name: string, indices: readonly number[]) => number;
  // biome-ignore lint/suspicious/noExplicitAny: each operation has types of its own
  readonly material: (operation: Operation<any>, setting: Setting) => Material;
  readonly tokens: number;
}

/** A block and a head with numbers of their own; every tensor from plain loops. */
function world(prefix: number, biased: boolean): World {
  const tokens = SIDE * SIDE + prefix;
  const weights: Record<string, Float32Array> = {};
  const shapes: Record<string, readonly number[]> = {};
  const weight = (name: string, shape: number[], seed: number) => {
    weights[name] = drawn(
      shape.reduce((a, b) => a * b),
      seed,
      0.4,
    );
    shapes[name] = shape;
    return weights[name];
  };
  const bias = (name: string, shape: number[], seed: number) => (biased ? weight(name, shape, seed) : null);
  const n = drawn(tokens * MODEL, 1);
  const m = drawn(tokens * MODEL, 2);
  const values: Record<string, Float32Array> = { "b.ln1.hook_normalized": n, "b.ln2.hook_normalized": m };
  for (const [i, letter] of ["Q", "K", "V"].entries()) {
    const w = weight(`b.attn.W_${letter}`, [MODEL, HEADS, WIDTH], 10 + i);
    values[`b.attn.hook_${letter.toLowerCase()}`] = product(
      n,
      w,
      bias(`b.attn.b_${letter}`, [HEADS, WIDTH], 20 + i),
      MODEL,
    );
  }
  const [q, k, v] = ["q", "k", "v"].map((one) => values[`b.attn.hook_${one}`]!);
  const at = (data: Float32Array, token: number, h: number, d: number) => data[token * MODEL + h * WIDTH + d]!;
  const [scored, pattern, z] = [
    new Float32Array(HEADS * tokens * tokens),
    new Float32Array(HEADS * tokens * tokens),
    new Float32Array(tokens * MODEL),
  ];
  for (let h = 0; h < HEADS; h++)
    for (let i = 0; i < tokens; i++) {
      const row = Array.from({ length: tokens }, (_, j) => {
        let dot = 0;
        for (let d = 0; d < WIDTH; d++) dot += at(q!, i, h, d) * at(k!, j, h, d);
        return dot / Math.sqrt(WIDTH);
      });
      const sum = row.reduce((total, one) => total + Math.exp(one), 0);
      row.forEach((one, j) => {
        scored[(h * tokens + i) * tokens + j] = one;
        pattern[(h * tokens + i) * tokens + j] = Math.exp(one) / sum;
      });
      for (let d = 0; d < WIDTH; d++)
        z[i * MODEL + h * WIDTH + d] = row.reduce((mix, one, j) => mix + (Math.exp(one) / sum) * at(v!, j, h, d), 0);
    }
  Object.assign(values, { "b.attn.hook_attn_scores": scored, "b.attn.hook_pattern": pattern, "b.attn.hook_z": z });
  values["b.hook_attn_out"] = product(
    z,
    weight("b.attn.W_O", [HEADS, WIDTH, MODEL], 30),
    bias("b.attn.b_O", [MODEL], 31),
    MODEL,
  );
  values["b.mlp.hook_pre"] = product(
    m,
    weight("b.mlp.W_in", [MODEL, HIDDEN], 40),
    bias("b.mlp.b_in", [HIDDEN], 41),
    HIDDEN,
  );
  values["b.mlp.hook_post"] = values["b.mlp.hook_pre"]!.map((one) => Math.max(0, one));
  values["b.hook_mlp_out"] = product(
    values["b.mlp.hook_post"]!,
    weight("b.mlp.W_out", [HIDDEN, MODEL], 42),
    bias("b.mlp.b_out", [MODEL], 43),
    MODEL,
  );
  const last = (values["ln_final.hook_normalized"] = drawn(tokens * MODEL, 3));
  const read =
    prefix > 0
      ? last.slice(0, MODEL)
      : Float32Array.from({ length: MODEL }, (_, i) => {
          let sum = 0;
          for (let token = 0; token < tokens; token++) sum += last[token * MODEL + i]!;
          return sum / tokens;
        });
  values["logits"] = product(read, weight("head.W_H", [MODEL, CLASSES], 50), bias("head.b_H", [CLASSES], 51), CLASSES);

  const heads = ["pos", "head", "d_head"];
  const rows: readonly (readonly [string, string, string[], string[], string[]])[] = [
    ["b.ln1.hook_normalized", "layer_norm", ["pos", "d_model"], [], []],
    ["b.attn.hook_q", "linear", heads, ["b.ln1.hook_normalized"], ["b.attn.W_Q", "b.attn.b_Q"]],
    ["b.attn.hook_k", "linear", heads, ["b.ln1.hook_normalized"], ["b.attn.W_K", "b.attn.b_K"]],
    ["b.attn.hook_v", "linear", heads, ["b.ln1.hook_normalized"], ["b.attn.W_V", "b.attn.b_V"]],
    ["b.attn.hook_attn_scores", "scores", ["head", "query", "key"], ["b.attn.hook_q", "b.attn.hook_k"], []],
    ["b.attn.hook_pattern", "softmax", ["head", "query", "key"], [], []],
    ["b.attn.hook_z", "weighted_sum", heads, ["b.attn.hook_pattern", "b.attn.hook_v"], []],
    ["b.hook_attn_out", "projection", ["pos", "d_model"], ["b.attn.hook_z"], ["b.attn.W_O", "b.attn.b_O"]],
    ["b.ln2.hook_normalized", "layer_norm", ["pos", "d_model"], [], []],
    ["b.mlp.hook_pre", "linear", ["pos", "d_mlp"], ["b.ln2.hook_normalized"], ["b.mlp.W_in", "b.mlp.b_in"]],
    ["b.mlp.hook_post", "activation", ["pos", "d_mlp"], ["b.mlp.hook_pre"], []],
    ["b.hook_mlp_out", "linear", ["pos", "d_model"], ["b.mlp.hook_post"], ["b.mlp.W_out", "b.mlp.b_out"]],
    ["ln_final.hook_normalized", "layer_norm", ["pos", "d_model"], [], []],
    ["logits", "head", ["class"], ["ln_final.hook_normalized"], ["head.W_H", "head.b_H"]],
  ];
  const sizes: Record<string, number> = {
    pos: tokens,
    query: tokens,
    key: tokens,
    head: HEADS,
    d_head: WIDTH,
    d_model: MODEL,
    d_mlp: HIDDEN,
    class: CLASSES,
  };
  const hooks = rows.map(
    ([name, op, dims, inputs, used]): Hook => ({
      name,
      op,
      dims,
      inputs,
      shape: dims.map((dim) => sizes[dim]!),
      formula: "",
      concept: "",
      symbol: "",
      activation: null,
      reads: op === "head" ? (prefix > 0 ? "cls" : "mean_all") : null,
      stage: "blocks.0",
      weights: used.filter((one) => one in weights),
    }),
  );
  const lengths = { n_heads: HEADS, d_head: WIDTH, d_model: MODEL, d_mlp: HIDDEN, n_classes: CLASSES };
  const config = contract(prefix, lengths);
  const model = { hooks, labels: ["cat", "dog", "ship, boat", "truck"], config } as unknown as ModelEntry;
  const tensor = (name: string): TensorValue => {
    const found = hooks.find((one) => one.name === name)!;
    return { name, dims: found.dims, shape: found.shape, data: values[name]! };
  };
  return {
    tokens,
    setting(name, token, at, column) {
      const hook = hooks.find((one) => one.name === name)!;
      const grid = squareGrid(SIDE, prefix);
      const page = { id: name, op: hook.op, hooks: [hook], stage: "blocks.0" };
      return {
        model,
        grid,
        hook,
        page,
        cell: { token, head: at, column },
        tone: "light",
        state: { range: "most" } as Setting["state"],
      };
    },
    value(name, indices) {
      const { shape } = tensor(name);
      return values[name]![indices.reduce((offset, index, i) => offset * shape[i]! + index, 0)]!;
    },
    material(operation, setting) {
      const needs = operation.needs(setting);
      const asked = (list: readonly string[], name: string) =>
        assert.ok(list.includes(name), `${name} was not asked for`);
      return {
        tensor: (name) => (asked(needs.tensors, name), tensor(name)),
        weight: (name) => (asked(needs.weights, name), { name, dims: [], shape: shapes[name]!, data: weights[name]! }),
        pixels: null,
      };
    },
  };
}

const NAMES = [
  "b.attn.hook_q",
  "b.attn.hook_k",
  "b.attn.hook_v",
  "b.attn.hook_attn_scores",
  "b.attn.hook_z",
  "b.hook_attn_out",
  "b.mlp.hook_pre",
  "b.hook_mlp_out",
  "logits",
];

/** Every place of a hook, with its indices. */
function* places({ setting, tokens }: World, name: string): Generator<{ at: Setting; indices: number[] }> {
  const { hook } = setting(name, 0, 0, 0);
  const columns = hook.shape.at(-1)!;
  for (let token = 0; token < (name === "logits" ? 1 : tokens); token++)
    for (let h = 0; h < (hook.dims.includes("head") ? HEADS : 1); h++)
      for (let column = 0; column < columns; column++) {
        const own = { d_head: [token, h, column], key: [h, token, column], class: [column] }[hook.dims.at(-1)!] ?? [
          token,
          column,
        ];
        yield { at: setting(name, token, h, column), indices: own };
      }
}

// biome-ignore lint/suspicious/noExplicitAny: each operation has types of its own
function told(made: World, at: Setting): { work: any; story: Story } {
  const operation = OPERATIONS[at.hook.op]!;
  const work = operation.work(at, made.material(operation, at));
  return { work, story: operation.story(at, work) };
}

const WORLDS = [
  [1, true],
  [0, true],
  [2, false],
] as const;

for (const [prefix, biased] of WORLDS) {
  const made = world(prefix, biased);
  const about = `${prefix} prefix tokens, ${biased ? "biases" : "no biases"}`;

  test(`every number of every hook is what its page works out: ${about}`, () => {
    for (const name of NAMES)
      for (const { at, indices } of places(made, name)) {
        const { work, story } = told(made, at);
        const value = made.value(name, indices);
        assert.ok(Math.abs(story.result - value) < 1e-5, `${name}[${indices}]: ${story.result} is not ${value}`);
        assert.equal(work.row[work.index], value, "the result stands in its row");
        const { sum } = story;
        let reached = 0;
        for (let i = 0; i < sum!.count; i++) {
          const term = sum!.term(i);
          assert.ok(Math.abs(term.value - term.factors[0]! * term.factors[1]!) < 1e-12);
          reached += term.value;
          assert.ok(Math.abs(term.running - reached) < 1e-12);
        }
        assert.ok(Math.abs(reached / work.divisor + (work.bias ?? 0) - value) < 1e-5);
      }
  });

  test(`every step tells its numbers, and nothing is not a number: ${about}`, () => {
    for (const name of NAMES) {
      const at = made.setting(name, made.tokens - 1, name === "logits" ? 0 : 2, 3);
      const { work, story } = told(made, at);
      const said = story.steps.map((step) => plain(step.say()));
      assert.equal(story.steps[0]!.phase, "whole");
      assert.ok(said[0]!.includes(number(story.result)), `${name}: ${said[0]}`);
      assert.equal(story.steps.at(-1)!.phase, "result");
      assert.ok(said.at(-1)!.startsWith(number(story.result)));
      const terms = story.steps.filter(({ phase }) => phase === "terms");
      assert.equal(terms.length, work.terms.length);
      assert.deepEqual(
        terms.map(({ index }) => index),
        [...work.terms.keys()],
      );
      terms.forEach((step, i) => {
        const text = plain(step.say());
        assert.ok(text.includes(number(Math.abs(work.terms[i])).replace("−", "")), text);
        assert.ok(text.includes(number(work.running[i])), text);
      });
      for (const text of [
        ...said,
        ...story.words,
        story.title,
        ...story.code,
        ...story.steps.map((step) => texts(story, step)),
      ])
        assert.doesNotMatch(text, /NaN|undefined|not a number|null/);
      assert.equal(
        story.steps.some(({ phase }) => phase === "bias"),
        biased && !["b.attn.hook_attn_scores", "b.attn.hook_z"].includes(name),
      );
      for (const step of story.steps) for (const line of step.lines) assert.ok(story.code[line] !== undefined);
    }
  });

  test(`the formula shows the result, the present term and how many are left out: ${about}`, () => {
    for (const name of NAMES) {
      const { work, story } = told(made, made.setting(name, made.tokens - 1, 0, 1));
      for (const step of story.steps) {
        const pieces = story.formula(step);
        assert.deepEqual(
          pieces.filter(({ part }) => part === "result").map(({ text }) => text),
          [number(story.result)],
        );
        const now = pieces.filter(({ part }) => part === "now").map(({ text }) => text);
        if (step.phase === "terms")
          assert.deepEqual(now, [`${number(work.left[step.index])}·${number(work.right[step.index])}`]);
        const shown = pieces.filter(({ text }) => text.includes("·")).length;
        const left = work.terms.length - 3 - (step.phase === "terms" && step.index >= 3 ? 1 : 0);
        const more = pieces.find(({ part }) => part === "more");
        assert.equal(more?.text ?? "", left > 0 ? `… ${left} more` : "");
        assert.ok(shown >= 3);
      }
    }
  });
}

const texts = (story: Story, step: Step): string =>
  story
    .formula(step)
    .map(({ text }) => text)
    .join("");

test("the terms of a long sum take six to nine seconds together, the first three slowly", () => {
  const sum = sumOfProducts(drawn(3072, 5), drawn(3072, 6));
  assert.equal(largestTerm(sum), sum.terms.indexOf([...sum.terms].sort((a, b) => Math.abs(b) - Math.abs(a))[0]!));
  const made = world(1, true);
  const { story } = told(made, made.setting("b.hook_mlp_out", 2, 0, 0));
  const seconds = story.steps.filter(({ phase }) => phase === "terms").map((step) => step.seconds);
  assert.deepEqual(seconds.slice(0, 3), [0.8, 0.8, 0.8]);
  const all = seconds.reduce((total, one) => total + one, 0);
  assert.ok(all >= 6 && all <= 9, `${all} s`);
});

test("what each head adds is the whole sum", () => {
  const made = world(1, true);
  const { work } = told(made, made.setting("b.hook_attn_out", 3, 0, 4));
  const totals = groupTotals(work, WIDTH);
  assert.equal(totals.length, HEADS);
  assert.ok(Math.abs(totals.reduce((total, one) => total + one, 0) - work.total) < 1e-12);
});

test("places across a plot: groups stand apart, and a point finds its number again", () => {
  for (const [width, count, group] of [
    [560, 192, 64],
    [310, 3072, 3072],
    [560, 12, 1],
    [400, 1, 1],
    [700, 65, 65],
  ] as const) {
    const shape = across(width, count, group);
    assert.ok(Math.abs(middleOf(shape, count - 1) + shape.unit / 2 - width) < 1e-6, "fills the plot");
    for (let i = 0; i < count; i++) {
      assert.equal(indexAt(shape, middleOf(shape, i)), i);
      if (i > 0) assert.ok(leftOf(shape, i) >= leftOf(shape, i - 1) + shape.unit - 1e-9);
      assert.ok(boxAround(shape, i).width >= 6);
    }
  }
});

test("equal or zero numbers still have a span", () => {
  assert.deepEqual(spanOf([0, 0, 0]), [-0.5, 0.5]);
  assert.deepEqual(spanOf([2, 2]), [0, 2]);
  assert.deepEqual(spanOf([]), [-0.5, 0.5]);
});

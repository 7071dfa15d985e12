/** LayerNorm, softmax, logit lens and activations: the pages' numbers against plain loops and known values. */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Hook, ModelEntry } from "../../src/data/manifest.ts";
import type { TensorValue } from "../../src/engine/engine.ts";
import { activationNamed, formOf, GELU, GELU_TANH } from "../../src/maths/workings/activations.ts";
import { erf, normalShare } from "../../src/maths/workings/erf.ts";
import { layerNorm } from "../../src/maths/workings/layer-norm.ts";
import { lensClasses } from "../../src/maths/workings/lens.ts";
import { passing } from "../../src/maths/workings/silenced.ts";
import { softmax, spreadOf } from "../../src/maths/workings/softmax.ts";
import type { Material, Operation, Setting } from "../../src/views/detail/operation.ts";
import { activationPage } from "../../src/views/detail/operations/activation/index.ts";
import { layerNormPage } from "../../src/views/detail/operations/layer-norm/index.ts";
import { softmaxPage } from "../../src/views/detail/operations/softmax/index.ts";
import { contract, squareGrid } from "./grids.ts";

const close = (value: number, wanted: number, off = 1e-12) =>
  assert.ok(Math.abs(value - wanted) <= off * Math.max(1, Math.abs(wanted)), `${value} is not ${wanted}`);

/** Numbers that look like a network's, the same in every run. */
function drawn(count: number, seed: number, spread = 1): Float32Array {
  let state = seed * 2654435761;
  const uniform = () => (state = (state * 1664525 + 1013904223) >>> 0) / 2 ** 32;
  return Float32Array.from({ length: count }, () => spread * (uniform() + uniform() + uniform() - 1.5) * 2);
}

const [SIDE, TOKENS, WIDTH, HEADS, HIDDEN, CLASSES, BLOCKS] = [2, 6, 12, 2, 20, 5, 3];
const SYMBOLS: Readonly<Record<string, string>> = {
  hook_resid_post: "x",
  "ln_final.hook_scale": "s",
  "ln_final.hook_normalized": "n",
};
const hook = (
  name: string,
  op: string,
  dims: string[],
  shape: number[],
  inputs: string[],
  formula = "",
  weights: string[] = [],
): Hook => ({
  name,
  op,
  dims,
  shape,
  inputs,
  formula,
  weights,
  concept: "",
  symbol: SYMBOLS[name.replace(/^blocks\.\d+\./, "")] ?? "",
  activation: op === "activation" ? "GELU" : null,
  reads: op === "head" ? "cls" : null,
  stage: /^blocks\.\d+/.exec(name)?.[0] ?? "head",
});
const row = ["pos", "d_model"];
const HOOKS: readonly Hook[] = [
  ...[0, 1, 2].map((i) => hook(`blocks.${i}.hook_resid_post`, "residual_add", row, [TOKENS, WIDTH], [])),
  hook("ln_final.hook_scale", "norm_scale", ["pos", "1"], [TOKENS, 1], ["blocks.2.hook_resid_post"]),
  hook(
    "ln_final.hook_normalized",
    "layer_norm",
    row,
    [TOKENS, WIDTH],
    ["blocks.2.hook_resid_post", "ln_final.hook_scale"],
    "n = (x − mean(x)) / s · w + b",
    ["ln_final.w", "ln_final.b"],
  ),
  hook("logits", "head", ["class"], [CLASSES], ["ln_final.hook_normalized"], "logits = n[CLS] W_H + b_H", [
    "head.W_H",
    "head.b_H",
  ]),
  hook("probabilities", "softmax", ["class"], [CLASSES], ["logits"], "p = softmax of the logits"),
  hook("blocks.1.attn.hook_attn_scores", "scores", ["head", "query", "key"], [HEADS, TOKENS, TOKENS], []),
  hook("blocks.1.mlp.hook_pre", "linear", ["pos", "d_mlp"], [TOKENS, HIDDEN], []),
  hook(
    "blocks.1.attn.hook_pattern",
    "softmax",
    ["head", "query", "key"],
    [HEADS, TOKENS, TOKENS],
    ["blocks.1.attn.hook_attn_scores"],
  ),
  hook(
    "blocks.1.mlp.hook_post",
    "activation",
    ["pos", "d_mlp"],
    [TOKENS, HIDDEN],
    ["blocks.1.mlp.hook_pre"],
    "g = GELU(h)",
  ),
];
const EPS = 1e-6;
const model = {
  hooks: HOOKS,
  labels: ["cat", "dog", "ship", "truck", "frog"],
  config: contract(2, { eps: EPS, n_layers: BLOCKS }),
} as unknown as ModelEntry;

function settingAt(name: string, cell: { token: number; head: number; column: number }): Setting {
  const found = HOOKS.find((one) => one.name === name)!;
  const grid = squareGrid(SIDE, 2);
  return {
    model,
    grid,
    hook: found,
    page: { id: name, op: found.op, hooks: [found], stage: found.stage },
    cell,
    tone: "light",
    state: {} as Setting["state"],
  };
}

/** A material of these numbers that refuses what an operation did not ask for. */
function told<W>(operation: Operation<W>, setting: Setting, numbers: Readonly<Record<string, Float32Array>>) {
  const { tensors, weights } = operation.needs(setting);
  const given = (name: string): TensorValue => {
    const found = HOOKS.find((one) => one.name === name);
    return { name, dims: found?.dims ?? [], shape: found?.shape ?? [], data: numbers[name]! };
  };
  const material: Material = {
    tensor: (name) => (assert.ok(tensors.includes(name), name), given(name)),
    weight: (name) => (assert.ok(weights.includes(name), name), given(name)),
    pixels: null,
  };
  const made = operation.work(setting, material);
  return { made, story: operation.story(setting, made) };
}

/** Everything that a page says, at every step. */
function spoken({ story }: { story: ReturnType<Operation<unknown>["story"]> }): string {
  const steps = story.steps.flatMap((step) => [
    step.say(),
    story
      .formula(step)
      .map(({ text }) => text)
      .join(""),
  ]);
  return [story.title, ...story.words, ...steps].join("\n");
}

const sane = (text: string) => assert.doesNotMatch(text, /NaN|undefined|not a number|∞/);

test("erf is that of the tables", () => {
  // Abramowitz and Stegun 1964, table 7.1; the last two as PyTorch has them.
  const known = [
    [0, 0],
    [0.5, 0.5204998778130465],
    [1, 0.8427007929497149],
    [2, 0.9953222650189527],
    [2.9, 0.9999589021219005],
    [3.5, 0.9999992569016276],
  ] as const;
  for (const [x, value] of known) {
    close(erf(x), value, 1e-14);
    close(erf(-x), -value, 1e-14);
  }
  close(normalShare(0), 0.5);
  close(normalShare(-1.959963984540054), 0.025, 1e-14);
  assert.ok(Math.abs(normalShare(-6) / 9.865876450376981e-10 - 1) < 1e-9);
  assert.deepEqual([erf(Infinity), erf(-Infinity), normalShare(-Infinity)], [1, -1, 0]);
});

test("activations have the values that PyTorch gives them", () => {
  // torch.nn.functional, in float64, at −1.5, −0.3, 0, 0.7 and 2.
  const known: Readonly<Record<string, readonly number[]>> = {
    GELU: [-0.1002108019, -0.11462657334, 0, 0.53062544344, 1.9544997361],
    gelu_pytorch_tanh: [-0.10042842302, -0.11462907646, 0, 0.53057013471, 1.95459769409],
    QuickGELU: [-0.10833780155, -0.11251586462, 0, 0.53689395172, 1.93565862314],
    SiLU: [-0.27363828571, -0.12766724496, 0, 0.46773144052, 1.76159415596],
    ReLU: [0, 0, 0, 0.7, 2],
    elu: [-0.77686983985, -0.25918177932, 0, 0.7, 2],
    mish: [-0.29809974217, -0.15113317714, 0, 0.56114837764, 1.94395895953],
  };
  for (const [name, values] of Object.entries(known)) {
    const activation = activationNamed(name)!;
    [-1.5, -0.3, 0, 0.7, 2].forEach((h, i) => close(activation.apply(h), values[i]!, 1e-10));
  }
  assert.equal(activationNamed("of their own"), null);
});

test("the form of GELU is read off the numbers", () => {
  const before = drawn(64, 3, 2);
  assert.equal(
    formOf(
      "GELU",
      before,
      before.map((h) => GELU.apply(h)),
    ),
    GELU,
  );
  assert.equal(
    formOf(
      "GELU",
      before,
      before.map((h) => GELU_TANH.apply(h)),
    ),
    GELU_TANH,
  );
});

test("LayerNorm comes to what a plain loop comes to", () => {
  const [x, w, b] = [drawn(TOKENS * WIDTH, 1, 3), drawn(WIDTH, 2), drawn(WIDTH, 5)];
  const [token, column] = [3, 7];
  let mean = 0;
  for (let i = 0; i < WIDTH; i++) mean += x[token * WIDTH + i]! / WIDTH;
  let variance = 0;
  for (let i = 0; i < WIDTH; i++) variance += (x[token * WIDTH + i]! - mean) ** 2 / WIDTH;
  const wanted = ((x[token * WIDTH + column]! - mean) / Math.sqrt(variance + EPS)) * w[column]! + b[column]!;
  const scale = new Float32Array(TOKENS).fill(Math.sqrt(variance + EPS));
  const numbers = {
    "blocks.2.hook_resid_post": x,
    "ln_final.w": w,
    "ln_final.b": b,
    "ln_final.hook_scale": scale,
    "ln_final.hook_normalized": drawn(TOKENS * WIDTH, 9),
  };
  const page = told(layerNormPage, settingAt("ln_final.hook_normalized", { token, head: 0, column }), numbers);
  close(page.story.result, wanted);
  close(page.made.scale, page.made.hookScale, 1e-6);
  const { sum } = page.story;
  close(sum!.term(WIDTH - 1).running / WIDTH, variance);
  close(sum!.term(4).factors[0]! * sum!.term(4).factors[1]!, sum!.term(4).value);
  assert.equal(page.story.steps[0]!.phase, "whole");
  sane(spoken(page));
});

test("a token whose features are all equal keeps its bias and says so", () => {
  const flat = layerNorm(new Float32Array(8).fill(2.5), 0, null, drawn(8, 4));
  assert.deepEqual([flat.variance, flat.scale], [0, 0]);
  flat.after.forEach((value, i) => close(value, flat.bias[i]!));
  const numbers = {
    "blocks.2.hook_resid_post": new Float32Array(TOKENS * WIDTH).fill(1),
    "ln_final.w": drawn(WIDTH, 2),
    "ln_final.b": drawn(WIDTH, 5),
    "ln_final.hook_scale": new Float32Array(TOKENS).fill(1e-3),
    "ln_final.hook_normalized": new Float32Array(TOKENS * WIDTH),
  };
  const page = told(layerNormPage, settingAt("ln_final.hook_normalized", { token: 2, head: 0, column: 1 }), numbers);
  assert.match(page.story.steps[0]!.say(), /None differs from the mean/);
  sane(spoken(page));
});

test("softmax over keys comes to what a plain loop comes to, at the right head, query and key", () => {
  const scores = drawn(HEADS * TOKENS * TOKENS, 11, 4);
  const cell = { token: 4, head: 1, column: 2 };
  const start = (cell.head * TOKENS + cell.token) * TOKENS;
  let total = 0;
  for (let i = 0; i < TOKENS; i++) total += Math.exp(scores[start + i]!);
  const numbers = { "blocks.1.attn.hook_attn_scores": scores, "blocks.1.attn.hook_pattern": scores };
  const page = told(softmaxPage, settingAt("blocks.1.attn.hook_pattern", cell), numbers);
  close(page.story.result, Math.exp(scores[start + 2]!) / total);
  close(
    page.made.shares.reduce((sum, share) => sum + share, 0),
    1,
  );
  close(page.story.sum!.term(TOKENS - 1).running, page.made.total);
  assert.equal(page.made.names[1], "distillation token");
  assert.equal(page.made.names[2], "patch (0, 0)");
  sane(spoken(page));
});

test("softmax does not overflow, and masked scores get nothing", () => {
  const { shares } = softmax(Float32Array.of(900, 899, -Infinity));
  close(shares[0]!, 1 / (1 + Math.exp(-1)), 1e-12);
  assert.equal(shares[2], 0);
});

test("entropy counts the keys that share equally", () => {
  close(spreadOf(new Float64Array(8).fill(1 / 8)).effective, 8);
  close(spreadOf(Float64Array.of(1, 0, 0)).effective, 1);
  close(spreadOf(Float64Array.of(0.5, 0.25, 0.25)).bits, 1.5);
  assert.equal(spreadOf(Float64Array.of(0.4, 0.3, 0.3)).half, 2);
});

test("the logit lens at the last block is the answer itself", () => {
  const numbers: Record<string, Float32Array> = {
    "ln_final.w": drawn(WIDTH, 2),
    "ln_final.b": drawn(WIDTH, 5),
    "head.W_H": drawn(WIDTH * CLASSES, 6),
    "head.b_H": drawn(CLASSES, 7),
  };
  for (let block = 0; block < BLOCKS; block++)
    numbers[`blocks.${block}.hook_resid_post`] = drawn(TOKENS * WIDTH, 20 + block, 3);
  const logitsAfter = (block: number) => {
    const x = numbers[`blocks.${block}.hook_resid_post`]!.subarray(0, WIDTH);
    const n = layerNorm(x, EPS, numbers["ln_final.w"]!, numbers["ln_final.b"]!).after;
    return Float32Array.from({ length: CLASSES }, (_, c) =>
      n.reduce((sum, value, i) => sum + value * numbers["head.W_H"]![i * CLASSES + c]!, numbers["head.b_H"]![c]!),
    );
  };
  numbers["logits"] = logitsAfter(BLOCKS - 1);
  numbers["probabilities"] = Float32Array.from(softmax(numbers["logits"]).shares);
  const page = told(softmaxPage, settingAt("probabilities", { token: 0, head: 0, column: 3 }), numbers);
  const rows = page.made.lens!.rows;
  assert.equal(rows.length, BLOCKS);
  rows.at(-1)!.probabilities.forEach((share, i) => close(share, page.made.shares[i]!, 1e-6));
  softmax(logitsAfter(0)).shares.forEach((share, i) => close(rows[0]!.probabilities[i]!, share, 1e-6));
  assert.equal(page.story.steps.filter(({ phase }) => phase === "blocks").length, BLOCKS);
  assert.ok(lensClasses(rows, 3, 2).includes(3));
  assert.match(spoken(page), /nostalgebraist 2020/);
  sane(spoken(page));
});

test("an activation's page follows one number, and counts what is silenced", () => {
  const pre = drawn(TOKENS * HIDDEN, 31, 2);
  const post = pre.map((h) => GELU.apply(h));
  const page = told(activationPage, settingAt("blocks.1.mlp.hook_post", { token: 5, head: 0, column: 9 }), {
    "blocks.1.mlp.hook_pre": pre,
    "blocks.1.mlp.hook_post": post,
  });
  close(page.story.result, post[5 * HIDDEN + 9]!, 1e-6);
  const silenced = [...page.made.before].filter((h) => h < -1.2815515655).length;
  assert.equal(page.made.passing.silenced, silenced);
  sane(spoken(page));
  assert.deepEqual(passing([-1, 0, 2], [0, 0, 2]), { count: 3, negative: 1, silenced: 2, half: 1 });
});

test("an activation without a known formula is drawn through the model's own numbers", () => {
  const [pre, post] = [drawn(TOKENS * HIDDEN, 31), drawn(TOKENS * HIDDEN, 32)];
  const setting = settingAt("blocks.1.mlp.hook_post", { token: 1, head: 0, column: 0 });
  const other = { ...setting, hook: { ...setting.hook, activation: "squaredplus" } };
  const page = told(activationPage, other, { "blocks.1.mlp.hook_pre": pre, "blocks.1.mlp.hook_post": post });
  assert.equal(page.made.activation, null);
  assert.equal(page.story.result, post[HIDDEN]);
  assert.match(spoken(page), /no formula for squaredplus/);
});

/** What a model says of its tokens, its head and its stages, as the page reads it; Python's own answers beside. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { resolve } from "node:path";
import { test } from "node:test";

import type { Hook, ModelConfig } from "../../src/data/manifest.ts";
import { probabilitiesOf } from "../../src/hooks/output.ts";
import { headParts, isRead, readoutName, readToken } from "../../src/hooks/readout.ts";
import { configNumber, gridOf, imageSize, patchSize } from "../../src/hooks/sizes.ts";
import { blockGrid, blockStage } from "../../src/hooks/stages.ts";
import { patchAt, patchCount, placeOf, tokenName } from "../../src/maths/tokens.ts";

const ROOT = resolve(import.meta.dirname, "../../..");

interface Told {
  readonly config: ModelConfig;
  readonly hooks: readonly Hook[];
  readonly read: readonly number[];
}

const CASES: Readonly<Record<string, Told>> = JSON.parse(
  execFileSync(`${ROOT}/.venv/bin/python`, ["-c", PYTHON()], {
    encoding: "utf8",
    env: { ...process.env, PYTHONPATH: `${ROOT}/builder` },
  }),
);

function PYTHON(): string {
  return `
import json
from elvit.hooks.spec import Spec
from elvit.hooks.stages import Stage
from elvit.hooks.table import hook_table
plain = dict(n_layers=2, n_heads=2, d_model=8, d_head=4, d_mlp=16, n_classes=3, eps=1e-6)
square, tall = dict(image_size=8, patch_size=4), dict(image_size=(12, 30), patch_size=(4, 6))
swin = (Stage(0, 1, 4, 6, 8, 2, 4, 16, (2, 3), (1, 1)), Stage(1, 1, 2, 3, 16, 4, 4, 32, (2, 3), None))
specs = {
    "plain": Spec(**plain, **square),
    "mean": Spec(**plain, **tall, prefix=(), readout="mean_all"),
    "patches": Spec(**plain, **square, prefix=("cls",), readout="mean_patches"),
    "all": Spec(**plain, **square, prefix=("cls",), readout="mean_all", output="regression"),
    "joined": Spec(**plain, **square, prefix=("cls", "reg1", "reg2"), readout="cls_and_mean"),
    "two": Spec(**plain, **square, prefix=("cls", "dist"), readout="two_heads", output="multi_label"),
    "stages": Spec(**plain, image_size=(8, 12), patch_size=2, prefix=(), readout="mean_all", stages=swin),
}
print(json.dumps({
    name: dict(config=spec.manifest(), hooks=[hook.manifest() for hook in hook_table(spec)], read=spec.read)
    for name, spec in specs.items()
}))`;
}

const of = (name: string): Told => CASES[name]!;
const shape = (name: string, hook: string) => of(name).hooks.find((one) => one.name === hook)!.shape;

test("the grid has the tokens, names and readout that Python says", () => {
  for (const [name, { config, hooks, read }] of Object.entries(CASES)) {
    const last = blockGrid(config, config.n_layers - 1);
    assert.deepEqual([...last.read], [...read], name);
    assert.equal(gridOf(config).tokens, hooks.find((hook) => hook.name === "hook_full_embed")!.shape[0], name);
    assert.equal(patchCount(gridOf(config)), hooks.find((hook) => hook.name === "hook_embed")!.shape[0], name);
    const tokens = Array.from({ length: last.tokens }, (_, token) => token);
    assert.deepEqual(
      tokens.filter((token) => isRead(config, token)),
      [...read],
      name,
    );
  }
});

test("sizes are in pixels, and a rectangle has two", () => {
  const { config } = of("mean");
  assert.deepEqual(
    [imageSize(config), patchSize(config)],
    [
      { height: 12, width: 30 },
      { height: 4, width: 6 },
    ],
  );
  assert.deepEqual([gridOf(config).rows, gridOf(config).columns], [3, 5]);
  assert.equal(configNumber(config, "image_width"), 30);
  assert.equal(configNumber(config, "image_size"), null);
  assert.equal(configNumber(of("plain").config, "image_size"), 8);
  assert.deepEqual(placeOf(gridOf(config), 7), [1, 2]);
  assert.deepEqual([patchAt(gridOf(config), 2, 4), patchAt(gridOf(config), 3, 0)], [14, null]);
});

test("tokens before the patches have their names", () => {
  const named = (name: string) => gridOf(of(name).config).prefixNames;
  assert.deepEqual(named("joined"), ["CLS", "register 1", "register 2"]);
  assert.deepEqual(named("two"), ["CLS", "distillation token"]);
  assert.equal(tokenName(gridOf(of("joined").config), 4), "patch (0, 1)");
  assert.equal(tokenName(gridOf(of("mean").config), 0), "patch (0, 0)");
});

test("what the head reads has a name, and each head says which rows", () => {
  const said = Object.fromEntries(Object.entries(CASES).map(([name, { config }]) => [name, readoutName(config)]));
  assert.equal(said["plain"], "CLS");
  assert.equal(said["mean"], "the mean of the patches");
  assert.equal(said["patches"], "the mean of the patches");
  assert.equal(said["all"], "the mean of all tokens");
  assert.equal(said["joined"], "CLS and the mean of the patches");
  assert.match(said["two"]!, /CLS and the distillation token/);
  const parts = (name: string) =>
    of(name)
      .hooks.filter(({ op }) => op === "head")
      .map((head) => headParts(of(name).config, head, 4));
  assert.deepEqual(parts("plain"), [[[0]]]);
  assert.deepEqual(parts("patches"), [[[1, 2, 3, 4]]]);
  assert.deepEqual(parts("all"), [[[0, 1, 2, 3, 4]]]);
  assert.deepEqual(parts("joined"), [[[0], [3, 4, 5, 6]]]);
  assert.deepEqual(parts("two"), [[[0]], [[1]]]);
  assert.deepEqual([readToken(of("plain").config), readToken(of("two").config)], [0, null]);
});

test("formulas follow the readout and the tokens", () => {
  const formula = (name: string, hook: string) => of(name).hooks.find((one) => one.name === hook)!.formula;
  assert.equal(formula("plain", "logits"), "logits = n[CLS] W_H + b_H");
  assert.equal(formula("plain", "hook_full_embed"), "[CLS; E] + W_pos");
  for (const { formula: text } of of("mean").hooks) assert.doesNotMatch(text, /CLS/);
  assert.match(formula("mean", "logits"), /mean/);
  assert.equal(formula("two", "hook_full_embed"), "[CLS; dist; E] + W_pos");
  assert.match(formula("two", "logits"), /logits_cls \+ logits_dist/);
});

test("what the logits become follows the kind of output", () => {
  assert.deepEqual(
    ["plain", "two", "all"].map((name) => probabilitiesOf(of(name).config)),
    ["softmax", "sigmoid", "none"],
  );
  assert.ok(!of("all").hooks.some(({ name }) => name === "probabilities"));
});

test("each block has the sizes of its stage", () => {
  const { config } = of("stages");
  assert.deepEqual(shape("stages", "hook_embed"), [24, 8]);
  assert.deepEqual(shape("stages", "blocks.0.attn.hook_pattern"), [2, 24, 24]);
  assert.deepEqual(shape("stages", "blocks.1.attn.hook_pattern"), [4, 6, 6]);
  assert.deepEqual(shape("stages", "ln_final.hook_normalized"), [6, 16]);
  assert.deepEqual([blockStage(config, 0).window, blockStage(config, 1).shift], [[2, 3], null]);
  assert.deepEqual([blockGrid(config, 1).rows, blockGrid(config, 1).columns], [2, 3]);
  assert.equal(blockGrid(config, 0), gridOf(config));
});

/** Every hook that Python's table has is drawn and spoken of: its table is read here, not copied. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { pieces } from "../../src/controls/rich.ts";
import type { Hook } from "../../src/data/manifest.ts";
import { counterpart, kindOf, landing, stagesOf } from "../../src/hooks/kinds.ts";
import { KNOWN_OPS, nameOf, opWords, titleOf, wordsOf } from "../../src/hooks/words.ts";
import { OPERATIONS } from "../../src/views/detail/operations/index.ts";
import { pageOf, pagesOf } from "../../src/views/detail/pages.ts";

const SCRIPT = `
import json
from elvit.hooks.table import hook_table
from elvit.hooks.spec import Spec
spec = Spec(n_layers=2, n_heads=2, d_model=8, d_head=4, d_mlp=16, patch_size=4, image_size=8, n_classes=3, eps=1e-6)
print(json.dumps([hook.manifest() for hook in hook_table(spec)]))
`;
const builder = fileURLToPath(new URL("../../../builder/", import.meta.url));
let hooks: Hook[] = [];
const PLAIN = { prefix: ["cls"], readout: "token" } as const;

before(() => {
  const python = process.env["PYTHON"] ?? "python3";
  hooks = JSON.parse(
    execFileSync(python, ["-c", SCRIPT], { env: { ...process.env, PYTHONPATH: builder }, encoding: "utf8" }),
  ) as Hook[];
});

test("every hook has a place in the map, a title, a name and two paragraphs", () => {
  assert.ok(hooks.length > 30);
  for (const hook of hooks) {
    assert.notEqual(kindOf(hook).id, "other", hook.name);
    assert.ok(titleOf(hook).length > 5 && nameOf(hook).length >= 3, hook.name);
    assert.ok(wordsOf(hook, PLAIN).paragraphs.length >= 2, hook.name);
  }
});

test("every operation has words", () => {
  for (const hook of hooks) assert.ok(KNOWN_OPS.includes(hook.op) && !opWords(hook).includes("_"), hook.op);
});

test("no two parts of a stage share a place", () => {
  for (const stage of stagesOf(hooks)) {
    const places = hooks.filter((hook) => hook.stage === stage).map((hook) => JSON.stringify(kindOf(hook).place));
    assert.equal(new Set(places).size, places.length, stage);
  }
});

test("coloured terms are of a known role, and no brace is left over", () => {
  const roles = ["query", "key", "value", "pattern", "stream", "norm", "mlp", "cls", "class"];
  for (const hook of hooks) {
    for (const { text, role } of wordsOf(hook, PLAIN).paragraphs.flatMap(pieces)) {
      assert.ok(role === null || roles.includes(role), `${hook.name}: ${role}`);
      assert.ok(!/[{}|]/.test(text), `${hook.name}: ${text}`);
    }
  }
});

test("from block to block the part stays", () => {
  const query = hooks.find((hook) => hook.name === "blocks.0.attn.hook_q")!;
  assert.equal(counterpart(hooks, query, "blocks.1").name, "blocks.1.attn.hook_q");
  assert.equal(counterpart(hooks, query, "head").name, "probabilities");
  assert.equal(landing(hooks, 2).name, "blocks.0.attn.hook_pattern");
});

test("a hook nobody has heard of still has a label and words", () => {
  const odd: Hook = {
    name: "blocks.0.hook_layer_scale",
    dims: ["pos", "d_model"],
    shape: [5, 8],
    op: "layer_scale",
    inputs: [],
    formula: "",
    concept: "",
    symbol: "",
    activation: null,
    reads: null,
    weights: [],
    stage: "blocks.0",
  };
  assert.deepEqual([kindOf(odd).label, opWords(odd)], ["layer_scale", "layer scale"]);
  assert.ok(wordsOf(odd, PLAIN).paragraphs.length > 0);
});

test("every hook belongs to one page, and hooks that are one thought share theirs", () => {
  const pages = pagesOf(hooks);
  assert.deepEqual(
    pages.flatMap((page) => page.hooks.map(({ name }) => name)),
    hooks.map(({ name }) => name),
  );
  const inBlock = pages.filter(({ stage }) => stage === "blocks.1").map(({ op }) => op);
  const attention = ["layer_norm", "linear", "scores", "softmax", "weighted_sum", "projection", "residual_add"];
  assert.deepEqual(inBlock, [...attention, "layer_norm", "linear", "activation", "linear", "residual_add"]);
  assert.equal(pageOf(pages, "blocks.0.attn.hook_k"), pageOf(pages, "blocks.0.attn.hook_v"));
  assert.deepEqual(
    pageOf(pages, "hook_pos_embed")?.hooks.map(({ name }) => name),
    ["hook_pos_embed", "hook_full_embed"],
  );
});

test("every kind of page is worked out", () => {
  for (const { op, id } of pagesOf(hooks)) assert.ok(OPERATIONS[op], `${id}: ${op}`);
});

const said = (kind: string, config: Parameters<typeof wordsOf>[1]) => {
  const hook = hooks.find((one) => kindOf(one).id === kind)!;
  return wordsOf(hook, config)
    .paragraphs.flatMap(pieces)
    .map(({ text }) => text)
    .join("");
};

test("no sentence speaks of a token that the model does not have, and all of those that it has are named", () => {
  for (const readout of ["mean_all", "mean_patches"] as const)
    for (const { id } of hooks.map(kindOf)) assert.ok(!said(id, { prefix: [], readout }).includes("CLS"), id);
  const two = { prefix: ["cls", "dist"], readout: "two_heads" } as const;
  assert.ok(said("full_embed", two).includes("Patch rows with CLS and the distillation token put in front"));
  assert.ok(said("pos_embed", two).includes("CLS and the distillation token have rows of their own"));
  assert.ok(said("pattern", two).includes("Pick a patch, or CLS or the distillation token, and read"));
  assert.ok(said("final_normalized", two).includes("One head reads the row of CLS, another that of the distillation"));
});

test("what the head reads is said as it is", () => {
  assert.ok(said("final_normalized", PLAIN).includes("The head reads only the row of CLS"));
  assert.ok(said("final_normalized", { prefix: [], readout: "mean_all" }).includes("the mean of all rows"));
  assert.ok(said("logits", PLAIN).startsWith("The final row times one learned row"));
  const joined = { prefix: ["cls", "reg1"], readout: "cls_and_mean" } as const;
  assert.ok(said("logits", joined).startsWith("CLS and the mean of the patches times one learned row"));
  assert.ok(said("full_embed", joined).includes("Patch rows with CLS and register 1 put in front"));
});

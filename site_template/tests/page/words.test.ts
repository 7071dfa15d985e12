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
    assert.ok(wordsOf(hook).paragraphs.length >= 2, hook.name);
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
    for (const { text, role } of wordsOf(hook).paragraphs.flatMap(pieces)) {
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
  assert.ok(wordsOf(odd).paragraphs.length > 0);
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

/** What a query finds, and in which order. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { ConceptNode } from "../../src/data/concepts.ts";
import type { Hook, ModelEntry } from "../../src/data/manifest.ts";
import { nameOf } from "../../src/hooks/words.ts";
import {
  classEntries,
  conceptEntries,
  type Group,
  hookEntries,
  search,
  wordsIn,
} from "../../src/shell/search-index.ts";

const hook = (name: string, dims = ["pos", "d_model"], op = "linear"): Hook => ({
  name,
  dims,
  op,
  shape: dims.map(() => 4),
  inputs: [],
  formula: "",
  concept: "",
  symbol: "",
  activation: null,
  reads: null,
  weights: [],
  stage: /^blocks\.\d+/.exec(name)?.[0] ?? "head",
});
const BLOCK = ["ln1.hook_scale", "attn.hook_q", "attn.hook_pattern", "mlp.hook_post", "hook_resid_post"];
const HOOKS = [
  ...Array.from({ length: 12 }, (_, block) => BLOCK.map((part) => hook(`blocks.${block}.${part}`))).flat(),
  hook("logits", ["class"], "head"),
  hook("probabilities", ["class"], "softmax"),
];
const node = (id: string, title: string, summary: string, hooks: string[] = []): ConceptNode => ({
  id,
  title,
  summary,
  hooks,
  stage: "attention",
  needs: [],
  part_of: [],
  feeds: [],
  see: [],
  x: 0,
  y: 0,
});
const NODES = [
  node("self-attention", "Self-attention", "Every token reads from every other; a softmax says how much."),
  node("softmax", "Softmax", "Turns any row of numbers into positive ones that sum to 1.", ["attn.hook_pattern"]),
  node("attention-pattern", "Attention pattern", "Who looks at whom.", ["attn.hook_pattern"]),
  node("query", "Query", "What a token looks for.", ["attn.hook_q"]),
];
const model = { labels: ["cat", "catamaran", "Übersee"], hooks: HOOKS } as unknown as ModelEntry;
const ENTRIES = [
  ...conceptEntries(NODES, [{ id: "attention", title: "Attention" }]),
  ...hookEntries(HOOKS, nameOf),
  ...classEntries(model),
];
const find = (query: string, block = 4) => search(ENTRIES, query, block);
const of = (groups: Group[], sort: Group["sort"]) => groups.find((group) => group.sort === sort)?.entries ?? [];

test("names of hooks fall into words, accents and capitals do not matter", () => {
  assert.deepEqual(wordsIn("blocks.3.attn.hook_pattern"), ["blocks", "3", "attn", "hook", "pattern"]);
  assert.deepEqual(wordsIn("  Übersee "), ["ubersee"]);
});

test("a concept of that very name comes before one that mentions it", () => {
  assert.deepEqual(
    of(find("softmax"), "concept").map(({ title }) => title),
    ["Softmax", "Self-attention"],
  );
});

test("the tensor that every block has is found once, in the block that is looked at", () => {
  const found = of(find("pattern", 7), "hook");
  assert.deepEqual(
    found.map(({ note }) => note),
    ["blocks.7.attn.hook_pattern"],
  );
  assert.equal(found[0]!.title, "attention pattern, block 7");
});

test("a number asks for a block, and 1 is not 11", () => {
  assert.deepEqual(
    of(find("pattern 1"), "hook").map(({ note }) => note),
    ["blocks.1.attn.hook_pattern"],
  );
  assert.deepEqual(
    of(find("blocks.11.attn.hook_q"), "hook").map(({ note }) => note),
    ["blocks.11.attn.hook_q"],
  );
});

test("a short word finds whole words and beginnings, a longer one also what lies within", () => {
  assert.deepEqual(
    of(find("cat"), "class").map(({ title }) => title),
    ["cat", "catamaran"],
  );
  assert.deepEqual(
    of(find("maran"), "class").map(({ title }) => title),
    ["catamaran"],
  );
  assert.deepEqual(of(find("an"), "class"), []);
});

test("every word of the query must fit", () => {
  assert.deepEqual(find("softmax giraffe"), []);
  assert.deepEqual(find(" . "), []);
});

test("results lead to their view", () => {
  assert.deepEqual(of(find("query"), "concept")[0]!.go, { view: "background", concept: "query", find: "" });
  assert.deepEqual(of(find("logits"), "hook")[0]!.go, { view: "tensors", hook: "logits" });
  assert.deepEqual(of(find("ubersee"), "class")[0]!.go, { view: "tensors", hook: "probabilities", column: 2 });
});

test("no more than a handful is shown, and how many are left is said", () => {
  const [only] = search(
    classEntries({ ...model, labels: Array.from({ length: 40 }, (_, i) => `bird ${i}`) }),
    "bird",
    0,
  );
  assert.equal(only!.entries.length + only!.more, 40);
  assert.ok(only!.entries.length <= 8);
});

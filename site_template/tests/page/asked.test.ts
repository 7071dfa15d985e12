/** Whatever an address asks for is either shown or told, and no value of the state is out of bounds. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { checkChange } from "../../src/api/change.ts";
import { type Present, problemsOf } from "../../src/shell/asked.ts";
import { INITIAL, type Key, parse, TABLE } from "../../src/state/table.ts";

const PRESENT: Present = {
  names: {
    view: ["overview", "tensors", "background"],
    image: ["airplane", "deer"],
    model: ["small"],
    hook: ["logits", "blocks.0.attn.hook_pattern"],
    concept: ["softmax"],
  },
  counts: { token: 65, head: 3, block: 6, open: 6 },
};

test("a link that can be honoured is not remarked upon", () => {
  for (const hash of [
    "",
    "view=tensors&hook=logits",
    "token=64&head=2&block=5&threshold=-0.25",
    "gone=1-3&share=30",
    "image=",
    "k=0.7&opacity=100",
  ])
    assert.deepEqual(problemsOf(`#${hash}`, PRESENT), [], hash);
});

for (const [hash, kind, meant] of [
  ["image=nope", "name", null],
  ["image=deeer", "name", "deer"],
  ["image=own-1", "own", null],
  ["view=foo", "name", null],
  ["view=tensor", "name", "tensors"],
  ["hook=blocks.9.attn.hook_pattern", "name", "blocks.0.attn.hook_pattern"],
  ["concept=nope", "name", null],
  ["model=smal", "name", "small"],
  ["imgae=deer", "key", "image"],
  ["token=65", "beyond", null],
  ["token=-1", "value", null],
  ["head=99", "beyond", null],
  ["block=6", "beyond", null],
  ["block=last", "value", null],
  ["opacity=400", "value", null],
  ["threshold=NaN", "value", null],
  ["k=much", "value", null],
  ["see=nothing", "value", null],
  ["start=99", "value", null],
] as const)
  test(`#${hash} is told`, () => {
    const [problem, ...others] = problemsOf(`#${hash}`, PRESENT);
    assert.deepEqual(others, []);
    assert.equal(problem?.kind, kind);
    if (kind === "name" || kind === "key") assert.equal(problem.meant, meant);
    assert.equal(problem.asked, hash.split("=")[1]);
  });

test("2,000 random addresses come to finite numbers, and what is not taken is told", () => {
  let seed = 7;
  const below = (most: number) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor((seed / 2 ** 32) * most);
  };
  const values = ["", "NaN", "undefined", "-1", "1e999", "99999999999", "0.5", "a,b,c", "%", "<b>", "1,NaN,2", "é"];
  const numeric: readonly Key[] = ["threshold", "k", "block", "open"];
  const keys = Object.keys(TABLE) as Key[];
  for (let turn = 0; turn < 2000; turn++) {
    const asked = Array.from({ length: 1 + below(5) }, () => [
      keys[below(keys.length)]!,
      values[below(values.length)]!,
    ]);
    const hash = new URLSearchParams(asked).toString();
    const state = parse(hash);
    for (const key of keys) {
      if (typeof INITIAL[key] === "number") assert.ok(Number.isFinite(state[key]), `${key} of ${hash}`);
      if (numeric.includes(key)) assert.ok(Number.isFinite(Number(state[key])), `${key} of ${hash}`);
    }
    const told = problemsOf(hash, PRESENT).map(({ key }) => key);
    for (const [key, value] of asked)
      if (value !== "" && TABLE[key as Key].read(value!) === undefined) assert.ok(told.includes(key!), hash);
  }
});

test("a script that sets what there is not is told", () => {
  checkChange("elvit.go", { view: "detail", token: 3, gone: "1-3" });
  assert.throws(() => checkChange("elvit.go", { tokn: 3 }), /tokn/);
  for (const change of [{ token: Number.NaN }, { token: "3" }, { opacity: 400 }, { see: "nothing" }, { start: -1 }])
    assert.throws(() => checkChange("elvit.go", change), /cannot set/);
});

// What is asked for is checked against the manifest before anything is loaded.
import assert from "node:assert/strict";
import { test } from "node:test";

import { toFeed } from "../../src/api/options.ts";
import { checkEdits } from "../../src/engine/check-edits.ts";
import { feedEdits } from "../../src/engine/edits.ts";
import type { Feed } from "../../src/engine/engine.ts";
import { closest } from "../../src/engine/names.ts";
import { failureOf } from "../../src/engine/protocol.ts";
import { topOf } from "../../src/engine/result.ts";
import { EngineError } from "../../src/errors.ts";
import { tinyModel } from "./harness/model.ts";

const checkFeed = (model: typeof MODEL, feed: Feed) => checkEdits(model, feedEdits(feed));
const MODEL = tinyModel(new Map(), "one", new Uint8Array(48));

test("a feed of the hook's length passes, whatever its numbers", () => {
  checkFeed(MODEL, { hook_embed: new Float32Array(48).fill(Infinity), logits: new Float32Array(12).fill(NaN) });
});

test("a feed of another length or name does not", () => {
  assert.throws(
    () => checkFeed(MODEL, { hook_embed: new Float32Array(47) }),
    /4 x 12 = 48 numbers, but the feed has 47/,
  );
  assert.throws(() => checkFeed(MODEL, { hook_emped: new Float32Array(48) }), { hint: 'Did you mean "hook_embed"?' });
  assert.throws(() => checkFeed(MODEL, { toString: new Float32Array(48) }), EngineError);
});

test("the closest name is the one with the fewest edits, or none", () => {
  const names = ["blocks.0.attn.hook_q", "blocks.0.attn.hook_k", "blocks.11.attn.hook_q", "logits"];
  assert.equal(closest("blocks.11.attn.hook_Q", names), "blocks.11.attn.hook_q");
  assert.equal(closest("logit", names), "logits");
  assert.equal(closest("x", names), null);
});

test("feeds may be plain arrays, typed arrays or tensors", () => {
  assert.deepEqual(toFeed({ a: [1, 2], b: new Float64Array([3]), c: { data: new Float32Array([4]) } }), {
    a: new Float32Array([1, 2]),
    b: new Float32Array([3]),
    c: new Float32Array([4]),
  });
  assert.throws(() => toFeed({ a: "1" as unknown as number[] }), EngineError);
});

test("the top classes come highest first, ten at most", () => {
  assert.deepEqual(topOf(new Float32Array([0.25, 0.5, 0.125]), ["a", "b"]), [
    { index: 1, label: "b", probability: 0.5 },
    { index: 0, label: "a", probability: 0.25 },
    { index: 2, label: "2", probability: 0.125 },
  ]);
  assert.equal(topOf(new Float32Array(1000), []).length, 10);
});

test("running out of memory is said in a sentence of its own", () => {
  for (const error of [
    new RangeError("Array buffer allocation failed"),
    new RangeError("out of memory"),
    new Error("Aborted(OOM)"),
  ]) {
    assert.match(failureOf(error).message, /not enough memory/);
  }
  assert.match(failureOf(new TypeError("x is not a function")).message, /x is not a function/);
  assert.deepEqual(failureOf(new EngineError("a", "b")), { message: "a", hint: "b", fatal: false });
});

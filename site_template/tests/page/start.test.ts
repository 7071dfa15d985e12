/** The way in: every stop is a state of the page that the model at hand has, told with its own numbers. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { ModelEntry } from "../../src/data/manifest.ts";
import { patchOnObject, stopsOf } from "../../src/shell/start/stops.ts";
import { STOPS } from "../../src/state/slices/start.ts";
import { format, INITIAL, parse } from "../../src/state/table.ts";

const hook = (name: string, op: string, dims: string[]) => ({ name, op, dims, shape: dims.map(() => 4), inputs: [] });

function model(readout: string, prefix: string[]): ModelEntry {
  const config = {
    image_size: [12, 20],
    patch_size: 4,
    d_model: 8,
    n_layers: 3,
    n_heads: 2,
    prefix,
    readout,
    output: "single_label",
  };
  const hooks = [
    hook("hook_embed", "patch_embedding", ["patch", "d_model"]),
    ...[0, 1, 2].map((block) => hook(`blocks.${block}.attn.hook_pattern`, "softmax", ["head", "query", "key"])),
    hook("logits", "head", ["class"]),
  ];
  const covers = { dog: { dog: Array.from({ length: 15 }, (_, patch) => (patch === 11 ? 1 : patch / 100)) } };
  return { id: "m", title: "m", config, hooks, covers, labels: ["cat", "dog"] } as unknown as ModelEntry;
}

const MODELS = { plain: model("token", ["cls"]), mean: model("mean_patches", []) };

for (const [name, one] of Object.entries(MODELS))
  test(`${name}: seven stops, each a state that the address holds, of hooks that the model has`, () => {
    const stops = stopsOf({ model: one, picture: "dog", answer: "dog", tops: ["cat", "cat", "dog"] });
    assert.equal(stops.length, STOPS);
    for (const [at, stop] of stops.entries()) {
      const state = { ...INITIAL, ...stop.state, start: at + 1 };
      assert.deepEqual(parse(format(state)), state);
      assert.ok(state.hook === "" || one.hooks.some((each) => each.name === state.hook), state.hook);
      assert.ok(stop.title && stop.says && stop.task);
      assert.ok(!/undefined|NaN/.test(stop.title + stop.says + stop.task), stop.says);
    }
  });

test("the numbers and classes are those of the model and the picture", () => {
  const says = (tops: string[]) =>
    stopsOf({ model: MODELS.plain, picture: "dog", answer: "dog", tops }).map((stop) => `${stop.title} ${stop.says}`);
  assert.match(says([])[1]!, /15 patches.*8 numbers/);
  assert.match(says([])[0]!, /3 blocks deep.*\{class\|dog\}/);
  assert.match(says(["cat", "cat", "dog"])[4]!, /\{class\|cat\} after block 0, \{class\|dog\} only after the last one/);
  assert.match(says(["cat", "dog", "dog"])[4]!, /\{class\|dog\} from block 1 on/);
  assert.match(says(["dog", "dog", "dog"])[4]!, /\{class\|dog\}, from the first block to the last/);
});

test("a model that reads no CLS is not said to have one", () => {
  const stops = stopsOf({ model: MODELS.mean, picture: "dog", answer: null, tops: [] });
  for (const { title, says, task } of stops) assert.ok(!/CLS/.test(title + says + task), says);
});

test("the first patch lies on the object, and in the middle where nobody knows where that is", () => {
  assert.equal(patchOnObject(MODELS.plain, "dog"), 11);
  assert.equal(patchOnObject(MODELS.plain, "elsewhere"), 7);
});

/** The address and the state say the same, whatever the link holds. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Address } from "../../src/state/address.ts";
import { createStore } from "../../src/state/store.ts";
import { format, INITIAL, parse, type State } from "../../src/state/table.ts";

/** An address bar with a history. */
function bar(hash = ""): Address & { entries: string[]; back(): void } {
  const entries = [hash];
  const listeners = new Set<() => void>();
  return {
    entries,
    read: () => entries[entries.length - 1]!,
    write(next, step) {
      if (step) entries.push(next);
      else entries[entries.length - 1] = next;
    },
    back() {
      entries.pop();
      listeners.forEach((listener) => listener());
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

test("a state survives the way through the hash", () => {
  const state: State = {
    ...INITIAL,
    view: "tensors",
    model: "vit & co",
    image: "dog/1",
    kind: "hard",
    hook: "blocks.11.attn.hook_pattern",
    token: 30,
    column: 17,
    head: 2,
    see: "model",
    show: "feature",
    range: "all",
    classes: "ten",
    theme: "dark",
  };
  assert.deepEqual(parse(format(state)), state);
});

test("initial values leave the address empty", () => {
  assert.equal(format(INITIAL), "");
  assert.deepEqual(parse(""), INITIAL);
  assert.deepEqual(parse("#"), INITIAL);
});

test("a hook without a view is a link from when tensors were the only view", () => {
  assert.equal(parse("hook=logits").view, "tensors");
  const state = parse("view=overview&hook=logits");
  assert.equal(state.view, "overview");
  assert.deepEqual(parse(format(state)), state);
});

test("keys of a later version survive", () => {
  const state = parse("#hook=logits&lesson=attention%201&step=3");
  assert.equal(state.hook, "logits");
  assert.deepEqual(parse(format({ ...state, token: 4 })).rest, { lesson: "attention 1", step: "3" });
});

for (const bad of [
  "token=-1",
  "token=1.5",
  "token=NaN",
  "token=99999999999",
  "theme=pink",
  "see=",
  "kind=funny",
  "head=two",
]) {
  test(`${bad} is no value and changes nothing`, () => assert.deepEqual(parse(bad), INITIAL));
}

test("names of the prototype are ordinary unknown keys", () => {
  assert.deepEqual(Object.keys(parse("#constructor=1&toString=2").rest), ["constructor", "toString"]);
});

test("a tensor is a step that back undoes, a token is not", () => {
  const address = bar();
  const store = createStore(address);
  store.set({ hook: "logits" });
  store.set({ token: 7 });
  store.set({ token: 8 });
  assert.deepEqual(address.entries, ["", "view=overview&hook=logits&token=8"]);
  address.back();
  assert.equal(store.state.hook, "");
});

test("back leads through views, pictures, hooks and concepts, one at a time", () => {
  const address = bar();
  const store = createStore(address);
  const steps = [{ image: "dog" }, { view: "background" }, { concept: "softmax" }, { view: "tensors", hook: "logits" }];
  const seen = [store.state, ...steps.map((step) => (store.set(step), store.state))];
  assert.equal(address.entries.length, 5);
  for (const state of seen.slice(0, -1).reverse()) {
    address.back();
    assert.deepEqual(store.state, state);
  }
});

test("going back keeps the theme", () => {
  const address = bar();
  const store = createStore(address);
  store.set({ hook: "logits" });
  store.set({ theme: "dark" });
  address.back();
  assert.equal(store.state.theme, "dark");
});

test("listeners hear a change once, and none where nothing changed", () => {
  const store = createStore(bar("hook=logits"));
  const heard: [string, string][] = [];
  store.subscribe((state, previous) => heard.push([state.hook, previous.hook]));
  store.set({ hook: "logits" });
  store.set({ hook: "probabilities", token: 3 });
  assert.deepEqual(heard, [["probabilities", "logits"]]);
});

test("the address outranks what was remembered", () => {
  assert.equal(createStore(bar("theme=light"), { theme: "dark" }).state.theme, "light");
  assert.equal(createStore(bar(""), { theme: "dark" }).state.theme, "dark");
});

test("a link holds the present state and the change", () => {
  const store = createStore(bar("image=dog&token=5"));
  assert.equal(store.link({ hook: "logits" }), "#view=overview&image=dog&hook=logits&token=5");
});

/** The address and the state say the same, whatever the link holds. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Address } from "../../src/state/address.ts";
import { createStore } from "../../src/state/store.ts";
import { changeOf, format, INITIAL, type Key, parse, type State, TABLE } from "../../src/state/table.ts";

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

/** A value of each key that is not its first, as an address writes it. */
const OTHER: Readonly<Record<Key, string>> = {
  start: "3",
  view: "interaction",
  model: "vit & co",
  image: "dog/1",
  kind: "hard",
  hook: "blocks.11.attn.hook_pattern",
  token: "30",
  column: "17",
  head: "2",
  see: "model",
  show: "feature",
  range: "all",
  classes: "ten",
  open: "3",
  zoom: "1,2,3",
  maps: "attention",
  concept: "softmax",
  path: "class",
  links: "all",
  find: "a + b",
  graph: "1,2,3",
  at: "4",
  speed: "0.5",
  loop: "always",
  inspect: "logits",
  spot: "0.1.2",
  refs: "12-15,20-23",
  method: "rollout",
  fuse: "head",
  identity: "without",
  discard: "40",
  block: "3",
  beside: "none",
  threshold: "0.5",
  opacity: "0",
  order: "cluster",
  versus: "model:deit",
  mask: "drawn:ab-_",
  score: "best_iou",
  scale: "each",
  figure: "field",
  indicator: "mean+std",
  k: "0.7",
  edits: "remove.9-12.20 drop.least.30 restrict.adaptive.3 window.2.27.0.4.1.5",
  cuts: "block",
  effect: "answer",
  theme: "dark",
  backend: "webgl",
};

test("every key of every slice survives the way through the hash", () => {
  assert.deepEqual(Object.keys(TABLE).sort(), Object.keys(OTHER).sort());
  const state = parse(new URLSearchParams(OTHER).toString());
  for (const key of Object.keys(OTHER) as Key[]) {
    assert.notEqual(state[key], INITIAL[key], key);
    assert.equal(String(state[key]), OTHER[key], key);
  }
  assert.deepEqual(state.rest, {});
  assert.deepEqual(parse(format(state)), state);
});

test("edits are read in an address as they are written", () => {
  const edits = "remove.9-12.20 restrict.adaptive";
  assert.equal(format({ ...INITIAL, edits }), "edits=remove.9-12.20+restrict.adaptive");
});

/** Links from before edits were one key, and what they said. */
for (const [old, edits] of [
  ["gone=12-15%2C20", "remove.12-15.20"],
  ["gone=3", "remove.3"],
  ["drop=least", "drop.least.30"],
  ["drop=most&share=20", "drop.most.20"],
  ["share=20", ""],
  ["drop=random&share=100&gone=0", "remove.0 drop.random.100"],
  ["restrict=adaptive", "restrict.adaptive"],
  ["where=2&restrict=fixed", "restrict.fixed.2"],
  ["where=2", ""],
  ["boxes=3.11.0.4.1.5", "window.3.11.0.4.1.5"],
  ["boxes=0.2.1.1.0.0_1.3.0.1.1.1", "window.0.2.1.1.0.0 window.1.3.0.1.1.1"],
  [
    "drop=most&share=20&restrict=fixed&where=2&boxes=3.11.0.4.1.5&gone=1%2C2",
    "remove.1.2 drop.most.20 restrict.fixed.2 window.3.11.0.4.1.5",
  ],
  ["gone=&drop=none&restrict=none&where=&boxes=", ""],
  ["drop=what&restrict=what&share=x", ""],
  ["drop=least&share=x", "drop.least.30"],
  ["edits=remove.3&gone=4", "remove.3"],
] as const)
  test(`an old link with ${old} is read, and written anew`, () => {
    const state = parse(`view=interaction&k=0.7&${old}`);
    assert.equal(state.edits, edits);
    assert.deepEqual([state.view, state.k, state.rest], ["interaction", "0.7", {}]);
    assert.deepEqual(parse(format(state)), state);
    assert.ok(!/gone|share|boxes=/.test(format(state)));
  });

test("a script may still change one of the old keys; the others stay", () => {
  const state = { ...INITIAL, edits: "remove.3 drop.least.20 restrict.fixed.2 window.3.11.0.4.1.5" };
  const of = (change: Parameters<typeof changeOf>[0]) => changeOf(change, state);
  assert.deepEqual(of({ token: 3 }), { token: 3 });
  assert.equal(of({ share: 50, k: "2" }).edits, "remove.3 drop.least.50 restrict.fixed.2 window.3.11.0.4.1.5");
  assert.equal(of({ gone: "", boxes: "" }).edits, "drop.least.20 restrict.fixed.2");
  assert.equal(of({ where: "" }).edits, "remove.3 drop.least.20 restrict.fixed window.3.11.0.4.1.5");
  assert.equal(of({ drop: "none", restrict: "none" }).edits, "remove.3 window.3.11.0.4.1.5");
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

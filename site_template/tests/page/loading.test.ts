/** What loading says of itself, and who goes first on the line. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { statusText } from "../../src/controls/progress.ts";
import { createLine } from "../../src/data/line.ts";
import { roughly, speed } from "../../src/maths/numbers.ts";
import { createRate } from "../../src/maths/rate.ts";

/** A promise, and the way to settle it. */
function deferred(): { promise: Promise<void>; done: () => void; fail: (error: Error) => void } {
  let [done, fail] = [() => {}, (_: Error) => {}];
  const promise = new Promise<void>((resolve, reject) => ([done, fail] = [resolve, reject]));
  return { promise, done, fail };
}

/** Notes when something may go. */
function noted(line: ReturnType<typeof createLine>): { gone: boolean } {
  const found = { gone: false };
  void line.free().then(() => (found.gone = true));
  return found;
}

const turn = () => new Promise((done) => setTimeout(done));

test("nothing is loaded ahead until all that is waited for is there, or has failed", async () => {
  const line = createLine();
  const [one, other] = [deferred(), deferred()];
  void line.wanted(one.promise);
  const failing = line.wanted(other.promise);
  const ahead = noted(line);
  one.done();
  await turn();
  assert.equal(ahead.gone, false);
  other.fail(new Error("lost"));
  await assert.rejects(failing, /lost/);
  await turn();
  assert.equal(ahead.gone, true);
});

test("what is asked for in the very moment still goes first", async () => {
  const line = createLine();
  const [one, other] = [deferred(), deferred()];
  void line.wanted(one.promise).then(() => void line.wanted(other.promise));
  const ahead = noted(line);
  one.done();
  await turn();
  const later = noted(line);
  await turn();
  assert.equal(later.gone, false);
  other.done();
  await turn();
  assert.deepEqual([ahead.gone, later.gone], [true, true]);
});

test("a held line lets nothing go, whether anything is waited for or not", async () => {
  const line = createLine();
  line.hold(true);
  const ahead = noted(line);
  const one = deferred();
  void line.wanted(one.promise);
  one.done();
  await turn();
  assert.deepEqual([line.held, ahead.gone], [true, false]);
  line.hold(false);
  await turn();
  assert.equal(ahead.gone, true);
});

test("nothing is said of a line's speed before it is known, and then that of its last ten seconds", () => {
  let time = 0;
  const rate = createRate(() => time);
  const at = (seconds: number, bytes: number): number | null => {
    time = seconds * 1000;
    rate.note(bytes);
    return rate.perSecond;
  };
  assert.equal(at(0, 0), null);
  assert.equal(at(1, 100), null);
  assert.equal(at(1.4, 140), null);
  assert.equal(at(2, 200), 100);
  assert.equal(at(20, 2000), null);
  assert.equal(at(21, 7000), null);
  assert.equal(at(22, 12_000), 5000);
  rate.clear();
  assert.equal(rate.perSecond, null);
});

test("the status says how much is there, how fast it comes and how long the rest takes", () => {
  const coming = { state: "loading", model: "one", done: 11, total: 29, bytes: 2.3e6, totalBytes: 5.5e6 } as const;
  assert.equal(statusText({ ...coming, perSecond: null }), "loading 12 of 29 parts, 2.3 of 5.5 MB");
  assert.equal(
    statusText({ ...coming, perSecond: 2e5 }),
    "loading 12 of 29 parts, 2.3 of 5.5 MB, 200 kB a second, about 15 seconds left",
  );
  assert.equal(
    statusText({ ...coming, state: "stopped", perSecond: null }),
    "loading was stopped, 2.3 of 5.5 MB are here",
  );
  assert.equal(
    statusText({ ...coming, total: 0, totalBytes: 0, perSecond: null }),
    "loading the program that runs the model",
  );
});

test("times are told no more exactly than they are known", () => {
  assert.deepEqual([0.2, 1.4, 7.4, 12, 58, 89, 95, 400].map(roughly), [
    "a second",
    "a second",
    "7 seconds",
    "10 seconds",
    "60 seconds",
    "90 seconds",
    "2 minutes",
    "7 minutes",
  ]);
  assert.deepEqual([400, 195_300, 1_240_000].map(speed), ["1 kB", "195 kB", "1.2 MB"]);
});

/** The session's reruns: bound to the run that the page shows. */
import assert from "node:assert/strict";
import { test } from "node:test";

import type { Manifest } from "../../src/data/manifest.ts";
import type { Engine, Run, Status } from "../../src/engine/engine.ts";
import { EngineError } from "../../src/errors.ts";
import { createSession, type Session } from "../../src/page/session.ts";
import { createStore } from "../../src/state/store.ts";

const NOTHING = { read: () => "", write: () => {}, onChange: () => () => {} };
const MANIFEST = {
  models: [{ id: "one", hooks: [], params: {}, predictions: {}, labels: [] }],
  images: ["a", "b"].map((id) => ({ id, title: id, tags: [], masks: [] })),
} as unknown as Manifest;

const RESULT = { logits: new Float32Array(1), input: null } as unknown as Run;

/** An engine that answers when it is told to. */
function byHand() {
  const answers: {
    readonly resolve: (result: Run) => void;
    readonly reject: (error: Error) => void;
  }[] = [];
  const status: { state: Status["state"] } = { state: "ready" };
  const ask = () => new Promise<Run>((resolve, reject) => answers.push({ resolve, reject }));
  const engine = { status, run: ask, rerun: ask, prefer: () => {}, onStatus: () => () => {} } as unknown as Engine;
  return { engine, status, answer: () => answers.shift()! };
}

async function started() {
  const { engine, status, answer } = byHand();
  const store = createStore(NOTHING);
  const session: Session = createSession(MANIFEST, engine, store, () => Promise.reject(new Error("no packs here")));
  session.run();
  await assert.rejects(session.rerun({ edits: [] }), { message: "The model has not run on this picture yet." });
  answer().resolve(RESULT);
  await new Promise((done) => setTimeout(done));
  return { session, store, status, answer };
}

test("a rerun is answered while its run is shown", async () => {
  const { session, answer } = await started();
  const asked = session.rerun({ edits: [] });
  answer().resolve(RESULT);
  assert.equal(await asked, RESULT);
});

test("a rerun of a run that is no longer shown is aborted", async () => {
  const { session, store, answer } = await started();
  const asked = session.rerun({ edits: [] });
  store.set({ image: "b" });
  answer().resolve(RESULT);
  await assert.rejects(asked, { name: "AbortError" });
});

test("an edit that is refused leaves the run as it is; a worker that stopped takes it along", async () => {
  const { session, status, answer } = await started();
  const refused = session.rerun({ edits: [] });
  answer().reject(new EngineError("Nothing would be left.", "Leave something."));
  await assert.rejects(refused, /Nothing would be left/);
  assert.equal(session.outcome.kind, "done");
  const lost = session.rerun({ edits: [] });
  status.state = "failed";
  answer().reject(new EngineError("Out of memory.", "Close tabs."));
  await assert.rejects(lost, /Out of memory/);
  assert.deepEqual(session.outcome, { kind: "failed", message: "Out of memory.", hint: "Close tabs." });
});

/** The run that the page shows: asked for, followed, repeated, and left when somebody else takes the engine. */
import type { Engine, Repeat, Run } from "../engine/engine.ts";
import { EngineError } from "../errors.ts";
import type { Chosen } from "./chosen.ts";
import type { Fetched } from "./fetched.ts";
import { failed, type Outcome, TAKEN } from "./outcome.ts";
import * as words from "./words.ts";

export interface Shown {
  readonly outcome: Outcome;
  run(): void;
  follow(running: Promise<Run>): void;
  rerun(repeat: Repeat): Promise<Run>;
  leave(): void;
  destroy(): void;
}

export function createShown(engine: Engine, { model, picture }: Chosen, fetched: Fetched, onChange: () => void): Shown {
  let outcome: Outcome = { kind: "pending" };
  let turn = 0;

  function show(next: Outcome): void {
    outcome = next;
    onChange();
  }

  function follow(running: Promise<Run>): void {
    const mine = ++turn;
    const [now, seen] = [model(), picture()];
    fetched.forgetTensors();
    show({ kind: "pending" });
    running.then(
      (result) => {
        if (mine !== turn) return;
        if (result.input) fetched.noteInput(now.id, seen.id, result.input);
        show({ kind: "done", model: now.id, picture: seen.id, result });
      },
      (error: unknown) => {
        if (mine === turn) show((error as { name?: unknown }).name === "AbortError" ? TAKEN : failed(error));
      },
    );
  }

  async function rerun(repeat: Repeat): Promise<Run> {
    const mine = turn;
    if (outcome.kind !== "done") throw new EngineError(...words.notRunYet);
    const result = await engine.rerun(repeat).catch((error: unknown) => {
      if (mine === turn && engine.status.state === "failed") show(failed(error));
      throw error;
    });
    if (mine !== turn) throw new DOMException(words.otherRun, "AbortError");
    return result;
  }

  return {
    get outcome() {
      return outcome;
    },
    run() {
      const { own, id } = picture();
      follow(engine.run(model().id, own ? { kind: "blob", blob: own } : { kind: "sample", id }));
    },
    follow,
    rerun,
    leave() {
      turn++;
      show(TAKEN);
    },
    destroy: () => void turn++,
  };
}

/** Runs what is planned: the visitor's edit at once, the newest first; what it is held against when nothing moves. */
import type { Masks, RerunResult } from "../../engine/engine.ts";
import { newest } from "../../engine/newest.ts";
import type { EngineError } from "../../errors.ts";
import { type Edit, masksOf } from "../../maths/interaction/masks.ts";
import type { Session } from "../../page/session.ts";
import type { Plan, Trial } from "./plan.ts";
import type { Scene } from "./scene.ts";

export interface Outcome {
  readonly probabilities: Float32Array;
  readonly milliseconds: number;
}

export interface Bench {
  /** What the edit does; null while there is none, or it has never been run. */
  readonly edited: Outcome | null;
  /** Whether `edited` is that of the present plan. */
  readonly isFresh: boolean;
  /** Why it could not be run, in a sentence; empty where it could. */
  readonly trouble: string;
  /** What a trial of the present plan does; null until it has been run. */
  outcome(trial: Trial): Outcome | null;
  /** How many trials of the plan are still to come. */
  readonly waiting: number;
  /** The same plan object is run once. */
  follow(scene: Scene, plan: Plan): void;
  destroy(): void;
}

/** Trials wait until an edit has been at rest for so long, in milliseconds. */
const REST = 200;
const MOST_KEPT = 300;

export function createBench(session: Session, onChange: () => void): Bench {
  const live = newest((masks: Masks) => session.rerun(masks));
  let run: object | null = null;
  let known = new Map<string, Outcome>();
  let plan: Plan | null = null;
  let [edited, fresh, trouble] = [null as Outcome | null, true, ""];
  let timer = 0;
  let turn = 0;

  const keyOf = (edit: Edit) => JSON.stringify([edit.remove, edit.windows]);

  function keep(key: string, { probabilities, milliseconds }: RerunResult): Outcome {
    if (known.size >= MOST_KEPT) known.delete(known.keys().next().value!);
    const outcome = { probabilities, milliseconds };
    known.set(key, outcome);
    return outcome;
  }

  function failed(error: unknown, mine: number): void {
    if ((error as Error).name === "AbortError" || mine !== turn) return;
    const { message, hint } = error as EngineError;
    [trouble, fresh, edited] = [`${message.replace(/\.$/, "")}. ${hint ?? ""}`.trim(), true, null];
    onChange();
  }

  function start(scene: Scene, next: Plan): void {
    const mine = ++turn;
    clearTimeout(timer);
    trouble = "";
    const { edit } = next;
    if (!edit) {
      [edited, fresh] = [null, true];
      return;
    }
    const key = keyOf(edit);
    const masks = (one: Edit) => masksOf(scene.grid, scene.data.blocks, one);
    const there = known.get(key);
    if (there) [edited, fresh] = [there, true];
    else {
      fresh = false;
      const mineRun = run;
      live(masks(edit)).then(
        (result) => {
          if (run !== mineRun) return;
          const outcome = keep(key, result);
          // While it is dragged, what is shown lags behind by a run, and is shown all the same.
          if (edited === null || !fresh) edited = outcome;
          if (mine === turn) fresh = true;
          onChange();
        },
        (error: unknown) => failed(error, mine),
      );
    }
    timer = window.setTimeout(() => void trials(next.trials, masks, mine), REST);
  }

  async function trials(all: readonly Trial[], masks: (edit: Edit) => Masks, mine: number): Promise<void> {
    for (const { edit } of all) {
      const key = keyOf(edit);
      if (known.has(key)) continue;
      try {
        const result = await session.rerun(masks(edit));
        if (mine !== turn) return;
        keep(key, result);
      } catch {
        // The edit itself says what is wrong.
        return;
      }
      onChange();
    }
  }

  return {
    get edited() {
      return edited;
    },
    get isFresh() {
      return fresh;
    },
    get trouble() {
      return trouble;
    },
    get waiting() {
      return plan?.trials.filter(({ edit }) => !known.has(keyOf(edit))).length ?? 0;
    },
    outcome: ({ edit }) => known.get(keyOf(edit)) ?? null,
    follow(scene, next) {
      const { outcome } = session;
      if (run !== outcome) [run, known, plan, edited] = [outcome, new Map<string, Outcome>(), null, null];
      if (next === plan) return;
      plan = next;
      start(scene, next);
    },
    destroy() {
      turn++;
      clearTimeout(timer);
    },
  };
}

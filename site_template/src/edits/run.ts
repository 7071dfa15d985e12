/**
 * Runs the model with edits: what a visitor has changed at once, the newest first; what it is held against when nothing
 * moves. What has come of a run is kept as long as the page shows that run.
 */
import type { Masks, RerunResult } from "../engine/engine.ts";
import { newest } from "../engine/newest.ts";
import type { EngineError } from "../errors.ts";
import { masksOf, type Restriction } from "../maths/interaction/masks.ts";
import type { Session } from "../page/session.ts";
import type { Contract } from "./edit.ts";
import { failure } from "./words.ts";

export interface Outcome {
  readonly probabilities: Float32Array;
  readonly milliseconds: number;
}

/** What is to be run; the same object is run once. */
export interface Wanted {
  /** Null while nothing is edited, or while what it needs has not come. */
  readonly edit: Restriction | null;
  /** What it is held against. */
  readonly trials: readonly { readonly edit: Restriction }[];
}

export interface EditedRuns {
  /** What the edit does; null while there is none, or it has never been run. */
  readonly edited: Outcome | null;
  /** Whether `edited` is that of what is wanted now. */
  readonly isFresh: boolean;
  /** Why it could not be run, in a sentence; empty where it could. */
  readonly trouble: string;
  /** What a trial does; null until it has been run. */
  outcome(trial: { readonly edit: Restriction }): Outcome | null;
  /** How many trials are still to come. */
  readonly waiting: number;
  follow(contract: Contract, wanted: Wanted): void;
  destroy(): void;
}

/** Trials wait until an edit has been at rest for so long, in milliseconds. */
const REST = 200;
const MOST_KEPT = 300;

export function createEditedRuns(session: Session, onChange: () => void): EditedRuns {
  const live = newest((masks: Masks) => session.rerun(masks));
  let known = keptOutcomes();
  let [run, wanted] = [null as object | null, null as Wanted | null];
  let [edited, fresh, trouble] = [null as Outcome | null, true, ""];
  let [timer, turn] = [0, 0];

  function failed(error: unknown, mine: number): void {
    if ((error as Error).name === "AbortError" || mine !== turn) return;
    const { message, hint } = error as EngineError;
    [trouble, fresh, edited] = [failure(message, hint), true, null];
    onChange();
  }

  function begin(edit: Restriction, masks: Masks, mine: number): void {
    const mineRun = run;
    fresh = false;
    live(masks).then(
      (result) => {
        if (run !== mineRun) return;
        const outcome = known.keep(edit, result);
        // While it is dragged, what is shown lags behind by a run, and is shown all the same.
        if (edited === null || !fresh) edited = outcome;
        if (mine === turn) fresh = true;
        onChange();
      },
      (error: unknown) => failed(error, mine),
    );
  }

  function start({ grid, blocks }: Contract, { edit, trials }: Wanted): void {
    const mine = ++turn;
    clearTimeout(timer);
    trouble = "";
    const there = edit && known.of(edit);
    if (!edit || there) [edited, fresh] = [there, true];
    else begin(edit, masksOf(grid, blocks, edit), mine);
    if (edit) timer = window.setTimeout(() => void compare(trials, (one) => masksOf(grid, blocks, one), mine), REST);
  }

  async function compare(all: Wanted["trials"], masks: (edit: Restriction) => Masks, mine: number): Promise<void> {
    for (const { edit } of all) {
      if (known.of(edit)) continue;
      try {
        const result = await session.rerun(masks(edit));
        if (mine !== turn) return;
        known.keep(edit, result);
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
      return wanted?.trials.filter(({ edit }) => !known.of(edit)).length ?? 0;
    },
    outcome: ({ edit }) => known.of(edit),
    follow(contract, next) {
      const { outcome } = session;
      if (run !== outcome) [run, known, wanted, edited] = [outcome, keptOutcomes(), null, null];
      if (next === wanted) return;
      wanted = next;
      start(contract, next);
    },
    destroy() {
      turn++;
      clearTimeout(timer);
    },
  };
}

/** What came of edits of one run, the oldest forgotten first. */
function keptOutcomes() {
  const known = new Map<string, Outcome>();
  const keyOf = ({ remove, windows, cut }: Restriction) => JSON.stringify([remove, windows, cut]);
  return {
    of: (edit: Restriction): Outcome | null => known.get(keyOf(edit)) ?? null,
    keep(edit: Restriction, { probabilities, milliseconds }: RerunResult): Outcome {
      if (known.size >= MOST_KEPT) known.delete(known.keys().next().value!);
      const outcome = { probabilities, milliseconds };
      known.set(keyOf(edit), outcome);
      return outcome;
    },
  };
}

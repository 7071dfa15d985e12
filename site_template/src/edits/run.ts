/**
 * Runs the model with edits: what a visitor has changed at once, the newest first; what it is held against when nothing
 * moves. What has come of a run is kept as long as the page shows that run.
 */
import { maskEdits } from "../engine/edits.ts";
import type { Repeat, Run } from "../engine/engine.ts";
import { newest } from "../engine/newest.ts";
import type { EngineError } from "../errors.ts";
import { masksOf, type Restriction } from "../maths/interaction/masks.ts";
import type { Session } from "../page/session.ts";
import { whyFailed } from "../page/words.ts";
import type { Contract } from "./edit.ts";

/**
 * The page's run once more with something taken away: what any view may draw in place of the plain run.
 *
 * @param more hooks whose tensors are wanted at once, and whether all of them can be had until the run is released.
 */
export const runWith = (
  session: Session,
  { grid, blocks }: Contract,
  restriction: Restriction,
  more: Omit<Repeat, "edits"> = {},
): Promise<Run> => session.rerun({ edits: maskEdits(session.model(), masksOf(grid, blocks, restriction)), ...more });

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
  const shown = createShown(session, onChange);
  let wanted: Wanted | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let turn = 0;

  /** What the edit is held against, one after another, as long as nothing else is wanted. */
  async function compare({ trials }: Wanted, contract: Contract): Promise<void> {
    const mine = turn;
    for (const { edit } of trials) {
      if (shown.known.of(edit)) continue;
      try {
        const result = await runWith(session, contract, edit);
        if (mine !== turn) return;
        shown.known.keep(edit, result);
      } catch {
        // The edit itself says what is wrong.
        return;
      }
      onChange();
    }
  }

  function start(contract: Contract, next: Wanted): void {
    turn++;
    clearTimeout(timer);
    shown.want(next.edit, contract);
    if (next.edit) timer = setTimeout(() => void compare(next, contract), REST);
  }

  return {
    get edited() {
      return shown.edited;
    },
    get isFresh() {
      return shown.isFresh;
    },
    get trouble() {
      return shown.trouble;
    },
    get waiting() {
      return wanted?.trials.filter(({ edit }) => !shown.known.of(edit)).length ?? 0;
    },
    outcome: ({ edit }) => shown.known.of(edit),
    follow(contract, next) {
      if (shown.followRun()) wanted = null;
      if (next === wanted) return;
      wanted = next;
      start(contract, next);
    },
    destroy() {
      turn++;
      shown.forget();
      clearTimeout(timer);
    },
  };
}

/** The edit that is shown: run at once, and superseded by a newer one. */
interface ShownEdit {
  readonly edited: Outcome | null;
  readonly isFresh: boolean;
  readonly trouble: string;
  /** What came of edits of the present run. */
  readonly known: Known;
  want(edit: Restriction | null, contract: Contract): void;
  /** What is under way is of no interest any more. */
  forget(): void;
  /** Forgets what belongs to another run; true where there is one. */
  followRun(): boolean;
}

function createShown(session: Session, onChange: () => void): ShownEdit {
  const live = newest((contract: Contract, edit: Restriction) => runWith(session, contract, edit));
  let known = keptOutcomes();
  let run: object | null = null;
  let [edited, isFresh, trouble, turn] = [null as Outcome | null, true, "", 0];

  function came(edit: Restriction, result: Run, mine: number): void {
    const outcome = known.keep(edit, result);
    // While it is dragged, what is shown lags behind by a run, and is shown all the same.
    if (edited === null || !isFresh) edited = outcome;
    if (mine === turn) isFresh = true;
    onChange();
  }

  function failed(error: unknown, mine: number): void {
    if ((error as Error).name === "AbortError" || mine !== turn) return;
    const { message, hint } = error as EngineError;
    [trouble, isFresh, edited] = [whyFailed(message, hint), true, null];
    onChange();
  }

  return {
    get edited() {
      return edited;
    },
    get isFresh() {
      return isFresh;
    },
    get trouble() {
      return trouble;
    },
    get known() {
      return known;
    },
    want(edit, contract) {
      const [mine, mineRun] = [++turn, run];
      trouble = "";
      const there = edit && known.of(edit);
      [edited, isFresh] = !edit || there ? [there, true] : [edited, false];
      if (!edit || there) return;
      live(contract, edit).then(
        (result) => run === mineRun && came(edit, result, mine),
        (error: unknown) => failed(error, mine),
      );
    },
    forget() {
      turn++;
      run = null;
    },
    followRun() {
      const { outcome } = session;
      if (run === outcome) return false;
      [run, known, edited] = [outcome, keptOutcomes(), null];
      return true;
    },
  };
}

interface Known {
  of(edit: Restriction): Outcome | null;
  keep(edit: Restriction, result: Run): Outcome;
}

/** What came of edits of one run, the oldest forgotten first. */
function keptOutcomes(): Known {
  const known = new Map<string, Outcome>();
  const keyOf = ({ remove, windows, cut }: Restriction) => JSON.stringify([remove, windows, cut]);
  return {
    of: (edit) => known.get(keyOf(edit)) ?? null,
    keep(edit, { probabilities, milliseconds }) {
      if (known.size >= MOST_KEPT) known.delete(known.keys().next().value!);
      const outcome = { probabilities, milliseconds };
      known.set(keyOf(edit), outcome);
      return outcome;
    },
  };
}

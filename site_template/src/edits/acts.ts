/** What a visitor does to the model, and the way back: every change of the edits goes through here, in any view. */
import type { Box } from "../maths/interaction/boxes.ts";
import type { Context } from "../page/context.ts";
import {
  contractOf,
  type Drop,
  dropEdit,
  type Edits,
  only,
  type Restrict,
  removeEdit,
  replaced,
  restrictEdit,
  withWindow,
} from "./edit.ts";
import { createHistory } from "./history.ts";
import { formatEdits, parseEdits } from "./text.ts";
import { NOTHING_EDITED, UNDONE } from "./words.ts";

export interface Acts {
  /** Something begins to be dragged: all until `rest` is one step for undoing. */
  grab(): void;
  rest(): void;
  /** These patches are removed, and no others. */
  remove(patches: readonly number[]): void;
  /** Besides them, patches by a rule: as many as before where no share is given; null for none. */
  drop(rule: Drop | null, share?: number): void;
  /** The same patches by a rule alone. */
  dropInstead(rule: Drop, share: number): void;
  share(share: number): void;
  /** Windows by a rule: in the same block as before where none is given. */
  restrict(rule: Restrict | null, block?: number | null): void;
  where(block: number | null): void;
  /** The window of a patch in a block; null for the adaptive one. */
  window(block: number, patch: number, box: Box | null): void;
  undo(): void;
  reset(): void;
  readonly canUndo: boolean;
  readonly isEdited: boolean;
}

const USUAL_SHARE = 30;

export function createActs(context: Pick<Context, "store" | "session" | "announce">): Acts {
  const { store, announce } = context;
  const { history, grab, rest, change } = steps(context);
  /** What stays for the next time, while no rule has it. */
  const last = { share: USUAL_SHARE, block: null as number | null };

  /** A change of the edits, after which is known what rules have, or had. */
  const edit = (make: (edits: Edits) => Edits): void =>
    change((before) => {
      const [[drop], [restrict]] = [only(before, "drop"), only(before, "restrict")];
      if (drop) last.share = drop.value;
      if (restrict) last.block = restrict.block;
      return make(before);
    });

  return {
    grab,
    rest,
    // What a rule has removed is the visitor's own from now on: one of them may have been brought back.
    remove: (patches) => edit((edits) => withDrop(withRemoved(edits, patches), null, 0)),
    drop: (rule, share) => edit((edits) => withDrop(edits, rule, share ?? last.share)),
    dropInstead: (rule, share) => edit((edits) => withDrop(withRemoved(edits, []), rule, share)),
    share: (share) => edit((edits) => withDrop(edits, only(edits, "drop")[0]?.where ?? null, share)),
    restrict: (rule, block) => edit((edits) => withRestrict(edits, rule, block === undefined ? last.block : block)),
    where: (block) => edit((edits) => withRestrict(edits, only(edits, "restrict")[0]?.value ?? null, block)),
    window: (block, patch, box) => edit((edits) => withWindow(edits, block, patch, box)),
    undo() {
      const before = history.undo();
      if (before === null) return;
      store.set({ edits: before });
      announce(UNDONE);
    },
    reset() {
      edit(() => []);
      last.block = null;
      announce(NOTHING_EDITED);
    },
    get canUndo() {
      return history.canUndo;
    },
    get isEdited() {
      return store.state.edits !== "";
    },
  };
}

/** Changes of the edits as steps that undoing goes back over; all that happens within a drag is one. */
function steps({ store, session }: Pick<Context, "store" | "session">) {
  const history = createHistory();
  let grabbed: string | null = null;
  return {
    history,
    grab() {
      grabbed = store.state.edits;
    },
    rest() {
      if (grabbed !== null && grabbed !== store.state.edits) history.push(grabbed);
      grabbed = null;
    },
    change(make: (edits: Edits) => Edits): void {
      const before = store.state.edits;
      const text = formatEdits(make(parseEdits(before, contractOf(session.model()))));
      if (text === before) return;
      if (grabbed === null) history.push(before);
      store.set({ edits: text });
    },
  };
}

const withRemoved = (edits: Edits, patches: readonly number[]): Edits =>
  replaced(edits, "remove", ...(patches.length > 0 ? [removeEdit(patches)] : []));

const withDrop = (edits: Edits, rule: Drop | null, share: number): Edits =>
  replaced(edits, "drop", ...(rule ? [dropEdit(rule, share)] : []));

const withRestrict = (edits: Edits, rule: Restrict | null, block: number | null): Edits =>
  replaced(edits, "restrict", ...(rule ? [restrictEdit(rule, block)] : []));

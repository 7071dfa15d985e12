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

export function createActs({ store, session, announce }: Pick<Context, "store" | "session" | "announce">): Acts {
  const history = createHistory();
  let grabbed: string | null = null;
  /** What stays for the next time, while no rule has it. */
  const last = { share: USUAL_SHARE, block: null as number | null };

  const now = (): Edits => parseEdits(store.state.edits, contractOf(session.model()));
  function put(text: string): void {
    const before = store.state.edits;
    if (text === before) return;
    if (grabbed === null) history.push(before);
    store.set({ edits: text });
  }

  /** A change of the edits; it is told what rules have, or had. */
  function change(make: (edits: Edits) => Edits): void {
    const before = now();
    const [[drop], [restrict]] = [only(before, "drop"), only(before, "restrict")];
    if (drop) last.share = drop.value;
    if (restrict) last.block = restrict.block;
    put(formatEdits(make(before)));
  }
  const dropped = (edits: Edits, rule: Drop | null, share: number) =>
    replaced(edits, "drop", ...(rule ? [dropEdit(rule, share)] : []));

  return {
    grab() {
      grabbed = store.state.edits;
    },
    rest() {
      if (grabbed !== null && grabbed !== store.state.edits) history.push(grabbed);
      grabbed = null;
    },
    // What a rule has removed is the visitor's own from now on: one of them may have been brought back.
    remove: (patches) =>
      change((edits) => dropped(replaced(edits, "remove", ...(patches.length ? [removeEdit(patches)] : [])), null, 0)),
    drop: (rule, share) => change((edits) => dropped(edits, rule, share ?? last.share)),
    dropInstead: (rule, share) => change((edits) => dropped(replaced(edits, "remove"), rule, share)),
    share: (share) => change((edits) => dropped(edits, only(edits, "drop")[0]?.where ?? null, (last.share = share))),
    restrict: (rule, block) =>
      change((edits) =>
        replaced(edits, "restrict", ...(rule ? [restrictEdit(rule, block === undefined ? last.block : block)] : [])),
      ),
    where: (block) =>
      change((edits) => replaced(edits, "restrict", ...only(edits, "restrict").map((one) => ({ ...one, block })))),
    window: (block, patch, box) => change((edits) => withWindow(edits, block, patch, box)),
    undo() {
      const before = history.undo();
      if (before === null) return;
      store.set({ edits: before });
      announce(UNDONE);
    },
    reset() {
      change(() => []);
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

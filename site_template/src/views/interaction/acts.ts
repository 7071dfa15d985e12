/** What a visitor does to the model, and the way back: every change of the edits goes through here. */

import { createHistory } from "../../edits/history.ts";
import type { Box } from "../../maths/interaction/boxes.ts";
import { formatWindows } from "../../maths/interaction/text.ts";
import type { Context } from "../../page/context.ts";
import { EDIT_KEYS, type EditState, editStateOf, isEdited, UNEDITED, withBox } from "./edits.ts";
import type { Scene } from "./scene.ts";

export interface Acts {
  /** Something begins to be dragged: all until `rest` is one step for undoing. */
  grab(): void;
  rest(): void;
  /** Edits change. */
  change(next: Partial<EditState>): void;
  /** The window of the scene's patch in its block; null for the adaptive one. */
  box(scene: Scene, box: Box | null): void;
  undo(): void;
  reset(): void;
  readonly canUndo: boolean;
  readonly isEdited: boolean;
}

export function createActs({ store, announce }: Context): Acts {
  const history = createHistory();
  let grabbed: string | null = null;

  const now = () => JSON.stringify(editStateOf(store.state));
  const change = (next: Partial<EditState>): void => {
    const before = now();
    if (EDIT_KEYS.every((key) => !(key in next) || next[key] === store.state[key])) return;
    if (grabbed === null) history.push(before);
    store.set(next);
  };

  return {
    grab() {
      grabbed = now();
    },
    rest() {
      if (grabbed !== null && grabbed !== now()) history.push(grabbed);
      grabbed = null;
    },
    change,
    box(scene, box) {
      change({ boxes: formatWindows(withBox(scene.boxEdits, scene.block, scene.patch, box)) });
    },
    undo() {
      const before = history.undo();
      if (before === null) return;
      store.set(JSON.parse(before) as EditState);
      announce("Undone");
    },
    reset() {
      change(UNEDITED);
      announce("Nothing is edited any more");
    },
    get canUndo() {
      return history.canUndo;
    },
    get isEdited() {
      return isEdited(store.state);
    },
  };
}

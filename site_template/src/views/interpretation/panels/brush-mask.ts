/** The mask that is drawn: painted patch by patch, told to the address with every stroke, taken back one by one. */
import { createHistory } from "../../../edits/history.ts";
import type { Context } from "../../../page/context.ts";
import { decodeMask, encodeMask } from "../mask.ts";
import { brushWords } from "./words/brush.ts";

export interface DrawnMask {
  /** 1 for each patch that is drawn. */
  readonly bits: Uint8Array;
  readonly count: number;
  readonly canUndo: boolean;
  /** What the address says now, of a grid of so many patches: a panel may be a moment behind it. */
  sync(patches: number): void;
  /** Another picture, or a mask from elsewhere: what was drawn before it cannot be undone. */
  follow(text: string, subject: string): void;
  /** Colours at once, and tells the address when the stroke has ended. */
  begin(): void;
  paint(patches: readonly number[], value: 0 | 1): void;
  end(): void;
  /** Another mask at once; `what` says how it came to be. */
  change(next: Uint8Array, what: string): void;
  undo(): void;
}

/** How the address says it; without any patch nothing is drawn, and the mask is again the one that is known. */
const textOf = (bits: Uint8Array): string => (bits.some((bit) => bit > 0) ? encodeMask(bits) : "");

/** @param onChange called when the mask is another, or part of a stroke. */
export function drawnMask({ store, announce }: Context, onChange: () => void): DrawnMask {
  const history = createHistory();
  let bits: Uint8Array = new Uint8Array(0);
  /** The mask before the stroke, and the last one that came from here. */
  let [before, left, about] = ["", "", ""];
  const decoded = (text: string, patches: number) => decodeMask(text, patches) ?? new Uint8Array(patches);
  const count = () => bits.reduce((sum, bit) => sum + bit, 0);
  const sync = (patches: number) => {
    bits = decoded(store.state.mask, patches);
  };

  function put(text: string, what: string): void {
    bits = decoded(text, bits.length);
    left = text;
    store.set({ mask: text });
    announce([what, brushWords.count(count(), bits.length)].filter(Boolean).join("; "));
    onChange();
  }

  return {
    get bits() {
      return bits;
    },
    get count() {
      return count();
    },
    get canUndo() {
      return history.canUndo;
    },
    sync,
    follow(text, subject) {
      if (subject !== about || text !== left) history.clear();
      [about, left] = [subject, text];
    },
    begin() {
      sync(bits.length);
      before = store.state.mask;
    },
    paint(patches, value) {
      for (const patch of patches) bits[patch] = value;
      onChange();
    },
    end() {
      if (textOf(bits) === before) return;
      history.push(before);
      put(textOf(bits), "");
    },
    change(next, what) {
      if (textOf(next) === textOf(bits)) return;
      history.push(store.state.mask);
      put(textOf(next), what);
    },
    undo() {
      const last = history.undo();
      if (last !== null) put(last, brushWords.done.undone);
    },
  };
}

/** What a view is given, and what it gives back. */
import type { Manifest } from "../data/manifest.ts";
import type { Store } from "../state/store.ts";
import type { State } from "../state/table.ts";
import type { Session } from "./session.ts";

/** The token under the pointer, shared by every figure of the page; passing, so no part of the state. */
export interface Pointed {
  readonly token: number | null;
  /** Whether it is pointed at on the picture that tokens are picked from, and not in a figure. */
  readonly onPicture: boolean;
  set(token: number | null, onPicture?: boolean): void;
  onChange(listener: (token: number | null) => void): () => void;
}

/** A patch of the picture that plays a part in what is shown, in the colour of that part. */
export interface Mark {
  readonly token: number;
  readonly role: string;
}

/** What the view wants outlined on the picture. */
export interface Marked {
  set(marks: readonly Mark[]): void;
  onChange(listener: (marks: readonly Mark[]) => void): () => void;
}

export interface Context {
  readonly manifest: Manifest;
  readonly store: Store;
  readonly session: Session;
  readonly pointed: Pointed;
  readonly marked: Marked;
  /** Says a sentence to screen readers, once things have settled. */
  announce(text: string): void;
}

export interface View {
  update(state: State, previous: State | null): void;
  destroy(): void;
}

export type ViewFactory = (root: HTMLElement, context: Context) => View;

export function createPointed(): Pointed {
  const listeners = new Set<(token: number | null) => void>();
  let token: number | null = null;
  let onPicture = false;
  return {
    get token() {
      return token;
    },
    get onPicture() {
      return onPicture;
    },
    set(next, here = false) {
      if (next === token && here === onPicture) return;
      token = next;
      onPicture = here && next !== null;
      for (const listener of listeners) listener(token);
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export function createMarked(): Marked {
  const listeners = new Set<(marks: readonly Mark[]) => void>();
  let said = "";
  return {
    set(marks) {
      const next = JSON.stringify(marks);
      if (next === said) return;
      said = next;
      for (const listener of listeners) listener(marks);
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

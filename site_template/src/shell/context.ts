/** What a view is given, and what it gives back. */
import type { Manifest } from "../data/manifest.ts";
import type { State, Store } from "../state.ts";
import type { Session } from "./session.ts";

/** The token under the pointer, shared by every figure of the page; passing, so no part of the state. */
export interface Pointed {
  readonly token: number | null;
  /** Whether it is pointed at on the picture that tokens are picked from, and not in a figure. */
  readonly onPicture: boolean;
  set(token: number | null, onPicture?: boolean): void;
  onChange(listener: (token: number | null) => void): () => void;
}

export interface Context {
  readonly manifest: Manifest;
  readonly store: Store;
  readonly session: Session;
  readonly pointed: Pointed;
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

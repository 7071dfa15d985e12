/** What a view is given, and what it gives back. */
import type { Manifest } from "../data/manifest.ts";
import type { State, Store } from "../state.ts";
import type { Session } from "./session.ts";

/** The token under the pointer, shared by every figure of the page; passing, so no part of the state. */
export interface Pointed {
  readonly token: number | null;
  set(token: number | null): void;
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
  return {
    get token() {
      return token;
    },
    set(next) {
      if (next === token) return;
      token = next;
      for (const listener of listeners) listener(token);
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

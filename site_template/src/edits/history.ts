/** What undoing goes back to. */

const KEPT = 50;

export interface History {
  readonly canUndo: boolean;
  /** Remembers how it was before a change. */
  push(before: string): void;
  /** How it was before the last change; null where nothing is left to undo. */
  undo(): string | null;
  clear(): void;
}

export function createHistory(): History {
  let past: string[] = [];
  return {
    get canUndo() {
      return past.length > 0;
    },
    push(before) {
      past = [...past.slice(1 - KEPT), before];
    },
    undo: () => past.pop() ?? null,
    clear: () => void (past = []),
  };
}

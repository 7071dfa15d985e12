/** What undoing a stroke of the brush goes back to. */

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

/** The patches on the way from one to another, so that a quick stroke leaves no gaps; both ends included. */
export function between(from: number, to: number, side: number): number[] {
  const [row, column] = [Math.floor(from / side), from % side];
  const [down, across] = [Math.floor(to / side) - row, (to % side) - column];
  const steps = Math.max(Math.abs(down), Math.abs(across));
  if (steps === 0) return [from];
  return Array.from({ length: steps + 1 }, (_, i) => {
    const share = i / steps;
    return (row + Math.round(down * share)) * side + column + Math.round(across * share);
  });
}

/**
 * The line to the server: what a visitor waits for goes before what is loaded ahead, and a visitor can have nothing
 * loaded ahead at all. Those who fetch say so here.
 */

export interface Line {
  /** A visitor waits for this; until it settles nothing more is loaded ahead. */
  wanted<T>(work: Promise<T>): Promise<T>;
  /** Resolves when the next file may be loaded ahead. */
  free(): Promise<void>;
  /** Whether nothing is to be loaded ahead until further notice. */
  readonly held: boolean;
  hold(held: boolean): void;
}

export function createLine(): Line {
  const waiting = new Set<() => void>();
  let [wanted, held] = [0, false];
  const isFree = () => wanted === 0 && !held;

  function wake(): void {
    if (!isFree()) return;
    for (const go of waiting) go();
    waiting.clear();
  }

  return {
    wanted(work) {
      wanted++;
      return work.finally(() => {
        wanted--;
        wake();
      });
    },
    async free() {
      // Somebody may have come in between.
      while (!isFree()) await new Promise<void>((go) => waiting.add(go));
    },
    get held() {
      return held;
    },
    hold(next) {
      held = next;
      wake();
    },
  };
}

/** The page's own. */
export const line = createLine();

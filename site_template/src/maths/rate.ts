/** How fast something comes in, from its last seconds, so that the estimate follows a line that changes. */

/** Looked back at, and how much has to be known before anything is said. */
const [WINDOW_MS, LEAST_MS, LEAST_TIMES] = [10_000, 1500, 3];

export interface Rate {
  /** So many bytes are there in all. */
  note(bytes: number): void;
  /** Bytes a second; null while too little is known to say. */
  readonly perSecond: number | null;
  /** Forgets what came before a pause. */
  clear(): void;
}

/** @param now milliseconds of a clock that only goes forward. */
export function createRate(now: () => number = () => performance.now()): Rate {
  let noted: { readonly time: number; readonly bytes: number }[] = [];
  return {
    note(bytes) {
      const time = now();
      noted = [...noted.filter((one) => time - one.time <= WINDOW_MS), { time, bytes }];
    },
    get perSecond() {
      const [first, last] = [noted[0], noted.at(-1)];
      if (!first || !last || noted.length < LEAST_TIMES || last.time - first.time < LEAST_MS) return null;
      return ((last.bytes - first.bytes) / (last.time - first.time)) * 1000;
    },
    clear() {
      noted = [];
    },
  };
}

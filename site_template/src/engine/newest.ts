/** For work that is asked for faster than it can be done: one is under way, one waits, and the newest replaces it. */
import * as words from "./words.ts";

/**
 * @returns the same work, one call at a time. A call that waits rejects with AbortError once a newer one comes; the
 *   last call is always done.
 */
export function newest<Arguments extends unknown[], Result>(
  work: (...given: Arguments) => Promise<Result>,
): (...given: Arguments) => Promise<Result> {
  let waiting: { readonly start: () => Promise<void>; readonly reject: (reason: Error) => void } | null = null;
  let isBusy = false;

  async function workOff(): Promise<void> {
    if (isBusy) return;
    isBusy = true;
    while (waiting) {
      const { start } = waiting;
      waiting = null;
      await start();
    }
    isBusy = false;
  }

  return (...given) =>
    new Promise((resolve, reject) => {
      waiting?.reject(new DOMException(words.newerWork, "AbortError"));
      waiting = { start: () => work(...given).then(resolve, reject), reject };
      void workOff();
    });
}

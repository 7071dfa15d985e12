/** Notices when a WebAssembly kernel gave up: it only logs, and leaves in its result whatever was in memory. */
import * as words from "./words.ts";

const GAVE_UP = /^XNN status .* is not successful/;

let problem: string | null = null;

/** From now on. */
export function watchKernels(): void {
  for (const level of ["warn", "error"] as const) {
    const log = console[level];
    console[level] = (...words: unknown[]) => {
      if (GAVE_UP.test(String(words[0]))) problem = String(words[0]);
      log.apply(console, words);
    };
  }
}

/** @throws RangeError when one has given up since the last call; memory is all that they lack. */
export function checkKernels(): void {
  const found = problem;
  problem = null;
  if (found !== null) throw new RangeError(words.noMemory(found));
}

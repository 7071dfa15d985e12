/** Finds what somebody probably meant by a name that does not exist. */

import { EngineError } from "../errors.ts";
import * as words from "./words.ts";

/** @param kind what the name should have named, such as "hook". */
export function unknownName(kind: string, name: string, known: readonly string[]): EngineError {
  const meant = closest(name, known);
  return new EngineError(
    words.unknownName(kind, name),
    meant === null ? words.known(known.slice(0, 8)) : words.didYouMean(meant),
  );
}

/**
 * @param call as the error names it, such as "elvit.rerun".
 * @throws EngineError when an option has a name that is not among the known ones: what it asks for would not happen.
 */
export function checkKeys(call: string, options: object, known: readonly string[]): void {
  const name = Object.keys(options).find((key) => !known.includes(key));
  if (name === undefined) return;
  const meant = closest(name, known);
  throw new EngineError(words.unknownOption(call, name), meant === null ? words.known(known) : words.didYouMean(meant));
}

/** The known name with the fewest edits, if they are few. */
export function closest(name: string, known: readonly string[]): string | null {
  let best: string | null = null;
  let fewest = Math.max(2, name.length / 2);
  for (const candidate of known) {
    const edits = distance(name, candidate);
    if (edits < fewest) [best, fewest] = [candidate, edits];
  }
  return best;
}

/** Levenshtein's distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length]!;
}

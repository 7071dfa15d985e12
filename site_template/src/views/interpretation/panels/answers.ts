/** What the model would say after each block: the logit lens on CLS, and on every patch of the block that is looked at. */
import type { TensorValue } from "../../../engine/engine.ts";
import { type ClassHead, type FinalNorm, logitLens } from "../../../maths/lens.ts";
import { nextTask } from "../../../page/task.ts";

export interface Reader {
  readonly norm: FinalNorm;
  readonly head: ClassHead;
  readonly classes: number;
}

/** Gives a weight by name; see `session.weight`. */
export type Weight = (name: string) => Promise<TensorValue>;

/** The model's own last norm and head. */
export async function readerOf(weight: Weight, eps: number): Promise<Reader> {
  const [w, b, W, bias] = await Promise.all(["ln_final.w", "ln_final.b", "head.W_H", "head.b_H"].map(weight));
  const classes = bias!.data.length;
  return { norm: { w: w!.data, b: b!.data, eps }, head: { W: W!.data, b: bias!.data }, classes };
}

/** Products that one piece of work may take, so that the page can answer in between. */
const AT_ONCE = 12e6;

/** Probabilities of tokens from `start` to `end`, [token, class]; null where somebody has stopped it. */
export async function answers(
  tensor: TensorValue,
  start: number,
  end: number,
  reader: Reader,
  stopped: () => boolean,
): Promise<Float64Array | null> {
  const width = tensor.shape[1]!;
  const out = new Float64Array((end - start) * reader.classes);
  const rows = Math.max(1, Math.floor(AT_ONCE / (width * reader.classes)));
  for (let row = start; row < end; row += rows) {
    const last = Math.min(end, row + rows);
    const tokens = tensor.data.subarray(row * width, last * width);
    out.set(logitLens(tokens, last - row, width, reader.norm, reader.head), (row - start) * reader.classes);
    if (last < end) await nextTask();
    if (stopped()) return null;
  }
  return out;
}

/** Indices of the highest entries of one row, highest first, the earlier of equals. */
export function topOf(probabilities: ArrayLike<number>, classes: number, row: number, count: number): number[] {
  const at = (index: number) => probabilities[row * classes + index]!;
  const found: number[] = [];
  for (let index = 0; index < classes; index++) {
    if (found.length === count && at(index) <= at(found[count - 1]!)) continue;
    let place = found.length;
    while (place > 0 && at(index) > at(found[place - 1]!)) place--;
    found.splice(place, 0, index);
    if (found.length > count) found.pop();
  }
  return found;
}

/** The classes whose curves are drawn: what is highest in the end, then what ever was the highest. */
export function tellingClasses(byBlock: readonly (Float64Array | null)[], count: number): number[] {
  const known = byBlock.filter((one) => one !== null);
  const last = known.at(-1);
  if (!last) return [];
  const found = new Set(topOf(last, last.length, 0, Math.min(3, count)));
  for (const one of [...known].reverse()) if (found.size < count) found.add(topOf(one, one.length, 0, 1)[0]!);
  for (const index of topOf(last, last.length, 0, count))
    if (found.size < Math.min(count, last.length)) found.add(index);
  return [...found];
}

/** From which block on CLS says what it says in the end. */
export function settledFrom(byBlock: readonly (Float64Array | null)[]): number | null {
  const tops = byBlock.map((one) => (one ? topOf(one, one.length, 0, 1)[0]! : null));
  const final = tops.at(-1);
  if (final === null || final === undefined) return null;
  let from = tops.length - 1;
  while (from > 0 && tops[from - 1] === final) from--;
  return from;
}

export interface Counted {
  readonly index: number;
  readonly patches: number;
}

/** By class how many patches would say it, most first. */
export function votes(patches: Float64Array, classes: number): Counted[] {
  const counts = new Map<number, number>();
  for (let row = 0; row * classes < patches.length; row++) {
    const [first] = topOf(patches, classes, row, 1);
    counts.set(first!, (counts.get(first!) ?? 0) + 1);
  }
  return [...counts]
    .map(([index, count]) => ({ index, patches: count }))
    .sort((a, b) => b.patches - a.patches || a.index - b.index);
}

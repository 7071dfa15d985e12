/** What the model would say after each block: the logit lens on what the head reads, and on every patch of a block. */
import type { Hook, ModelEntry } from "../data/manifest.ts";
import type { TensorValue } from "../engine/engine.ts";
import { probabilitiesOf } from "../hooks/output.ts";
import { headParts } from "../hooks/readout.ts";
import { gridOf } from "../hooks/sizes.ts";
import {
  type Become,
  type ClassHead,
  type FinalNorm,
  headOfOne,
  logitLens,
  type ReadHead,
  readoutLens,
} from "../maths/lens.ts";
import { patchCount } from "../maths/tokens.ts";
import { nextTask } from "./task.ts";

/** A model's last norm and heads, ready to read any block's tokens with. */
export interface Reader {
  readonly norm: FinalNorm;
  readonly heads: readonly ReadHead[];
  /** What reads a token that stands alone. */
  readonly one: ClassHead;
  readonly become: Become;
  readonly classes: number;
}

/** Gives a weight by name; see `session.weight`. */
export type Weight = (name: string) => Promise<TensorValue>;

/** The model's own last norm and heads; null where its logits become no probabilities. */
export async function readerOf(weight: Weight, { config, hooks }: ModelEntry): Promise<Reader | null> {
  const become = probabilitiesOf(config);
  if (become === "none") return null;
  const patches = patchCount(gridOf(config));
  const [w, b] = await Promise.all(["ln_final.w", "ln_final.b"].map(weight));
  const heads = await Promise.all(
    hooks.filter(({ op }) => op === "head").map((hook) => headOf(weight, hook, headParts(config, hook, patches))),
  );
  return {
    norm: { w: w!.data, b: b!.data, eps: config.eps },
    heads,
    one: headOfOne(heads, w!.data.length),
    become,
    classes: heads[0]!.b.length,
  };
}

async function headOf(weight: Weight, hook: Hook, parts: ReadHead["parts"]): Promise<ReadHead> {
  const [W, b] = await Promise.all(hook.weights.map(weight));
  return { W: W!.data, b: b!.data, parts };
}

/** What the head would say of a block's tokens; [class]. */
export const readAnswer = (tensor: TensorValue, { norm, heads, become }: Reader): Float64Array =>
  readoutLens(tensor.data, tensor.shape[1]!, norm, heads, become);

/** Products that one piece of work may take, so that the page can answer in between. */
const AT_ONCE = 12e6;

/** Probabilities of tokens from `start` to `end`, each read alone, [token, class]; null where somebody stopped it. */
export async function answers(
  tensor: TensorValue,
  start: number,
  end: number,
  { norm, one, become, classes }: Reader,
  stopped: () => boolean,
): Promise<Float64Array | null> {
  const width = tensor.shape[1]!;
  const out = new Float64Array((end - start) * classes);
  const rows = Math.max(1, Math.floor(AT_ONCE / (width * classes)));
  for (let row = start; row < end; row += rows) {
    const last = Math.min(end, row + rows);
    const tokens = tensor.data.subarray(row * width, last * width);
    out.set(logitLens(tokens, last - row, width, norm, one, become), (row - start) * classes);
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

/** From which block on the answer is what it is in the end. */
export function settledFrom(byBlock: readonly (Float64Array | null)[]): number | null {
  const tops = byBlock.map((one) => (one ? topOf(one, one.length, 0, 1)[0]! : null));
  const final = tops.at(-1);
  return final === null || final === undefined ? null : sameFrom(tops);
}

/** From which one on all are what the last is. */
export function sameFrom(values: readonly unknown[]): number {
  let from = values.length - 1;
  while (from > 0 && values[from - 1] === values.at(-1)) from--;
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

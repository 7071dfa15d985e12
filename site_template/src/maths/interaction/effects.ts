/** What an edge of attention does: it is cut, the model runs again, and what has changed is measured. */
import type { Grid } from "../tokens.ts";
import { relativeChange } from "./correlation.ts";
import { masksOf } from "./masks.ts";

/** The model with attention restricted: `masks` as `masksOf` gives them, `keep` the hooks that are wanted. */
export type Rerun = (
  masks: (Uint8Array | null)[],
  keep: readonly string[],
) => Promise<{
  readonly logits: ArrayLike<number>;
  readonly tensors: Readonly<Record<string, { readonly data: ArrayLike<number> }>>;
}>;

export interface Cuts {
  readonly grid: Grid;
  readonly layers: number;
  /** The token that reads, by its position. */
  readonly query: number;
  /** The tokens that it does not read, one after another, by their positions. */
  readonly keys: readonly number[];
  /** The block in which it does not; null for all of them. */
  readonly block: number | null;
  /** The hook [pos, d_model] in which the token's output is looked at: that of the last block, as a rule. */
  readonly output: string;
  /** The class whose logit is looked at. */
  readonly index: number;
}

/** What cutting one edge has changed. */
export interface Effect {
  readonly key: number;
  /** How far the reading token's output has moved, in terms of its length. */
  readonly output: number;
  /** By how much the logit of the class has fallen: above 0 where the edge speaks for the class. */
  readonly logit: number;
}

/**
 * Cuts one edge after another, and tells the effect of each as soon as it is known.
 *
 * @param plain what the run without any cut has: its logits, and `output` of it.
 * @param signal ends it: what is asked for next rejects with the signal's reason.
 */
export async function* effectsOf(
  rerun: Rerun,
  plain: { readonly logits: ArrayLike<number>; readonly output: ArrayLike<number> },
  { grid, layers, query, keys, block, output, index }: Cuts,
  signal?: AbortSignal,
): AsyncGenerator<Effect, void> {
  const width = plain.output.length / grid.tokens;
  const own = (values: ArrayLike<number>) =>
    Array.prototype.slice.call(values, query * width, (query + 1) * width) as number[];
  for (const key of keys) {
    signal?.throwIfAborted();
    const cut = [{ query, key, ...(block === null ? {} : { block }) }];
    const { logits, tensors } = await rerun(masksOf(grid, layers, { cut }), [output]);
    signal?.throwIfAborted();
    const [moved] = relativeChange(own(plain.output), own(tensors[output]!.data), width);
    yield { key, output: moved!, logit: plain.logits[index]! - logits[index]! };
  }
}

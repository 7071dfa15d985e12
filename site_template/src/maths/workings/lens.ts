/** The logit lens (nostalgebraist 2020): the final norm and the head applied to the stream after each block. */
import { layerNorm } from "./layer-norm.ts";
import { softmax } from "./softmax.ts";

export interface Head {
  readonly eps: number;
  /** Gain and bias of the final norm, [d_model]; null where it has none. */
  readonly gain: Float32Array | null;
  readonly bias: Float32Array | null;
  /** [d_model, class] */
  readonly matrix: Float32Array;
  readonly offset: Float32Array | null;
  readonly classes: number;
}

export interface LensRow {
  readonly logits: Float64Array;
  readonly probabilities: Float64Array;
  /** The class with the highest probability. */
  readonly leader: number;
}

/** What the head reads of a token's or an average's stream, [d_model]. */
export function lensRow(stream: Float32Array, head: Head): LensRow {
  const row = layerNorm(stream, head.eps, head.gain, head.bias).after;
  return fromLogits(product(row, head));
}

function product(row: ArrayLike<number>, { matrix, offset, classes }: Head): Float64Array {
  const logits = new Float64Array(classes);
  if (offset) logits.set(offset);
  for (let feature = 0; feature < row.length; feature++) {
    const [value, start] = [row[feature]!, feature * classes];
    for (let i = 0; i < classes; i++) logits[i]! += value * matrix[start + i]!;
  }
  return logits;
}

function fromLogits(logits: Float64Array): LensRow {
  const { shares, maximumAt } = softmax(Float32Array.from(logits));
  return { logits, probabilities: shares, leader: maximumAt };
}

/** The classes that a table of the lens shows: the chosen one, the last block's best, and every block's leader. */
export function lensClasses(rows: readonly LensRow[], chosen: number, room: number): number[] {
  const last = rows.at(-1);
  if (!last) return [];
  const best = Array.from(last.probabilities, (_, i) => i).sort((a, b) => last.probabilities[b]! - last.probabilities[a]!);
  const wanted = [best[0]!, chosen, ...[...rows].reverse().map(({ leader }) => leader), ...best];
  const kept = [...new Set(wanted)].slice(0, Math.min(room, best.length));
  return kept.sort((a, b) => last.probabilities[b]! - last.probabilities[a]!);
}

/** The logit lens, block by block: what the head would say of a stream, who leads, and what a table of it shows. */
import type { ClassHead, FinalNorm } from "../lens.ts";
import { largest } from "../statistics.ts";
import { layerNorm } from "./layer-norm.ts";
import { readRow } from "./readout.ts";
import { softmax } from "./softmax.ts";

export interface LensRow {
  readonly probabilities: Float64Array;
  /** The class with the highest probability. */
  readonly leader: number;
}

export interface LensHead extends ClassHead {
  /** What it reads: groups of tokens, the mean of each, one after the other. */
  readonly reads: readonly (readonly number[])[];
}

/** What the heads say together of a stream, [pos, d_model]: their logits are averaged. */
export function lensRow(stream: Float32Array, norm: FinalNorm, heads: readonly LensHead[]): LensRow {
  const width = norm.w.length;
  const rows = new Map<number, Float64Array>();
  const normalised = (token: number): Float64Array => {
    const row = rows.get(token) ?? layerNormed(stream.subarray(token * width, (token + 1) * width), norm);
    rows.set(token, row);
    return row;
  };
  const logits = new Float64Array(heads[0]!.b.length);
  for (const head of heads) addLogits(logits, readRow(head.reads, normalised), head, 1 / heads.length);
  const { shares } = softmax(logits);
  return { probabilities: shares, leader: largest(shares, 1)[0] ?? 0 };
}

const layerNormed = (row: Float32Array, { w, b, eps }: FinalNorm): Float64Array => layerNorm(row, eps, w, b).after;

function addLogits(logits: Float64Array, row: ArrayLike<number>, { W, b }: ClassHead, share: number): void {
  const classes = logits.length;
  for (let j = 0; j < classes; j++) logits[j]! += share * b[j]!;
  for (let i = 0, at = 0; i < row.length; i++) {
    const value = share * row[i]!;
    for (let j = 0; j < classes; j++, at++) logits[j]! += value * W[at]!;
  }
}

/** The classes that a table of the lens shows: the chosen one, the last block's best, and every block's leader. */
export function lensClasses(rows: readonly LensRow[], chosen: number, room: number): number[] {
  const last = rows.at(-1);
  if (!last) return [];
  const best = Array.from(last.probabilities, (_, i) => i).sort(
    (a, b) => last.probabilities[b]! - last.probabilities[a]!,
  );
  const wanted = [best[0]!, chosen, ...[...rows].reverse().map(({ leader }) => leader), ...best];
  const kept = [...new Set(wanted)].slice(0, Math.min(room, best.length));
  return kept.sort((a, b) => last.probabilities[b]! - last.probabilities[a]!);
}

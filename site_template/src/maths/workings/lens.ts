/** The logit lens of one token, block by block: who leads, and which classes a table of it shows. */
import { type ClassHead, type FinalNorm, logitLens } from "../lens.ts";
import { largest } from "../statistics.ts";

export interface LensRow {
  readonly probabilities: Float64Array;
  /** The class with the highest probability. */
  readonly leader: number;
}

/** What the head reads of a token's stream, [d_model]. */
export function lensRow(stream: Float32Array, norm: FinalNorm, head: ClassHead): LensRow {
  const probabilities = logitLens(stream, 1, stream.length, norm, head);
  return { probabilities, leader: largest(probabilities, 1)[0] ?? 0 };
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

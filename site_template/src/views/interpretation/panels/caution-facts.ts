/** This picture's figures for when cosine similarity misleads: crowded directions, tokens of unusual length. */
import { anisotropy, normScores, OUTLIER_FROM } from "../../../maths/caution.ts";
import { lengthsOf } from "../../../maths/similarity.ts";
import { patchCount } from "../../../maths/tokens.ts";
import type { InterpretationData } from "../data.ts";

export interface Outlier {
  /** Index of the patch. */
  readonly patch: number;
  /** How many times the median length of the patches. */
  readonly times: number;
}

export interface Facts {
  /** By block: mean cosine of two different patches; nan where it is not known, or there is but one. */
  readonly anisotropy: readonly number[];
  /** By block: mean similarity of the reference and a patch. */
  readonly reference: readonly number[];
  /** Of the block that is looked at: lengths of the patches and their median; null while only cosines are known. */
  readonly lengths: Float64Array | null;
  readonly median: number;
  readonly outliers: readonly Outlier[];
  /** Lowest and highest similarity of the reference and a patch after this block. */
  readonly low: number;
  readonly high: number;
}

/** Mean cosine of two different patches, of the tokens where they are there, else of their cosines. */
export function patchAnisotropy(data: InterpretationData, block: number): number {
  const { prefix, tokens: pos } = data.grid;
  const tensor = data.tokens(block);
  const count = pos - prefix;
  if (tensor) return anisotropy(tensor.data.subarray(prefix * tensor.shape[1]!), count, tensor.shape[1]!);
  const pairs = data.similarities(block);
  if (!pairs || count < 2) return NaN;
  let sum = 0;
  for (let one = prefix; one < pos; one++)
    for (let other = one + 1; other < pos; other++) sum += pairs[one * pos + other]!;
  return sum / ((count * (count - 1)) / 2);
}

const mean = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;

export function factsOf(
  data: InterpretationData,
  references: readonly number[],
  block: number,
  level: (block: number) => number,
): Facts {
  const blocks = Array.from({ length: data.blocks }, (_, i) => i);
  const reference = blocks.map((one) => {
    const similar = data.similarity(one, references);
    return similar ? mean(similar) : NaN;
  });
  const here = data.similarity(block, references);
  const tensor = data.tokens(block);
  const width = tensor?.shape[1] ?? 0;
  const patches = tensor?.data.subarray(data.grid.prefix * width);
  const count = patchCount(data.grid);
  const lengths = patches ? lengthsOf(patches, count, width) : null;
  const middle = lengths ? median(lengths) : NaN;
  const scores = patches ? normScores(patches, count, width) : null;
  const outliers = scores ? Array.from(scores.keys()).filter((i) => scores[i]! > OUTLIER_FROM) : [];
  return {
    anisotropy: blocks.map(level),
    reference,
    lengths,
    median: middle,
    outliers: outliers.map((patch) => ({ patch, times: lengths![patch]! / middle })).sort((a, b) => b.times - a.times),
    low: here ? Math.min(...here) : NaN,
    high: here ? Math.max(...here) : NaN,
  };
}

function median(values: Float64Array): number {
  const sorted = values.slice().sort();
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

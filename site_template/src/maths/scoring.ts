/**
 * How well a map of patches agrees with the truth. Twin of `elvit.analysis.scoring`.
 *
 * All scores are nan where there is nothing to tell apart: no patch is the object's, every patch is, or the map
 * has a value that is none.
 */
import { uniform } from "./draws.ts";

/** A patch is the object's when the mask covers at least this share of it. */
const OBJECT_FROM = 0.5;

/** The scores of the table, in its order. */
export const METRICS = ["roc_auc", "average_precision", "best_iou", "iou_halfway", "pointing_game"] as const;
export type Metric = (typeof METRICS)[number];

/** 1 for the patches that are the object's, 0 for the others; [patch]. */
export const truthOf = (cover: ArrayLike<number>, from: number = OBJECT_FROM): Uint8Array =>
  Uint8Array.from({ length: cover.length }, (_, i) => (cover[i]! >= from ? 1 : 0));

/** The share of each patch that any of several things covers, as of masks that do not overlap; [patch]. */
export const unionCover = (covers: readonly ArrayLike<number>[]): Float64Array =>
  Float64Array.from({ length: covers[0]?.length ?? 0 }, (_, i) =>
    Math.min(
      1,
      covers.reduce((sum, one) => sum + one[i]!, 0),
    ),
  );

/** Whether a map can be scored against a truth. */
function scorable(values: ArrayLike<number>, truth: ArrayLike<number>): boolean {
  let positives = 0;
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i]!)) return false;
    if (truth[i]) positives++;
  }
  return positives > 0 && positives < values.length;
}

/** True and false entries at each distinct value, highest value first. */
interface Step {
  readonly value: number;
  readonly hits: number;
  readonly misses: number;
}

function steps(values: ArrayLike<number>, truth: ArrayLike<number>): Step[] {
  const order = Array.from({ length: values.length }, (_, i) => i).sort((a, b) => values[b]! - values[a]!);
  const found: { value: number; hits: number; misses: number }[] = [];
  for (const i of order) {
    const last = found[found.length - 1];
    const step = last && last.value === values[i]! ? last : { value: values[i]!, hits: 0, misses: 0 };
    if (step !== last) found.push(step);
    if (truth[i]) step.hits++;
    else step.misses++;
  }
  return found;
}

const positivesOf = (found: readonly Step[]): number => found.reduce((sum, { hits }) => sum + hits, 0);

/**
 * Area under the ROC curve: how often a true entry's value is above a false one's, ties counting half.
 *
 * Source: Hanley and McNeil 1982, doi:10.1148/radiology.143.1.7063747.
 */
export function rocAuc(values: ArrayLike<number>, truth: ArrayLike<number>): number {
  if (!scorable(values, truth)) return NaN;
  const found = steps(values, truth);
  const positives = positivesOf(found);
  let [above, wins] = [0, 0];
  for (const { hits, misses } of found) {
    wins += misses * (above + hits / 2);
    above += hits;
  }
  return wins / (positives * (values.length - positives));
}

/**
 * Average precision: precision at each threshold, weighted by the recall it adds.
 *
 * Source: Zhu 2004, "Recall, precision and average precision"; without interpolation, as scikit-learn has it.
 */
export function averagePrecision(values: ArrayLike<number>, truth: ArrayLike<number>): number {
  if (!scorable(values, truth)) return NaN;
  const found = steps(values, truth);
  const positives = positivesOf(found);
  let [hit, seen, sum] = [0, 0, 0];
  for (const { hits, misses } of found) {
    hit += hits;
    seen += hits + misses;
    sum += (hits / positives) * (hit / seen);
  }
  return sum;
}

/** Intersection over union of the patches at or above a threshold with the object's. Source: Jaccard 1901. */
export function iouAt(values: ArrayLike<number>, truth: ArrayLike<number>, threshold: number): number {
  if (!scorable(values, truth) || Number.isNaN(threshold)) return NaN;
  let [both, either] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    const chosen = values[i]! >= threshold;
    if (chosen && truth[i]) both++;
    if (chosen || truth[i]) either++;
  }
  return both / either;
}

/** The highest intersection over union that any threshold gives, and the highest such threshold, a value of the map. */
export function bestIou(values: ArrayLike<number>, truth: ArrayLike<number>): { iou: number; threshold: number } {
  if (!scorable(values, truth)) return { iou: NaN, threshold: NaN };
  const found = steps(values, truth);
  const positives = positivesOf(found);
  let [hit, missed] = [0, 0];
  let best = { iou: -1, threshold: NaN };
  for (const { value, hits, misses } of found) {
    hit += hits;
    missed += misses;
    const iou = hit / (positives + missed);
    if (iou > best.iou) best = { iou, threshold: value };
  }
  return best;
}

/** The fixed threshold of the scores: halfway between a map's lowest and highest value, whatever its units. */
export function halfway(values: ArrayLike<number>): number {
  let [low, high] = [Infinity, -Infinity];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (Number.isNaN(value)) return NaN;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return values.length > 0 ? (low + high) / 2 : NaN;
}

/**
 * Whether the highest patch is the object's: 1 or 0; where several are highest, the share of them that is.
 *
 * Source: Zhang et al. 2016, arXiv:1608.00507.
 */
export function pointingGame(values: ArrayLike<number>, truth: ArrayLike<number>): number {
  if (!scorable(values, truth)) return NaN;
  const { hits, misses } = steps(values, truth)[0]!;
  return hits / (hits + misses);
}

/** All scores of one map, by their names. */
export const scoreMap = (values: ArrayLike<number>, truth: ArrayLike<number>): Record<Metric, number> => ({
  roc_auc: rocAuc(values, truth),
  average_precision: averagePrecision(values, truth),
  best_iou: bestIou(values, truth).iou,
  iou_halfway: iouAt(values, truth, halfway(values)),
  pointing_game: pointingGame(values, truth),
});

/**
 * What to hold scores against: those of a map that is the same everywhere. A map in random order has the same ROC-AUC
 * and pointing game on average, and with few patches a slightly higher average precision: 0.25 where 13 of 64 patches
 * are the object's, 0.20 of them.
 */
export function chanceOf(truth: ArrayLike<number>): Record<Metric, number> {
  let positives = 0;
  for (let i = 0; i < truth.length; i++) if (truth[i]) positives++;
  if (positives === 0 || positives === truth.length)
    return { roc_auc: NaN, average_precision: NaN, best_iou: NaN, iou_halfway: NaN, pointing_game: NaN };
  const share = positives / truth.length;
  return { roc_auc: 0.5, average_precision: share, best_iou: share, iou_halfway: share, pointing_game: share };
}

/** Mean of the values of the object's patches and of the others; nan where there are none. */
export function insideOutside(
  values: ArrayLike<number>,
  truth: ArrayLike<number>,
): { inside: number; outside: number } {
  let [inside, outside, positives] = [0, 0, 0];
  for (let i = 0; i < values.length; i++) {
    if (truth[i]) {
      inside += values[i]!;
      positives++;
    } else outside += values[i]!;
  }
  return { inside: inside / positives, outside: outside / (values.length - positives) };
}

export interface Interval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  /** Of scores that went in. */
  readonly n: number;
}

/** How often the bootstrap draws anew. */
const RESAMPLES = 2000;

/**
 * The mean of scores and its 95 % interval, by the percentile bootstrap over pictures; the same every time.
 *
 * Source: Efron 1979, doi:10.1214/aos/1176344552. The builder draws the same.
 *
 * @param scores of one picture each; those that are nan are left out. Without any, all is nan.
 */
export function bootstrapInterval(scores: ArrayLike<number>, seed = 0): Interval {
  const kept = Float64Array.from(
    Array.from({ length: scores.length }, (_, i) => scores[i]!).filter((one) => !Number.isNaN(one)),
  );
  const n = kept.length;
  if (n === 0) return { mean: NaN, low: NaN, high: NaN, n };
  const means = new Float64Array(RESAMPLES);
  let draw = 0;
  for (let resample = 0; resample < RESAMPLES; resample++) {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += kept[Math.floor(uniform(seed, draw++) * n)]!;
    means[resample] = sum / n;
  }
  means.sort();
  return {
    mean: kept.reduce((sum, one) => sum + one, 0) / n,
    low: quantile(means, 0.025),
    high: quantile(means, 0.975),
    n,
  };
}

/** Of ascending values, between neighbours by straight lines. */
function quantile(sorted: Float64Array, share: number): number {
  const at = share * (sorted.length - 1);
  const below = Math.floor(at);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below]! + (sorted[above]! - sorted[below]!) * (at - below);
}

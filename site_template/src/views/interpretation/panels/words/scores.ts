/** The scores in words: what each is called, what it asks, what chance would give, and what came out. */
import { number, tick } from "../../../../maths/numbers.ts";
import type { Metric } from "../../../../maths/scoring.ts";
import type { Mask, Method } from "../../scene.ts";
import { capital, maskWords, valueText, wordsOf } from "../../words/methods.ts";
import { chartWords, NBSP } from "./common.ts";

interface MetricWords {
  readonly title: string;
  /** On a button. */
  readonly short: string;
  readonly asks: string;
  readonly chance: string;
}

export const METRIC_WORDS: Readonly<Record<Metric, MetricWords>> = {
  roc_auc: {
    title: "area under the ROC curve",
    short: "ROC-AUC",
    asks: "how often a patch of the object is above one of the rest, when one of each is drawn: 1 is always.",
    chance: "a map in random order",
  },
  average_precision: {
    title: "average precision",
    short: "average precision",
    asks: "going down from the highest patch: which share of those passed is the object, averaged over its patches.",
    chance: "a map in random order, about the object’s share of the patches",
  },
  best_iou: {
    title: "IoU at the best threshold",
    short: "best IoU",
    asks:
      "overlap of outline and object over what either of them covers, " +
      "at the threshold that suits this picture best.",
    chance: "an outline around everything",
  },
  iou_halfway: {
    title: "IoU at the middle",
    short: "IoU, half-way",
    asks: "the same overlap at a fixed threshold: half-way between the map’s lowest and highest value.",
    chance: "an outline around everything",
  },
  pointing_game: {
    title: "pointing game",
    short: "pointing game",
    asks: "whether the highest patch of the map is the object’s: 1 or 0; where several are highest, the share of them.",
    chance: "a patch drawn at random",
  },
};

export const scoreWords = {
  title: "Which map finds the object",
  concept: "What the maps compare",
  score: "score",
  truth: "truth",
  none: "none",
  draw: "Draw a mask",
  chart: (metric: Metric, methods: readonly Method[]): string =>
    `${METRIC_WORDS[metric].title} by block, one curve for each of ` +
    `${methods.map((method) => wordsOf(method).title).join(", ")}. ${chartWords.keys}`,
  chance: "chance",
  /** What the ring and the band mean; the band is the gallery's mean of a method. */
  key: (band: Method | null): string =>
    "The ring is the best of all." +
    (band === null
      ? ""
      : ` The pale band is the gallery’s mean of ${wordsOf(band).title}, with its 95${NBSP}% interval.`),
  findings: "What many more pictures say",
  csv: "all scores as CSV",
  file: (picture: string, mask: string): string => `${picture} scores ${mask}`,
};

export const scoresMissing = {
  mask:
    "Scores need to know where the object is. No mask of this picture is in use: " +
    "draw one, patch by patch, and every map is scored against it.",
  empty:
    "No patch belongs to the object: its mask covers none of them by half or more. " +
    "There is nothing to find, so no map can be scored.",
  full: "Every patch belongs to the object: nothing is left outside, so no score can tell inside from outside.",
  run: "The scores come as soon as the model has run.",
};

/** A map and what it scores. */
export interface Scored {
  readonly method: Method;
  readonly block: number;
  readonly value: number;
}

interface Interval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

const interval = ({ mean, low, high }: Interval): string =>
  `${number(mean)} (95${NBSP}% interval ${number(low)} to ${number(high)})`;

export const scoresSay = {
  notNumbers: "None of the maps can be scored: they hold values that are no numbers.",
  best: (
    { method, block, value }: Scored,
    reference: string,
    mask: Mask,
    chance: number,
    others: readonly Scored[],
  ): string => {
    const object = mask.drawn ? "what you drew" : maskWords.object(mask);
    const toward = method === "similarity" ? "to" : "from";
    const verdict =
      value > chance + 1e-9 ? `chance gives ${tick(chance)}` : `no better than chance, which gives ${tick(chance)}`;
    const rest = others.map((one) => `${wordsOf(one.method).title} ${number(one.value)} after block ${one.block}`);
    return (
      `On this picture, ${wordsOf(method).title} ${toward} ${reference} after block ${block} finds ${object} best: ` +
      `${number(value)}; ${verdict}.${rest.length > 0 ? ` At their best, the others reach: ${rest.join(", ")}.` : ""}`
    );
  },
  /** At the threshold of the large map. */
  outline: (method: Method, threshold: number, iou: number): string =>
    `At the threshold of the large map, ${valueText(method, threshold)}, ` +
    `outline and object share ${number(iou)} of what either covers (IoU).`,
  gallery: {
    unknown:
      "The gallery was scored with the usual reference and the usual ways to join heads: " +
      "what is set here has no mean to stand beside.",
    same: (pictures: number, mean: Interval): string =>
      `${over(pictures)}, the same map is the best as well: ${interval(mean)} on average.`,
    /** The best map over the gallery is another; what this one has there, where that is known. */
    other: (
      pictures: number,
      best: { readonly method: Method; readonly block: number },
      mean: Interval,
      same: Interval | null,
    ) =>
      `${over(pictures)}, ${same ? `the same map has ${interval(same)} on average, and ` : ""}` +
      `${wordsOf(best.method).title} after block ${best.block} is the best: ${interval(mean)}. ` +
      "One picture proves little.",
  },
};

const over = (pictures: number): string => `Over ${pictures} pictures of the gallery, all that is masked together`;

export const tableWords = {
  name: "Scores by method and block",
  block: "after block",
  gallery: "gallery",
  none: "none",
  /** Without a gallery the caption is of this picture alone. */
  caption: (metric: Metric, pictures: number | null): string =>
    `${capital(METRIC_WORDS[metric].title)} on this picture${
      pictures === null ? "" : `; below, the mean over ${pictures} pictures of the gallery with its 95 % interval`
    }. Chance, ${METRIC_WORDS[metric].chance}: `,
  chanceOver: (chance: number): string => ` here, ${tick(chance)} over the gallery`,
  cell: (method: Method, block: number, shown: string, isBest: boolean): string =>
    `${wordsOf(method).title} after block ${block}: ${shown}${isBest ? ", the best" : ""}. Show this map.`,
};

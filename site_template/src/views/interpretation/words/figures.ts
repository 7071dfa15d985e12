/** The words in and around the figure: the large map, its legend, the small maps, the curves. */
import type { Fuse, RolloutOptions } from "../data.ts";
import type { Method } from "../scene.ts";
import { capital, fuseWords, thresholdText, wordsOf } from "./methods.ts";

/** Where the numbers are from, as far as this view says it in its own way. */
export const originWords = {
  untilTheRun: (status: string): string =>
    `Painted from precomputed maps, to 1/255, until the model has run here (${status}).`,
  withoutARun: (why: string): string => `${why} The maps are painted from precomputed ones, to 1/255.`,
  waiting: (status: string): string => `The maps come as soon as the model has run (${status}).`,
  withoutPatterns: "This model has no attention pattern over all its tokens: cosine similarity is all there is.",
};

/** After a number that comes from the builder's maps. */
export const PRECOMPUTED = " (precomputed, to 1/255)";

export const largeWords = {
  name: "Large map",
  title: (method: Method, block: number, threshold: number): string =>
    Number.isFinite(threshold)
      ? `after block ${block}: patches at or above ${thresholdText(method, threshold)}`
      : `after block ${block}: ${wordsOf(method).quantity}`,
  /** In a list of figures. */
  figure: (method: Method, block: number): string => `${capital(wordsOf(method).title)} after block ${block}`,
  /** To a screen reader. */
  map: (method: Method, reference: string, block: number): string =>
    `${capital(wordsOf(method).title)}, reference ${reference}, after block ${block}; ` +
    "arrow keys read patches, Enter makes one the reference",
  kind: "map",
  referred: (token: string): string => `Reference: ${token}`,
  opacity: "opacity",
  opacityOf: "Opacity of the map",
  hides: " hides it",
  /** What keeps a map away once there are any. */
  meanOnly: (fuse: Fuse): string =>
    `The precomputed maps hold the mean of the heads only: ${fuseWords(fuse)} comes with the run.`,
  onItsWay: "This map is on its way.",
};

export const thresholdWords = {
  name: "Threshold of the outline",
  spoken: (threshold: string, above: number, patches: number): string => `${threshold}, ${above} of ${patches} patches`,
  none: "none",
  hint: "drag for the outline",
  says: (patches: number, method: Method, isPrecomputed: boolean): string =>
    `${patches} patches by ${wordsOf(method).quantity}${isPrecomputed ? PRECOMPUTED : ""}`,
};

/** What follows the name of a method in a row of small maps. */
export function rowWords(method: Method, reference: string, fuse: Fuse, rollout: RolloutOptions): string {
  if (method === "similarity") return `to ${reference}`;
  if (method === "attention") return `of ${reference}, ${fuseWords(fuse)}`;
  const more = [
    rollout.fuse === "mean" ? "" : fuseWords(rollout.fuse),
    rollout.identity ? "" : "without its own row",
    rollout.discard > 0 ? `${Math.round(rollout.discard * 100)} % dropped` : "",
  ];
  return [`of ${reference}, up to here`, ...more.filter(Boolean)].join(", ");
}

export const rangeWords = {
  each: "each its own scale",
  shared: (low: string, high: string, isClipped: boolean): string => `${low} to ${high}${isClipped ? " or more" : ""}`,
};

export const smallMap = (title: string, row: string, block: number): string => `${title} ${row}, after block ${block}`;

export const curveWords = {
  title: (method: Method): string => `${wordsOf(method).quantity} by block`,
  figure: (method: Method): string => `${wordsOf(method).title} by block`,
  names: {
    inside: "inside",
    outside: "outside",
    median: "median",
    highest: "highest",
    /** A patch is always most like itself. */
    highestOther: "highest of the others",
  },
  readout: (block: number, values: readonly string[]): string => `block ${block}: ${values.join(", ")}`,
  spoken: (method: Method, curves: readonly { readonly name: string; readonly values: string[] }[]): string =>
    `${wordsOf(method).title} by block, from block 0. ` +
    curves.map(({ name, values }) => `${name}: ${values.join(", ")}`).join(". "),
};

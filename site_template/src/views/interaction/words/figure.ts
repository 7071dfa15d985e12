/** Words of the figures: indicators, shares, boxes and ways; titles, labels and what a patch says. */
import { areaOf, type Box } from "../../../maths/interaction/boxes.ts";
import type { Indicator } from "../../../maths/interaction/indicators.ts";
import { number, percent } from "../../../maths/numbers.ts";

export const INDICATOR_WORDS: Readonly<Record<Indicator, { readonly short: string; readonly long: string }>> = {
  mean: { short: "mean", long: "the mean over the heads" },
  std: { short: "std", long: "how far the heads differ: their standard deviation" },
  "mean+std": { short: "mean + std", long: "the mean over the heads plus their standard deviation" },
  max: { short: "max", long: "the most that any head gives" },
};

export const K = "k, the standard deviations above the mean from which a patch stands out";

/** The sentence of controls above the figure. */
export const controlWords = {
  label: "What is shown",
  show: "show",
  figures: { window: "what a patch reads", field: "who reads it", tendency: "from which side" },
  indicator: "indicator",
  scale: "scale",
  scales: { all: "same for all blocks", each: "each block its own" },
};

export const share = (value: number): string => `${percent(value)}\u00a0%`;

/** "row 3", "rows 1 to 5". */
const range = (what: string, from: number, to: number): string =>
  from === to ? `${what} ${from}` : `${what}s ${from} to ${to}`;

const boxWords = ([top, bottom, left, right]: Box): string =>
  `${range("row", top, bottom)}, ${range("column", left, right)}`;

/** "5 × 6 = 30 of 64 patches". */
export function areaWords(box: Box, count: number): string {
  const [top, bottom, left, right] = box;
  return `${bottom - top + 1}\u00a0×\u00a0${right - left + 1} = ${areaOf(box)} of ${count} patches`;
}

const WAYS = ["right", "down and right", "down", "down and left", "left", "up and left", "up", "up and right"];

/** "1.8 patches down and left"; to no side without a length. */
export function wayWords(down: number, across: number): string {
  const length = Math.hypot(down, across);
  if (length < 0.05) return "to no side";
  const eighth = (Math.round((Math.atan2(down, across) / Math.PI) * 4) + 8) % 8;
  return `${number(length)} patches ${WAYS[eighth]}`;
}

/** The view's own heading, by figure. */
export const headings = {
  window: (patch: string) => `What ${patch} reads, block by block`,
  field: (patch: string) => `Who reads ${patch}, block by block`,
  tendency: () => "From which side patches are read, block by block",
};

/** The title of the large figure. */
export const titles = {
  window: (patch: string, block: number, isOwn: boolean) =>
    `${isOwn ? "Your window" : "Window"} of ${patch} in block ${block}`,
  field: (_: string, block: number) => `Sizes of responsive fields in block ${block}`,
  tendency: (_: string, block: number) => `Tendencies in block ${block}`,
};

/** The figure for those who do not see it. */
export const spoken = {
  nothing: "The numbers are not here yet.",
  window: (standing: number, patch: string, box: Box, count: number, isOwn: boolean) =>
    `${standing} other patches stand out in what ${patch} takes. ` +
    `The window: ${boxWords(box)}, ${areaWords(box, count)}${isOwn ? SET_BY_HAND : ""}.`,
  field: (patch: string, size: number, largest: string, smallest: string) =>
    `${patch} is in the windows of ${share(size)} of the patches. ` +
    `The largest field: ${largest}; the smallest: ${smallest}.`,
  sized: (patch: string, size: number) => `${patch} ${share(size)}`,
  tendency: (patch: string, down: number, across: number, reach: number) =>
    `Of ${patch}: ${wayWords(down, across)}. The longest of this block: ${number(reach)} patches at most.`,
};

const SET_BY_HAND = ", set by hand";

export const largeWords = {
  label: "Large figure",
  keys: (title: string) => `${title}; arrow keys read patches, Enter looks at one`,
  lookedAt: (patch: string) => `${patch} is looked at`,
  sizes: "share of the patches that read it",
  wheel: "Colour wheel: the hue is the direction, the strength the length",
  ways: ["up", "right", "down", "left"] as const,
  wheelBeside: (reach: number, patch: string) =>
    `Hue: to which side its readers lie. Strength: how far, up to ${number(reach)} patches at the rim. ` +
    `Small arrows are as long as a patch at most; the large one, of ${patch}, has its true length.`,
  onItsWay: "Its attention pattern is on its way.",
  meanOnly: "Only the mean over the heads is precomputed; the rest comes when the model has run.",
  edge: (edge: string) => `${edge} edge of the window`,
  edgeAt: (isUpright: boolean, at: number) => `${isUpright ? "row" : "column"} ${at}`,
};

/** The legend with the handle that sets k. */
export const handleWords = {
  at: (k: string) => `k = ${k}`,
  spoken: (k: string, standing: number) => `k ${k}, ${standing} patches stand out`,
  hint: "drag to say how far a patch has to stand out",
  of: (count: number, indicator: Indicator, isPrecomputed: boolean) =>
    `${count} patches by ${INDICATOR_WORDS[indicator].short}${isPrecomputed ? " (precomputed, to 1/255)" : ""}`,
};

/** What a patch says under the pointer. */
export const readingWords = {
  title: (patch: string, block: number) => `${patch}, block ${block}`,
  precomputed: "precomputed, to 1/255",
  missing: "not here yet",
  taken: (indicator: Indicator, value: number, patch: string) =>
    `${INDICATOR_WORDS[indicator].short} ${number(value)} that ${patch} takes from it`,
  /** How far from the row's mean, in standard deviations; null where all of the row are the same. */
  far: (far: number | null) =>
    far === null
      ? "as all in this row"
      : `${number(Math.abs(far))} standard deviations ${far < 0 ? "below" : "above"} the mean of the row`,
  held: (size: number, count: number) =>
    `in the windows of ${Math.round(size * count)} of ${count} patches, ${share(size)}`,
  readFrom: (down: number, across: number) => `read, on average, from ${wayWords(down, across)}`,
};

/** The small maps, by figure. */
export const smallMapWords = {
  titles: { window: "window", field: "responsive field", tendency: "tendency" },
  of: {
    window: (patch: string, indicator: Indicator) => `of ${patch}, by ${INDICATOR_WORDS[indicator].short}`,
    field: () => "how many read each patch",
    tendency: () => "from which side",
  },
  shares: "0 to 100\u00a0%",
  each: "each its own scale",
  between: (low: number, high: number, isClipped: boolean) =>
    `${number(low)} to ${number(high)}${isClipped ? " or more" : ""}`,
  upTo: (reach: number) => `up to ${number(reach)} patches`,
  block: (title: string, block: number) => `${title}, block ${block}`,
  spoken: {
    window: (_: string, box: Box, count: number, isOwn: boolean) =>
      `: ${areaWords(box, count)}${isOwn ? SET_BY_HAND : ""}`,
    field: (patch: string, size: number) => `: ${patch} is read by ${share(size)} of the patches`,
    tendency: (patch: string, down: number, across: number) => `: ${patch} is read from ${wayWords(down, across)}`,
  },
};

export const matrixWords = {
  label: "Indicator matrix",
  figure: (block: number) => `Indicator matrix of block ${block}`,
  title: (block: number) => `Every patch with every patch, block ${block}`,
  keys: (indicator: Indicator, count: number, patch: string) =>
    `Matrix of ${INDICATOR_WORDS[indicator].short}, ${count} by ${count} patches; the outlined row is ${patch}. ` +
    "Arrow keys read a pair, Enter looks at the row’s patch.",
  role: "matrix",
  /** Behind the number. */
  taken: (from: string, to: string, isMost: boolean) => ` ${from} takes ${isMost ? "the most " : ""}from ${to}`,
};

/** What the page says of where its numbers are from. */
export const originWords = {
  untilTheRun: (status: string) =>
    `Painted from precomputed attention, to 1/255, until the model has run here (${status}).`,
  withoutARun: (why: string) =>
    `${why} The maps are painted from precomputed attention, to 1/255; nothing can be run again.`,
  waiting: (status: string) => `The figures wait for the attention patterns of the run (${status}).`,
  withoutPatterns: "This model has no attention pattern over all its tokens, so there is no interaction to show.",
};

export const stepWords = (block: number) => `block ${block}`;

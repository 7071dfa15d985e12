/** Cautions in words: what a figure of this picture means for reading its map of similarity. */
import { capital } from "../../words/methods.ts";
import type { Piece } from "../../words/pieces.ts";
import { chartWords } from "./common.ts";

/** Names and numbers as the words have them. */
export interface Names {
  cosine(value: number): string;
  times(value: number): string;
  patch(patch: number): string;
  readonly reference: string;
}

export const cautionWords = {
  title: "Read with care",
  concept: "What anisotropy is",
  waiting: "This picture’s figures come as soon as the model has run.",
  chart: {
    title: "Mean cosine, by block",
    label: (reference: string): string =>
      `Mean cosine of two patches, and of ${reference} and a patch, by block. ${chartWords.keys}`,
    pairs: "two patches",
    reference: (name: string): string => `${name} and a patch`,
  },
  lengths: {
    title: "Lengths of the patches’ tokens",
    label: (tokens: number, least: string, most: string, median: string): string =>
      `Lengths of ${tokens} tokens from ${least} to ${most}, median ${median}`,
    median: "median",
    isMedian: " is the median, ",
    longest: (patch: string): string => ` the longest, ${patch}`,
    of: (patch: string, times: string): string => ` ${patch}, ${times} times the median`,
  },
  care: "Care: ",
  fine: "Fine: ",
  nothing: (block: number): string =>
    `After block ${block}, nothing here speaks against reading the map of similarity as it is.`,
  some: (block: number, careful: number, all: number): string =>
    `After block ${block}, ${careful} of ${all} figures call for care.`,
  sources: [
    "Sources: ",
    { source: "Ethayarajh 2019", href: "https://arxiv.org/abs/1909.00512" },
    " on directions that crowd together, ",
    { source: "Darcet et al. 2024", href: "https://arxiv.org/abs/2309.16588" },
    " on patches that models use as registers.",
  ] satisfies Piece[],
};

export const direction = {
  crowded: (level: string): string =>
    `${anyTwo(level)} All directions are crowded together here: a similarity near ${level} is what any pair has, ` +
    "and only the differences within the map tell something.",
  shared: (level: string): string =>
    `${anyTwo(level)} A large part of every similarity is what all patches share; ` +
    "read the map by its differences, not by its level.",
  spread: (level: string): string => `${anyTwo(level)} Directions are spread, so a high similarity means something.`,
};

const anyTwo = (level: string): string => `Any two patches have the cosine ${level} on average.`;

export const reference = {
  littleLess: (name: string, mine: string, level: string): string =>
    `${capital(name)} has ${mine} with a patch on average, ` +
    `a little less than two patches have with each other (${level}).`,
  noLess: (name: string, mine: string): string =>
    `${capital(name)} has ${mine} with a patch on average, no less than two patches have with each other.`,
  /** `highest` where even that is below what two patches have. */
  elsewhere: (name: string, mine: string, level: string, highest: string | null): string =>
    `${capital(name)} has only ${mine} with a patch on average, ` +
    `less than two patches have with each other (${level})` +
    `${highest === null ? "" : `; even its highest, ${highest}, is below that`}. ` +
    "It points elsewhere: the map shows which patches lean its way, not which are like it.",
};

interface Level {
  readonly value: string;
  readonly block: number;
}

export const depth = (low: Level, high: Level, isFar: boolean): string =>
  `Between blocks that level moves from ${low.value} (block ${low.block}) to ${high.value} (block ${high.block}): ` +
  (isFar ? "the same similarity is much in one block and little in another." : "blocks can be compared on one scale.");

export const flat = {
  same: (name: string, value: string): string =>
    `The map of ${name} is the same everywhere, ${value}: it shows nothing.`,
  reach: (name: string, low: string, high: string, isFlat: boolean): string =>
    `Within the map of ${name}, similarities reach from ${low} to ${high}: ` +
    (isFlat ? "it is nearly flat, and its colours enlarge small differences." : "wide enough to read."),
};

export const length = {
  unknown: "How long the tokens are is known once the model has run.",
  zero: "Most tokens have the length 0: they have no direction, and their cosine counts as 0.",
  none: (longest: string): string =>
    `No patch stands out by its length: the longest is ${longest} times the median. Nothing looks like a register.`,
  /** The first few by name; `more` others are not named. */
  some: (named: readonly { patch: string; times: string }[], more: number, isRegister: boolean): string => {
    const count = named.length + more;
    const many = count === 1 ? "One patch stands out by its length" : `${count} patches stand out by their length`;
    const names = named.map(({ patch, times }) => `${patch}, ${times} times the median`).join("; ");
    return `${many}: ${names}${more > 0 ? `, and ${more} more` : ""}. ${isRegister ? REGISTER : FAR_FROM_REGISTER}`;
  },
};

const REGISTER =
  "Such a patch is register-like: the model may keep something about the whole picture there, " +
  "and it need not look like its place.";
const FAR_FROM_REGISTER =
  "That is far from the many times longer tokens that models use as registers; " +
  "still, look at what is special there.";

/** Words of what is taken away: controls, the answer before and after, other ways to take as much. */
import type { Drop, Restrict } from "../../../edits/edit.ts";
import { milliseconds, number, percent } from "../../../maths/numbers.ts";
import { share } from "./figure.ts";

/** What the head reads, as far as words go: one token by its name, the mean of the patches, or more than one thing. */
export interface Read {
  readonly kind: "token" | "mean" | "several";
  readonly name: string;
  /** Whether any patch is among it. */
  readonly readsPatches: boolean;
}

/** Which patches a rule drops. */
export const dropWords = ({ kind, name }: Read): Readonly<Record<Drop, string>> => ({
  least: "least responsive",
  most: "most responsive",
  ...{
    token: { attention: `lowest ${name} attention`, similarity: `lowest ${name} similarity` },
    mean: { attention: "lowest mean attention", similarity: "least like their mean" },
    several: { attention: `lowest attention of ${name}`, similarity: `least like ${name}` },
  }[kind],
  random: "at random",
});

export const RESTRICT_WORDS: Readonly<Record<Restrict, string>> = {
  adaptive: "adaptive windows",
  fixed: "fixed centred windows",
  random: "random boxes",
};

/** The sentence of controls. */
export const cutControlWords = {
  label: "What is taken away",
  remove: "remove",
  none: "no patches by rule",
  rule: (way: string, words: string) => (way === "random" ? "patches at random" : `the ${words}`),
  share: "share",
  shareLabel: "Share of the patches that is removed, per cent",
  perCent: (value: number) => `${value} %`,
  restrict: "patches read",
  restricts: {
    none: "everything",
    adaptive: "their adaptive windows",
    fixed: "fixed windows as large",
    random: "random boxes as large",
  },
  where: "in",
  allBlocks: "all blocks",
  block: (block: number) => `block ${block}`,
  undo: "undo",
  reset: "reset",
  windows: (count: number) =>
    count === 0 ? "" : count === 1 ? "1 window set by hand" : `${count} windows set by hand`,
};

export const panelWords = {
  title: "Cut, and see what happens",
  concept: "What an adaptive window is",
  left: "What is left",
  grid: "The picture, patch by patch: arrow keys move, space removes a patch or brings it back",
  hint: "Click or drag over patches to remove them.",
  removed: (removed: number, count: number) =>
    removed === 0 ? "No patch is removed" : `${removed} of ${count} patches removed, ${share(removed / count)}`,
  answer: "The answer",
  before: " before ",
  after: " after, %",
  later: "The answer comes when the model has run.",
  waits: (what: string) => `; waits until ${what}`,
  running: "; the model runs again",
  uncut: ", nothing is cut",
  probability: (label: string, value: number) => `${label} ${percent(value)}\u00a0%`,
  kept: (label: string) => ` of the probability of “${label}” is kept`,
  time: (after: number, before: number) =>
    `run again in ${milliseconds(after)}; the whole run took ${milliseconds(before)}`,
  /** `now` is the label of the answer where it is another one. */
  spoken: (label: string, before: number, after: number, now: string | null) =>
    `${label}: ${percent(before)} per cent before, ${percent(after)} after` +
    (now === null ? "" : `; the answer is now ${now}`),
};

/** Other ways to take as much. */
export const compareWords = {
  restrict: "Probability of the answer with windows of the same area",
  drop: "Probability of the answer with as many patches removed",
  restrictTitle: (label: string, area: string) => `“${label}” with windows of ${area} of the grid`,
  dropTitle: (label: string, removed: number, count: number) =>
    `“${label}” with ${removed} of ${count} patches removed`,
  yours: "yours",
  try: "Try",
  offers: {
    window: "Let every patch read only its window",
    least: "Remove the 30 % that are read least",
    most: "Remove the 30 % that are read most",
  },
  columns: ["way", "probability of the answer", "number"],
  uncut: (value: number) => `uncut ${number(value)}`,
  range: (low: number, high: number) => `${number(low)} to ${number(high)}`,
};

/** The line under the large figure. */
export const stripWords = {
  back: "adaptive window again",
  undo: "undo",
  every: "let every patch read only its window",
  drag: "Drag an edge of the window, and the model runs again; or",
  running: "The model runs again.",
  kept: (label: string, before: number, after: number) =>
    `${label} ${percent(before)} → ${percent(after)}\u00a0%, ${share(after / before)} kept`,
};

/** What the cut says, in sentences with this picture's own numbers. */
export const said = {
  question:
    "Attention lets every patch read every other one. Does the model need that? " +
    "Take something away and it runs again, in this page, on this picture.",
  how: (prefix: readonly string[]) =>
    `A score that is not allowed becomes minus infinity before the softmax, in every head.${stays(prefix)}`,
  allRemoved: (prefix: readonly string[], read: Read) => {
    if (prefix.length === 0) return "Every patch is removed, and there is no CLS: nothing is left to read.";
    if (read.readsPatches)
      return (
        `Every patch is removed: no token reads any. The answer is still read from ${read.name}, ` +
        "and so from what each patch carries along by itself."
      );
    const itself = prefix.length === 1 ? "reads nothing but itself" : "read nothing but each other";
    return `Every patch is removed: ${and(prefix)} ${itself}, so this is what the model says without a picture.`;
  },
  someRemoved: (left: number) => `A removed patch is read by no token in any block; ${left} are left.`,
  waiting: (waiting: number, all: number) => `${waiting} of ${all} runs to compare with are still to come.`,
  onePicture: (hasMany: boolean) =>
    `One picture proves little.${hasMany ? " What many say stands at the end of this page." : ""}`,
  byHand: (windows: number, label: string, after: number, before: number, patches: number, blocks: number) =>
    `With nothing but your ${windows === 1 ? "window" : "windows"} set, ` +
    `“${label}” has ${percent(after)}\u00a0%, and had ${percent(before)}\u00a0%. ` +
    `One patch in one block is little: there are ${patches} patches and ${blocks} blocks.`,
  /** The chosen way beside the draws of random ones. */
  compared: (name: string, label: string, mine: number, draws: readonly number[]) => {
    const [low, high] = [Math.min(...draws), Math.max(...draws)];
    const where = mine > high ? "more than in any of" : mine < low ? "less than in any of" : "within the reach of";
    return [
      `With ${name}, “${label}” has ${number(mine)}:`,
      `${where} ${draws.length} random draws of the same size (${number(low)} to ${number(high)}).`,
    ].join(" ");
  },
  yours: "what you removed",
  dropped: (words: string) => `${words} patches removed`,
};

/** What attention keeps, whatever patches do. */
function stays(prefix: readonly string[]): string {
  if (prefix.length === 0) return "";
  const [verb, them] = prefix.length === 1 ? ["reads", prefix[0]!] : ["read", "them"];
  return ` ${and(prefix)} still ${verb} all patches that are left, and every patch reads ${them}.`;
}

const and = (names: readonly string[]): string =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;

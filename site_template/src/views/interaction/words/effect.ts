/** Words of the effects of single cuts: whether the indicator foretells them. */
import type { Indicator } from "../../../maths/interaction/indicators.ts";
import { milliseconds, number } from "../../../maths/numbers.ts";
import { INDICATOR_WORDS } from "./figure.ts";

export const effectPanelWords = {
  title: "Does the indicator foretell what happens?",
  concept: "What the indicator is",
  cuts: "cut each edge in",
  allBlocks: "all blocks",
  block: (block: number) => `block ${block}`,
  effects: "look at",
  token: "its own token",
  answer: "the answer",
  progress: "Measured edges",
  later: "What a cut does can be measured once the model has run here.",
};

/** The button that begins a measurement, and ends it. */
export const measureWords = {
  stop: (done: number, all: number) => `stop, ${done} of ${all}`,
  /** `time` is what it may take, in milliseconds; NaN where nobody knows. */
  start: (isBegun: boolean, left: number, time: number) =>
    `${isBegun ? "go on" : "measure"}: ${left} runs${Number.isFinite(time) ? `, about ${milliseconds(time)}` : ""}`,
};

export const mapWords = {
  takes: (patch: string) => `What ${patch} takes`,
  by: (indicator: Indicator, block: number | null) =>
    `${INDICATOR_WORDS[indicator].short}, ${block === null ? "mean over all blocks" : `block ${block}`}`,
  does: "What cutting it off does",
  token: (last: number) => `its output after block ${last} moves, in terms of its length`,
  answer: "the logit of the answer changes",
  /** Null where a number is not there. */
  read: (patch: string, indicator: Indicator, value: number | null, effect: number | null) =>
    `${patch}: ${INDICATOR_WORDS[indicator].short} ${shown(value)}, effect ${shown(effect)}`,
};

const shown = (value: number | null): string => (value === null ? "…" : number(value));

export const scatterWords = {
  across: (indicator: Indicator) => `${INDICATOR_WORDS[indicator].short} →`,
  down: "↑ effect of the cut",
  label: (points: number, indicator: Indicator) =>
    `Scatter of ${points} patches: ${INDICATOR_WORDS[indicator].short} against the effect of the cut`,
};

export const correlationWords = {
  caption: "rank correlation with the effect",
  columns: ["indicator", "from −1 to 1", "number"],
  nearness: "nearness, to compare",
};

/** What the effects say. `block` is null where edges are cut in all blocks. */
export const said = {
  question: (patch: string, block: number | null) =>
    `The indicator says what ${patch} takes from each patch. Whether that matters is another question: ` +
    "cut one edge at a time, so that it may not read that patch " +
    `${block === null ? "in any block" : `in block ${block}`}, run the model, and measure.`,
  measured: (done: number, all: number) => `${done} of ${all} edges are measured.`,
  verdict: (v: Verdict) =>
    `${howWell(v.own)}: over ${v.edges} edges, ${INDICATOR_WORDS[v.indicator].short} and effect ` +
    `have the rank correlation ${number(v.own)}. ` +
    `The best of the indicators here is ${v.best}, ${number(v.bestValue)}; ` +
    `how near a patch lies foretells it with ${number(v.near)}. This is one patch of one picture.`,
  spoken: (verdict: string) => `Measured: ${verdict}`,
  /** Why no cut does anything. */
  unread: (read: string) =>
    "No cut changes the answer: after the last block nothing reads what this patch has taken, " +
    `since the answer is read from ${read}. Choose an earlier block, or look at its own token.`,
  still: "No cut changes anything that can be measured.",
};

/** Rank correlations with the effect: of the chosen indicator, of the best one, of nearness. */
export interface Verdict {
  readonly indicator: Indicator;
  readonly edges: number;
  readonly own: number;
  readonly best: string;
  readonly bestValue: number;
  readonly near: number;
}

function howWell(correlation: number): string {
  if (Math.abs(correlation) < 0.2) return "It hardly does";
  if (correlation < 0) return "It foretells the opposite";
  return correlation < 0.5 ? "Somewhat" : "To a good part";
}

/** LayerNorm as it is told on one token: mean away, divided by the scale, gain and bias. */
import { number } from "../../../../maths/numbers.ts";
import { tokenName } from "../../../../maths/tokens.ts";
import type { Piece, Setting, Step, Story, Sum } from "../../operation.ts";
import { bracketed, moreOf, now } from "../pieces.ts";
import { stageSteps } from "../steps.ts";
import * as words from "./words.ts";
import type { NormWork } from "./work.ts";

const STAGES = [
  { phase: "whole", seconds: 2.5, lines: [0, 1, 2, 3, 4] },
  { phase: "mean", seconds: 2.5, lines: [0] },
  { phase: "subtract", seconds: 1.6, lines: [1] },
  { phase: "spread", seconds: 2.5, lines: [2] },
  { phase: "divide", seconds: 1.6, lines: [3] },
  { phase: "gain", seconds: 1.4, lines: [4] },
  { phase: "bias", seconds: 1.4, lines: [4] },
  { phase: "result", seconds: 1.6, lines: [4] },
] as const;
export type NormPhase = (typeof STAGES)[number]["phase"];

export function normStory({ hook, grid, cell }: Setting, made: NormWork): Story {
  const name = tokenName(grid, cell.token);
  return {
    title: words.title,
    words: words.paragraphs(made),
    code: code(hook.name.split(".").at(-2) ?? "ln", made),
    steps: stageSteps(STAGES, (phase) => said(phase, made, name)),
    formula: (step) => formula(step, made),
    sum: squares(made),
    result: made.after[made.column]!,
  };
}

const code = (norm: string, { letters: { into, out } }: NormWork): readonly string[] => [
  `mu = ${into}.mean(-1, keepdim=True)`,
  `centred = ${into} - mu`,
  `scale = (centred.square().mean(-1, keepdim=True) + eps).sqrt()`,
  `standard = centred / scale`,
  `${out} = standard * ${norm}.w + ${norm}.b`,
];

function said(phase: NormPhase, made: NormWork, name: string): string {
  switch (phase) {
    case "whole":
      return words.whole(made, name);
    case "mean":
      return words.mean(made);
    case "subtract":
      return words.subtract(made);
    case "spread":
      return words.spread(made);
    case "divide":
      return words.divide(made);
    case "gain":
      return words.gain(made);
    case "bias":
      return words.bias(made);
    case "result":
      return words.result(made, name);
  }
}

function formula(step: Step, made: NormWork): readonly Piece[] {
  if (step.phase === "mean") return meanFormula(made);
  if (step.phase === "spread") return scaleFormula(made);
  const { mean, scale, column: i, before, gain, bias, after } = made;
  const at = (phase: NormPhase, text: string): Piece => now({ text, role: "norm" }, step.phase === phase);
  return [
    { text: made.letters.out, role: "norm" },
    { text: " = ( " },
    { text: number(before[i]!), role: "stream" },
    { text: " − " },
    at("subtract", bracketed(mean)),
    { text: " ) / " },
    at("divide", number(scale)),
    { text: " · " },
    at("gain", bracketed(gain[i]!)),
    { text: " + " },
    at("bias", bracketed(bias[i]!)),
    { text: ` = ` },
    { text: number(after[i]!), part: "result" },
  ];
}

/** Terms that a sum prints before it leaves the rest out. */
const PRINTED = 3;

function meanFormula({ before, mean }: NormWork): readonly Piece[] {
  const count = before.length;
  const first = Array.from(before.subarray(0, PRINTED), bracketed).join(" + ");
  const rest = count > PRINTED ? ` + ${moreOf(count - PRINTED)}` : "";
  return [
    { text: "μ", role: "norm" },
    { text: ` = ( ` },
    { text: first + rest, role: "stream", part: "now" },
    { text: ` ) / ${count} = ` },
    { text: number(mean), part: "result" },
  ];
}

function scaleFormula({ centred, variance, scale, eps }: NormWork): readonly Piece[] {
  const count = centred.length;
  const first = Array.from(centred.subarray(0, PRINTED), (off) => `${bracketed(off)}²`).join(" + ");
  const small = words.epsilon(eps);
  return [
    { text: "s", role: "norm" },
    { text: " = √( ( " },
    { text: first, role: "norm", part: "now" },
    ...(count > PRINTED ? [{ text: " + " }, { text: moreOf(count - PRINTED), part: "more" as const }] : []),
    { text: ` ) / ${count} + ${small} ) = √( ${number(variance)} + ${small} ) = ` },
    { text: number(scale), part: "result" },
  ];
}

/** The squares that the scale is made of. */
function squares({ centred }: NormWork): Sum {
  const running = new Float64Array(centred.length);
  centred.forEach((off, i) => (running[i] = off * off + (i > 0 ? running[i - 1]! : 0)));
  const factor = { name: words.difference, role: "norm" };
  return {
    count: centred.length,
    factors: [factor, factor],
    term: (i) => ({
      name: words.featureName(i),
      factors: [centred[i]!, centred[i]!],
      value: centred[i]! ** 2,
      running: running[i]!,
    }),
  };
}

/** LayerNorm, told on one token: mean away, divided by the scale, gain and bias. */

import { number } from "../../../../maths/numbers.ts";
import { tokenName } from "../../../../maths/tokens.ts";
import { beyondOne } from "../../../../maths/workings/layer-norm.ts";
import type { Operation, Piece, Setting, Step, Story, Sum } from "../../operation.ts";
import { bracketed, capital, lettersOf, moreOf, now, stepsOf } from "../telling.ts";
import { normFigure } from "./figure.ts";
import { type NormPhase, type NormWork, needs, PHASES, work } from "./work.ts";

function story(setting: Setting, made: NormWork): Story {
  const { hook, grid, cell } = setting;
  const { into, out } = lettersOf(hook.formula);
  const name = tokenName(grid, cell.token);
  const norm = hook.name.split(".").at(-2) ?? "ln";
  return {
    title: "How is a token brought to a common scale?",
    words: [
      "Each token is treated alone. {norm|LayerNorm} takes the mean of its features away, divides what is left by their {norm|scale}, then gives every feature a learned gain and bias (Ba et al. 2016, arXiv 1607.06450).",
      `What reads the row next meets numbers of a known size, however much has been added to the {stream|stream} before. The {stream|stream} itself keeps ${into}.`,
      `ε = ${round(made.eps)} stands inside the root, so that the scale of a token whose features are all equal is not 0.`,
    ],
    code: [
      `mu = ${into}.mean(-1, keepdim=True)`,
      `centred = ${into} - mu`,
      `scale = (centred.square().mean(-1, keepdim=True) + eps).sqrt()`,
      `standard = centred / scale`,
      `${out} = standard * ${norm}.w + ${norm}.b`,
    ],
    steps: stepsOf(PHASES, (phase) => said(phase, made, { out, name })),
    formula: (step) => formula(step, made, out),
    sum: squares(made),
    result: made.after[made.column]!,
  };
}

function said(
  phase: NormPhase,
  made: NormWork,
  { out, name }: { readonly out: string; readonly name: string },
): string {
  const { mean, scale, variance, column: i, before, centred, standard, gain, gained, bias, after } = made;
  const count = before.length;
  const one = (values: ArrayLike<number>) => number(values[i]!);
  const outside = beyondOne(standard);
  switch (phase) {
    case "whole":
      if (variance === 0)
        return `${capital(name)}: all ${count} features are ${one(before)}. None differs from the mean, so only the bias is left: ${out} = ${one(after)}.`;
      return `${capital(name)}: its ${count} features have the mean ${number(mean)} and the {norm|scale} ${number(scale)}. Feature ${i} comes in as ${one(before)} and leaves as ${one(after)}.`;
    case "mean":
      return `Add up all ${count} features and divide by ${count}: the mean is ${number(mean)}.`;
    case "subtract":
      return `Take the mean away from every feature. Feature ${i}: ${one(before)} − ${bracketed(mean)} = ${one(centred)}. The row now has the mean 0.`;
    case "spread":
      return `Square the differences, take their mean, ${number(variance)}, add ε and take the root: the {norm|scale} is ${number(scale)}. The model’s own hook_scale says ${number(made.hookScale)}.`;
    case "divide":
      if (variance === 0) return "Every difference is 0, and 0 divided by the {norm|scale} stays 0.";
      return `Divide by the {norm|scale}. Feature ${i}: ${one(centred)} / ${number(scale)} = ${one(standard)}. The bars keep their proportions; the unit is new: ${outside} of ${count} features lie more than one scale from the mean.`;
    case "gain":
      return `Feature ${i} has a learned gain of its own: ${one(standard)} × ${bracketed(gain[i]!)} = ${one(gained)}.`;
    case "bias":
      return `And a learned bias: ${one(gained)} + ${bracketed(bias[i]!)} = ${one(after)}.`;
    case "result":
      return `Feature ${i} of ${name} after {norm|LayerNorm} is ${one(after)}. The same five stages happen to each feature, and to each token with its own mean and scale.`;
  }
}

function formula(step: Step, made: NormWork, out: string): readonly Piece[] {
  const { mean, scale, variance, eps, column: i, before, centred, gain, bias, after } = made;
  const count = before.length;
  if (step.phase === "mean") {
    const first = [0, 1, 2].filter((at) => at < count).map((at) => (at > 0 ? " + " : "") + bracketed(before[at]!));
    const rest = count > 3 ? ` + ${moreOf(count - 3)}` : "";
    return [
      { text: "μ", role: "norm" },
      { text: ` = ( ` },
      { text: first.join("") + rest, role: "stream", part: "now" },
      { text: ` ) / ${count} = ` },
      { text: number(mean), part: "result" },
    ];
  }
  if (step.phase === "spread") {
    const first = [0, 1, 2].filter((at) => at < count).map((at) => `${at > 0 ? " + " : ""}${squared(centred[at]!)}`);
    return [
      { text: "s", role: "norm" },
      { text: " = √( ( " },
      { text: first.join(""), role: "norm", part: "now" },
      ...(count > 3 ? [{ text: " + " }, { text: moreOf(count - 3), part: "more" as const }] : []),
      { text: ` ) / ${count} + ${round(eps)} ) = √( ${number(variance)} + ${round(eps)} ) = ` },
      { text: number(scale), part: "result" },
    ];
  }
  const at = (phase: NormPhase, text: string, role: string): Piece => now({ text, role }, step.phase === phase);
  return [
    { text: out, role: "norm" },
    { text: " = ( " },
    { text: number(before[i]!), role: "stream" },
    { text: " − " },
    at("subtract", bracketed(mean), "norm"),
    { text: " ) / " },
    at("divide", number(scale), "norm"),
    { text: " · " },
    at("gain", bracketed(gain[i]!), "norm"),
    { text: " + " },
    at("bias", bracketed(bias[i]!), "norm"),
    { text: ` = ` },
    { text: number(after[i]!), part: "result" },
  ];
}

/** Without the zeros behind a round mantissa: 1e−6. */
const round = (value: number): string => number(value).replace(/\.00(?=e)/, "");

const squared = (value: number): string => `${value < 0 ? bracketed(value) : number(value)}²`;

/** The squares that the scale is made of. */
function squares({ centred }: NormWork): Sum {
  const running = new Float64Array(centred.length);
  centred.forEach((off, i) => (running[i] = off * off + (i > 0 ? running[i - 1]! : 0)));
  return {
    count: centred.length,
    factors: [
      { name: "x − μ", role: "norm" },
      { name: "x − μ", role: "norm" },
    ],
    term: (i) => ({
      name: `feature ${i}`,
      factors: [centred[i]!, centred[i]!],
      value: centred[i]! ** 2,
      running: running[i]!,
    }),
  };
}

export const layerNormPage: Operation<NormWork> = { needs, work, story, figure: normFigure };

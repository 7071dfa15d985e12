/** What the page of LayerNorm says. */
import { number, tick } from "../../../../maths/numbers.ts";
import { beyondOne } from "../../../../maths/workings/layer-norm.ts";
import { bracketed, capital } from "../pieces.ts";
import type { Letters, NormWork } from "./work.ts";

export const title = "How is a token brought to a common scale?";

export const paragraphs = ({ letters, eps }: NormWork): readonly string[] => [
  "Each token is treated alone. {norm|LayerNorm} takes the mean of its features away, divides what is left by their " +
    "{norm|scale}, then gives every feature a learned gain and bias (Ba et al. 2016, arXiv 1607.06450).",
  "What reads the row next meets numbers of a known size, however much has been added to the {stream|stream} " +
    `before. The {stream|stream} itself keeps ${letters.into}.`,
  `ε = ${epsilon(eps)} stands inside the root, so that the scale of a token whose features are all equal is not 0.`,
];

/** Without the zeros behind a round mantissa: 1e−6. */
export function epsilon(eps: number): string {
  return number(eps).replace(/\.00(?=e)/, "");
}

/** What happens at each stage to the token `name`; the chosen feature is followed. */
export function whole(made: NormWork, name: string): string {
  const { column: i, before, after, letters } = made;
  const [count, goesOut] = [before.length, number(after[i]!)];
  if (made.variance === 0)
    return (
      `${capital(name)}: all ${count} features are ${number(before[i]!)}. None differs from the mean, so only the ` +
      `bias is left: ${letters.out} = ${goesOut}.`
    );
  return (
    `${capital(name)}: its ${count} features have the mean ${number(made.mean)} and the {norm|scale} ` +
    `${number(made.scale)}. Feature ${i} comes in as ${number(before[i]!)} and leaves as ${goesOut}.`
  );
}

export const mean = ({ before, mean: value }: NormWork): string =>
  `Add up all ${before.length} features and divide by ${before.length}: the mean is ${number(value)}.`;

export const subtract = ({ column: i, before, mean: value, centred }: NormWork): string =>
  `Take the mean away from every feature. Feature ${i}: ${number(before[i]!)} − ${bracketed(value)} = ` +
  `${number(centred[i]!)}. The row now has the mean 0.`;

export const spread = ({ variance, scale, hookScale }: NormWork): string =>
  `Square the differences, take their mean, ${number(variance)}, add ε and take the root: the {norm|scale} is ` +
  `${number(scale)}. The model’s own hook_scale says ${number(hookScale)}.`;

export function divide({ column: i, variance, centred, scale, standard }: NormWork): string {
  if (variance === 0) return "Every difference is 0, and 0 divided by the {norm|scale} stays 0.";
  return (
    `Divide by the {norm|scale}. Feature ${i}: ${number(centred[i]!)} / ${number(scale)} = ${number(standard[i]!)}. ` +
    `The bars keep their proportions; the unit is new: ${beyondOne(standard)} of ${standard.length} features lie ` +
    "more than one scale from the mean."
  );
}

export const gain = ({ column: i, standard, gain: w, gained }: NormWork): string =>
  `Feature ${i} has a learned gain of its own: ${number(standard[i]!)} × ${bracketed(w[i]!)} = ${number(gained[i]!)}.`;

export const bias = ({ column: i, gained, bias: b, after }: NormWork): string =>
  `And a learned bias: ${number(gained[i]!)} + ${bracketed(b[i]!)} = ${number(after[i]!)}.`;

export const result = ({ column: i, after }: NormWork, name: string): string =>
  `Feature ${i} of ${name} after {norm|LayerNorm} is ${number(after[i]!)}. The same five stages happen to each ` +
  "feature, and to each token with its own mean and scale.";

/** Names of the lanes, each with a quiet line below it. */
export const lanes = ({ into, out }: Letters) =>
  ({
    before: `${into}, as it comes`,
    centred: ["minus the mean", `${into} − μ`],
    standard: ["over the scale", "in units of s"],
    gained: ["times gain", "w, learned"],
    after: ["plus bias", `${out}, the result`],
    gain: "gain w",
    bias: "bias b",
  }) as const;

export const cutOff = (under: string, count: number): string => (count > 0 ? `${under}; ${count} run beyond` : under);

/** At the right of the lanes: how feature `i` comes about. */
export const values = ({ letters, centred, standard, ...made }: NormWork, i: number) => ({
  before: `${letters.into}, feature ${i}`,
  centred: `${number(made.before[i]!)} − ${bracketed(made.mean)}`,
  standard: `${number(centred[i]!)} / ${number(made.scale)}`,
  gain: `w ${number(made.gain[i]!)}`,
  gained: `${number(standard[i]!)} × ${bracketed(made.gain[i]!)}`,
  bias: `b ${number(made.bias[i]!)}`,
  after: `${number(made.gained[i]!)} + ${bracketed(made.bias[i]!)}`,
});

export const meanLine = (value: number): string => `mean μ = ${number(value)}`;
export const meanOfFirst = (count: number, value: number): string => `mean of the first ${count} = ${number(value)}`;
export const scaleLine = (scale: number, isDone: boolean): string =>
  `${isDone ? "scale" : "so far,"} s = ${number(scale)}`;

/** The two histograms: of what comes in, and of what goes out. */
export const histogramName = (when: "before" | "after", letter: string): string => `${when}, ${letter}`;
export const histogramNote = (middle: number, deviation: number): string =>
  `mean ${tick(middle)}, deviation ${tick(deviation)}`;

/** The figure for ears. */
export function spoken(made: NormWork, name: string): string {
  const stages = [made.before, made.centred, made.standard, made.gained, made.after];
  return (
    `LayerNorm of ${name}: ${made.before.length} features, mean ${number(made.mean)}, scale ${number(made.scale)}. ` +
    `Feature ${made.column}: ${stages.map((row) => number(row[made.column]!)).join(", then ")}.`
  );
}

/** The list of the squares that the scale is made of. */
export const difference = "x − μ";
export const featureName = (i: number): string => `feature ${i}`;

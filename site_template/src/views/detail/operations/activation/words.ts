/** What the page of the activation says. */
import { grouped, number } from "../../../../maths/numbers.ts";
import { type Activation, GELU } from "../../../../maths/workings/activations.ts";
import type { Passing } from "../../../../maths/workings/silenced.ts";
import { capital, share } from "../pieces.ts";
import type { ActivationWork } from "./work.ts";

export const title = (name: string): string => `What does ${name} let through?`;

export const paragraphs = ({ activation, name, before }: ActivationWork): readonly string[] => [
  `Between its two matrices the {mlp|MLP} bends every number: ${activation?.name ?? name} is applied to each of ` +
    `the ${grouped(before.length)} hidden features of a token alone, whatever its neighbours are.`,
  formulaOf(activation, name),
  "Without a bend the two matrices would act as a single one.",
];

function formulaOf(activation: Activation | null, name: string): string {
  if (!activation)
    return `This page has no formula for ${name}: the curve is drawn through the model’s own pairs of numbers.`;
  if (activation === GELU)
    return (
      "GELU multiplies a number h with Φ(h), the share of a standard normal distribution that lies below h " +
      "(Hendrycks and Gimpel 2016, arXiv 1606.08415). Large numbers pass, very negative ones become nearly 0, " +
      "and nothing comes out below −0.17."
    );
  if (activation.gate)
    return (
      `${activation.name} multiplies a number h with a share between 0 and 1 that grows with h: ` +
      `${activation.formula}.`
    );
  return `Its formula is ${activation.formula}.`;
}

/** Under the lines of the exact GELU. */
export const sameInPyTorch = "# the same: torch.nn.functional.gelu(pre)";

/** What happens at a stage to a token; feature `i` of it is followed. */
export const whole = ({ before, after, column: i, passing }: ActivationWork, token: string): string =>
  `${capital(token)}: of ${grouped(passing.count)} hidden features ${grouped(passing.negative)} come in below 0, and ` +
  `of ${grouped(passing.silenced)} less than a tenth is left. Half of what comes out, measured in squares, lies in ` +
  `${grouped(passing.half)} of them. Followed here: feature ${i}, ${number(before[i]!)} in, ${number(after[i]!)} out.`;

export const inputs = ({ before, column: i, passing }: ActivationWork): string =>
  `The ${grouped(passing.count)} numbers of hook_pre on the horizontal axis. ${grouped(passing.negative)} lie left ` +
  `of 0. Feature ${i} stands at ${number(before[i]!)}.`;

export const lift =
  "Each goes straight up or down to the curve. The dashed line is what would come out if nothing were bent.";

export const across =
  "And across to the vertical axis: its place there is what comes out. Most of the numbers left of 0 end close to 0.";

export const follow = ({ before, after, column: i, activation, name }: ActivationWork): string => {
  const [h, g] = [before[i]!, after[i]!];
  if (!activation?.gate) return `Feature ${i}: ${name} of ${number(h)} is ${number(g)}.`;
  const passed = activation.gate.share(h);
  return `Feature ${i}: ${number(h)} × ${number(passed)} = ${number(g)}. ${share(passed)} of it passes.`;
};

export const silenced = ({ count, silenced: few, half }: Passing): string =>
  `Of ${grouped(few)} of ${grouped(count)} features, ${share(few / count)}, less than a tenth is left: they are ` +
  `nearly silenced. ${grouped(half)} features hold half of the row’s sum of squares.`;

export const result = ({ after, column: i }: ActivationWork, token: string): string =>
  `Feature ${i} of ${token} leaves as ${number(after[i]!)}. The next matrix reads the row from here.`;

/** Texts of the chart. */
export const bellNote = "share of the bell below h";
export const bellNumber = (h: number, below: number): string => `Φ(${number(h)}) = ${number(below)}`;
export const inputAxis = "h, what comes in";
export const outputAxis = (hasRoom: boolean): string => (hasRoom ? "g, what comes out" : "g, out");

/** Before the number of a feature that is pointed at. */
export const pointedAt = (i: number): string => `feature ${i}, `;
export const inputNumber = (h: number): string => `h = ${number(h)}`;
export const outputNumber = (g: number): string => `g = ${number(g)}`;

export const reading = ({ count, negative, silenced: few, half }: Passing, isShaded: boolean): string =>
  `${grouped(count)} hidden features: ${grouped(negative)} come in below 0; of ${grouped(few)} less than a tenth is ` +
  `left${isShaded ? " (shaded)" : ""}; ${grouped(half)} hold half of the sum of squares.`;

/** The figure for ears. */
export const spoken = ({ name, passing, before, after, column: i }: ActivationWork, token: string): string =>
  `The curve of ${name} with the ${passing.count} hidden features of ${token}: ${passing.negative} below 0, ` +
  `${passing.silenced} nearly silenced. Feature ${i} goes from ${number(before[i]!)} to ${number(after[i]!)}.`;

/** The activation of the MLP: one curve that every hidden number of a token goes through alone. */
import { grouped, number } from "../../../../maths/numbers.ts";
import { tokenName } from "../../../../maths/tokens.ts";
import { type Activation, GELU } from "../../../../maths/workings/activations.ts";
import type { Operation, Piece, Setting, Step, Story } from "../../operation.ts";
import { share as shareOf } from "../shares.ts";
import { bracketed, capital, now, stepsOf } from "../telling.ts";
import { activationFigure } from "./figure.ts";
import { type ActivationPhase, type ActivationWork, needs, STAGES, work } from "./work.ts";

function story({ hook, grid, cell }: Setting, made: ActivationWork): Story {
  const { activation } = made;
  const shown = activation?.name ?? made.name;
  const token = tokenName(grid, cell.token);
  return {
    title: `What does ${made.name} let through?`,
    words: [
      `Between its two matrices the {mlp|MLP} bends every number: ${shown} is applied to each of the ${grouped(made.before.length)} hidden features of a token alone, whatever its neighbours are.`,
      ...about(activation, made.name),
      "Without a bend the two matrices would act as a single one.",
    ],
    code: codeOf(hook.inputs[0]!, activation, made.name),
    steps: stepsOf(STAGES, (phase) => said(phase, made, token)),
    formula: (step) => formula(step, made),
    sum: null,
    result: made.after[made.column]!,
  };
}

function about(activation: Activation | null, name: string): readonly string[] {
  if (!activation)
    return [`This page has no formula for ${name}: the curve is drawn through the model’s own pairs of numbers.`];
  if (activation === GELU)
    return [
      "GELU multiplies a number h with Φ(h), the share of a standard normal distribution that lies below h (Hendrycks and Gimpel 2016, arXiv 1606.08415). Large numbers pass, very negative ones become nearly 0, and nothing comes out below −0.17.",
    ];
  if (activation.gate)
    return [
      `${activation.name} multiplies a number h with a share between 0 and 1 that grows with h: ${activation.formula}.`,
    ];
  return [`Its formula is ${activation.formula}.`];
}

function codeOf(input: string, activation: Activation | null, name: string): readonly string[] {
  const same = activation === GELU ? ["# the same: torch.nn.functional.gelu(pre)"] : [];
  const first = `# pre: ${input}`;
  if (!activation) return [first, `post = ${name}(pre)`];
  return activation.gate ? [first, activation.gate.code, activation.code, ...same] : [first, activation.code];
}

function said(phase: ActivationPhase, made: ActivationWork, token: string): string {
  const { before, after, column: i, activation, name } = made;
  const { count, negative, silenced, half } = made.passing;
  const [h, g] = [before[i]!, after[i]!];
  const all = grouped(count);
  switch (phase) {
    case "whole":
      return `${capital(token)}: of ${all} hidden features ${grouped(negative)} come in below 0, and of ${grouped(silenced)} less than a tenth is left. Half of what comes out, measured in squares, lies in ${grouped(half)} of them. Followed here: feature ${i}, ${number(h)} in, ${number(g)} out.`;
    case "inputs":
      return `The ${all} numbers of hook_pre on the horizontal axis. ${grouped(negative)} lie left of 0. Feature ${i} stands at ${number(h)}.`;
    case "lift":
      return `Each goes straight up or down to the curve. The dashed line is what would come out if nothing were bent.`;
    case "across":
      return `And across to the vertical axis: its place there is what comes out. Most of the numbers left of 0 end close to 0.`;
    case "follow":
      if (activation?.gate) {
        const share = activation.gate.share(h);
        return `Feature ${i}: ${number(h)} × ${number(share)} = ${number(g)}. ${shareOf(share)} of it passes.`;
      }
      return `Feature ${i}: ${name} of ${number(h)} is ${number(g)}.`;
    case "silenced":
      return `Of ${grouped(silenced)} of ${all} features, ${shareOf(silenced / count)}, less than a tenth is left: they are nearly silenced. ${grouped(half)} features hold half of the row’s sum of squares.`;
    case "result":
      return `Feature ${i} of ${token} leaves as ${number(g)}. The next matrix reads the row from here.`;
  }
}

function formula(step: Step, made: ActivationWork): readonly Piece[] {
  const { activation, name, before, after, column: i } = made;
  const h = before[i]!;
  const result: readonly Piece[] = [{ text: " = " }, { text: number(after[i]!), part: "result" }];
  const lead: readonly Piece[] = [{ text: "g", role: "mlp" }, { text: " = " }];
  if (!activation?.gate)
    return [
      ...lead,
      { text: `${activation?.name ?? name}( ` },
      now({ text: number(h), role: "mlp" }, step.phase === "inputs"),
      { text: " )" },
      ...result,
    ];
  const { symbol, share } = activation.gate;
  return [
    ...lead,
    now({ text: "h", role: "mlp" }, step.phase === "inputs"),
    { text: ` · ${symbol} = ` },
    now({ text: number(h), role: "mlp" }, step.phase === "follow"),
    { text: " · " },
    now({ text: bracketed(share(h)) }, step.phase === "follow"),
    ...result,
  ];
}

export const activationPage: Operation<ActivationWork> = { needs, work, story, figure: activationFigure };

/** The activation as it is told: every number to the curve, across to the other axis, and what is left of it. */
import { number } from "../../../../maths/numbers.ts";
import { tokenName } from "../../../../maths/tokens.ts";
import { GELU } from "../../../../maths/workings/activations.ts";
import type { Piece, Setting, Step, Story } from "../../operation.ts";
import { bracketed, now } from "../pieces.ts";
import { stageSteps } from "../steps.ts";
import * as words from "./words.ts";
import type { ActivationWork } from "./work.ts";

const STAGES = [
  { phase: "whole", seconds: 2.5, lines: [0, 1, 2] },
  { phase: "inputs", seconds: 1.4, lines: [0] },
  { phase: "lift", seconds: 2, lines: [1, 2] },
  { phase: "across", seconds: 2, lines: [1, 2] },
  { phase: "follow", seconds: 2, lines: [1, 2] },
  { phase: "silenced", seconds: 2, lines: [] },
  { phase: "result", seconds: 1.6, lines: [2] },
] as const;
export type ActivationPhase = (typeof STAGES)[number]["phase"];

export function activationStory({ hook, grid, cell }: Setting, made: ActivationWork): Story {
  const token = tokenName(grid, cell.token);
  return {
    title: words.title(made.name),
    words: words.paragraphs(made),
    code: code(hook.inputs[0]!, made),
    steps: stageSteps(STAGES, (phase) => said(phase, made, token)),
    formula: (step) => formula(step, made),
    sum: null,
    result: made.after[made.column]!,
  };
}

function code(input: string, { activation, name }: ActivationWork): readonly string[] {
  const first = `# pre: ${input}`;
  if (!activation) return [first, `post = ${name}(pre)`];
  const same = activation === GELU ? [words.sameInPyTorch] : [];
  return activation.gate ? [first, activation.gate.code, activation.code, ...same] : [first, activation.code];
}

function said(phase: ActivationPhase, made: ActivationWork, token: string): string {
  switch (phase) {
    case "whole":
      return words.whole(made, token);
    case "inputs":
      return words.inputs(made);
    case "lift":
      return words.lift;
    case "across":
      return words.across;
    case "follow":
      return words.follow(made);
    case "silenced":
      return words.silenced(made.passing);
    case "result":
      return words.result(made, token);
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

/** A softmax as it is told: the largest taken away, exponentials one by one, their sum, shares, and the logit lens. */
import { number } from "../../../../maths/numbers.ts";
import { largest } from "../../../../maths/statistics.ts";
import { tokenName } from "../../../../maths/tokens.ts";
import { sumsBefore } from "../../../../maths/workings/softmax.ts";
import type { Piece, Setting, Step, Story, Sum } from "../../operation.ts";
import { bracketed, moreOf, now } from "../pieces.ts";
import { manySteps, stageSteps } from "../steps.ts";
import { lensSteps } from "./lens-steps.ts";
import * as words from "./words.ts";
import type { SoftmaxWork } from "./work.ts";

const STAGES = [
  { phase: "whole", seconds: 2.5, lines: [0, 1, 2, 3] },
  { phase: "largest", seconds: 2.5, lines: [0] },
  { phase: "subtract", seconds: 1.5, lines: [0] },
  { phase: "terms", seconds: 0, lines: [1, 2] },
  { phase: "divide", seconds: 1.6, lines: [3] },
  { phase: "result", seconds: 1.6, lines: [3] },
] as const;
export type SoftmaxPhase = (typeof STAGES)[number]["phase"];

export function softmaxStory(setting: Setting, made: SoftmaxWork): Story {
  const sums = sumsBefore(made.exponentials);
  const token = tokenName(setting.grid, setting.cell.token);
  const stages = stageSteps(STAGES, (phase) => said(phase, made, token)).flatMap((step) =>
    step.phase === "terms" ? termSteps(setting, made, sums, step.lines) : [step],
  );
  return {
    title: words.title(made),
    words: made.isOverClasses ? words.classParagraphs : words.keyParagraphs,
    code: made.isOverClasses ? CLASS_CODE : KEY_CODE,
    steps: made.lens ? [...stages, ...lensSteps(made.lens, made.names)] : stages,
    formula: (step) => formula(step, made),
    sum: sumOf(made, sums),
    result: made.shares[made.column]!,
  };
}

const KEY_CODE: readonly string[] = [
  "x = scores - scores.amax(-1, keepdim=True)",
  "e = x.exp()",
  "total = e.sum(-1, keepdim=True)",
  "pattern = e / total",
  words.sameAs("scores.softmax(-1)"),
];

const CLASS_CODE: readonly string[] = [
  "x = logits - logits.max()",
  "e = x.exp()",
  "total = e.sum()",
  "probabilities = e / total",
  words.sameAs("logits.softmax(-1)"),
];

function said(phase: SoftmaxPhase, made: SoftmaxWork, token: string): string {
  switch (phase) {
    case "whole":
      return words.whole(made, token, largest(made.shares, 2));
    case "terms":
      return "";
    case "result":
      return words.result(made, token);
    case "largest":
      return words.largest(made);
    case "subtract":
      return words.subtract(made);
    case "divide":
      return words.divide(made);
  }
}

/** One step for each exponential; over keys it marks the key on the picture. */
function termSteps(
  { grid, cell }: Setting,
  made: SoftmaxWork,
  sums: Float64Array,
  lines: readonly number[],
): readonly Step[] {
  const steps = manySteps("terms", made.scores.length, lines, (i) => words.oneTerm(made, i, sums[i + 1]!));
  if (made.isOverClasses) return steps;
  const query = { token: Math.min(cell.token, grid.tokens - 1), role: "query" } as const;
  return steps.map((step) => ({ ...step, marks: [query, { token: step.index, role: "key" }] }));
}

const sumOf = (made: SoftmaxWork, sums: Float64Array): Sum => ({
  count: made.scores.length,
  factors: [{ name: words.factor(made), role: words.termsOf(made).role }],
  term: (i) => ({
    name: made.names[i]!,
    factors: [made.shifted[i]!],
    value: made.exponentials[i]!,
    running: sums[i + 1]!,
  }),
});

/** Terms that the formula prints before it leaves some out. */
const PRINTED = 3;

function formula(step: Step, made: SoftmaxWork): readonly Piece[] {
  const { column: i, scores, maximum, exponentials, total, shares } = made;
  const { role } = words.termsOf(made);
  const at = (phases: readonly string[], text: string): Piece => now({ text, role }, phases.includes(step.phase));
  const first = Array.from(exponentials.subarray(0, PRINTED), number).join(" + ");
  const current = step.phase === "terms" ? step.index : -1;
  const left = scores.length - PRINTED - (current >= PRINTED ? 1 : 0);
  return [
    { text: made.isOverClasses ? "p" : "A", role },
    { text: " = e^( " },
    at([], number(scores[i]!)),
    { text: " − " },
    at(["largest", "subtract"], bracketed(maximum)),
    { text: " ) / ( " },
    at(step.index < PRINTED ? ["terms"] : [], first),
    ...(current > PRINTED ? [{ text: " + …" }] : []),
    ...(current >= PRINTED ? [{ text: " + " }, at(["terms"], number(exponentials[current]!))] : []),
    ...(left > 0 ? [{ text: " + " }, { text: moreOf(left), part: "more" as const }] : []),
    { text: " ) = " },
    at(["divide"], number(exponentials[i]!)),
    { text: " / " },
    at(["divide"], number(total)),
    { text: " = " },
    { text: number(shares[i]!), part: "result" },
  ];
}

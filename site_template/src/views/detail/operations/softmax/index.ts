/** Softmax, of scores over keys or of logits over classes: the largest taken away, exponentiated, divided by the sum. */
import { grouped, number } from "../../../../maths/numbers.ts";
import { largest } from "../../../../maths/statistics.ts";
import { tokenName } from "../../../../maths/tokens.ts";
import { sumsBefore } from "../../../../maths/workings/softmax.ts";
import type { Operation, Piece, Setting, Step, Story } from "../../operation.ts";
import { pace } from "../pace.ts";
import { isOverClasses, share, spreadSaid } from "../shares.ts";
import { bracketed, capital, moreOf, now, stepsOf } from "../telling.ts";
import { softmaxFigure } from "./figure.ts";
import { lensSteps } from "./lens-reading.ts";
import { needs, type SoftmaxPhase, type SoftmaxWork, STAGES, work } from "./work.ts";

/** How a row is spoken of. */
interface Terms {
  readonly role: string;
  readonly score: string;
  readonly scores: string;
  readonly one: string;
  readonly all: string;
  readonly who: string;
}

function termsOf(setting: Setting): Terms {
  if (isOverClasses(setting))
    return { role: "class", score: "logit", scores: "logits", one: "class", all: "classes", who: "The model" };
  return {
    role: "pattern",
    score: "score",
    scores: "scores",
    one: "key",
    all: "keys",
    who: tokenName(setting.grid, setting.cell.token),
  };
}

function story(setting: Setting, made: SoftmaxWork): Story {
  const overClasses = isOverClasses(setting);
  const terms = termsOf(setting);
  const sums = sumsBefore(made.exponentials);
  const stages = stepsOf(STAGES, (phase) => said(phase, made, terms)).flatMap((step) =>
    step.phase === "terms" ? termSteps(setting, made, sums, step.lines) : [step],
  );
  return {
    title: overClasses ? "How do logits become probabilities?" : "How do scores become shares of attention?",
    words: overClasses ? CLASSES : KEYS,
    code: overClasses
      ? [
          "x = logits - logits.max()",
          "e = x.exp()",
          "total = e.sum()",
          "probabilities = e / total",
          "# the same: logits.softmax(-1)",
        ]
      : [
          "x = scores - scores.amax(-1, keepdim=True)",
          "e = x.exp()",
          "total = e.sum(-1, keepdim=True)",
          "pattern = e / total",
          "# the same: scores.softmax(-1)",
        ],
    steps: made.lens ? [...stages, ...lensSteps(made.lens, made)] : stages,
    formula: (step) => formula(step, made, terms),
    sum: {
      count: made.scores.length,
      factors: [{ name: `${terms.score} − largest`, role: terms.role }],
      term: (i) => ({
        name: made.names[i]!,
        factors: [made.shifted[i]!],
        value: made.exponentials[i]!,
        running: sums[i + 1]!,
      }),
    },
    result: made.shares[made.column]!,
  };
}

/** One step for each exponential. */
function termSteps(setting: Setting, made: SoftmaxWork, sums: Float64Array, lines: readonly number[]): readonly Step[] {
  const { grid, cell } = setting;
  const count = made.scores.length;
  return Array.from({ length: count }, (_, index) => ({
    phase: "terms",
    index,
    count,
    seconds: pace(index, count),
    lines,
    say: () =>
      `${capital(made.names[index]!)}: e^(${number(made.shifted[index]!)}) = ${number(made.exponentials[index]!)}. ${index < count - 1 ? "The sum so far is" : `That makes all ${grouped(count)}: their sum is`} ${number(sums[index + 1]!)}.`,
    ...(isOverClasses(setting)
      ? {}
      : {
          marks: [
            { token: Math.min(cell.token, grid.tokens - 1), role: "query" as const },
            { token: index, role: "key" as const },
          ],
        }),
  }));
}

const KEYS: readonly string[] = [
  "One row of {pattern|scores} is what one {query|query} made of every {key|key}. The softmax turns it into shares: none is negative, and together they are 1.",
  "Taking the largest score away first changes nothing in the result, as it divides out; it keeps the exponentials from overflowing.",
  "Only differences count: a {pattern|score} that is higher by 1 gets e = 2.72 times the share.",
];

const CLASSES: readonly string[] = [
  "The {class|logits} may be any numbers. The softmax makes probabilities of them: none is negative, and together they are 1.",
  "Only differences count: a {class|logit} that is higher by 1 gets e = 2.72 times the probability.",
  "Below, a reading and no part of the forward pass: the logit lens (nostalgebraist 2020) puts the {stream|stream} after each block through the last norm and the head, as if the model stopped there. Early blocks were never trained for that, so it can mislead (Belrose et al. 2023, arXiv 2303.08112).",
];

function said(phase: SoftmaxPhase, made: SoftmaxWork, { role, score, scores, one, all, who }: Terms): string {
  const { column: i, names, maximum, maximumAt, shifted, exponentials, total, shares } = made;
  const [name, value] = [names[i]!, number(made.scores[i]!)];
  const count = made.scores.length;
  switch (phase) {
    case "whole": {
      const top = largest(shares, 2).map((at) => `${names[at]} ${share(shares[at]!)}`);
      const verb = one === "key" ? "looks most at" : "gives most to";
      return `${capital(who)} ${verb} ${top.join(", then ")}. ${spreadSaid(made, one, all)} Followed here: ${name}, a {${role}|${score}} of ${value}, a share of ${share(shares[i]!)}.`;
    }
    case "largest":
      return `Of ${grouped(count)} {${role}|${scores}} the largest is ${number(maximum)}, of ${names[maximumAt]}.`;
    case "subtract":
      return `Take it away from all. ${capital(name)}: ${value} − ${bracketed(maximum)} = ${number(shifted[i]!)}. The largest is now 0, all others lie below.`;
    case "terms":
      return "";
    case "divide":
      return `Divide by the sum. ${capital(name)}: ${number(exponentials[i]!)} / ${number(total)} = ${number(shares[i]!)}, which is ${share(shares[i]!)}.`;
    case "result":
      return one === "key"
        ? `${capital(who)} reads ${share(shares[i]!)} of its mix from ${name}. ${spreadSaid(made, one, all)}`
        : `The model gives ${name} ${share(shares[i]!)}. ${spreadSaid(made, one, all)}`;
  }
}

/** Terms that the formula prints before it leaves some out. */
const PRINTED = 3;

function formula(step: Step, made: SoftmaxWork, { role }: Terms): readonly Piece[] {
  const { column: i, scores, maximum, exponentials, total, shares } = made;
  const count = scores.length;
  const at = (phases: readonly string[], text: string, of = role): Piece =>
    now({ text, role: of }, phases.includes(step.phase));
  const first = Array.from(exponentials.subarray(0, PRINTED), number).join(" + ");
  const current = step.phase === "terms" ? step.index : -1;
  const left = count - PRINTED - (current >= PRINTED ? 1 : 0);
  return [
    { text: role === "class" ? "p" : "A", role },
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

export const softmaxPage: Operation<SoftmaxWork> = { needs, work, story, figure: softmaxFigure };

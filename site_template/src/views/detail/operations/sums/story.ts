/** How a sum of products is told: its steps, what each of them says, and the formula with its numbers. */
import { number, tick } from "../../../../maths/numbers.ts";
import type { SumOfProducts } from "../../../../maths/workings/sums.ts";
import type { Piece, Step, Story, Term } from "../../operation.ts";
import { manySteps, oneStep } from "../steps.ts";
import * as words from "./words.ts";

/** What the page of one kind of sum says, and the code that does the same. */
export interface SumText {
  readonly title: string;
  readonly words: readonly string[];
  readonly code: readonly string[];
  /** Lines of the code: all at once, where a mean is taken and where the weights come from, the sum, its end. */
  readonly lines: {
    readonly whole: number;
    readonly mean?: number;
    readonly weights: number;
    readonly terms: number;
    readonly end: number;
  };
  /** What comes out, as the formula and the steps name it. */
  readonly symbol: { readonly text: string; readonly role: string };
  readonly factors: readonly [Factor, Factor];
  termName(index: number): string;
  /** What a term says, where it is more than its product. */
  term?(index: number): string;
  readonly whole: string;
  /** How the row that is multiplied comes about, where it is a mean. */
  readonly mean?: string | null;
  readonly weights: string | null;
  /** Added to what the sum comes to. */
  readonly sum?: string;
  readonly result: string;
  marks?(index: number): Step["marks"];
}

interface Factor {
  readonly name: string;
  readonly role: string;
}

/** Index of the step of the first term. */
export const firstTermOf = ({ weights, mean }: Pick<SumText, "weights" | "mean">): number =>
  1 + (mean ? 1 : 0) + (weights === null ? 0 : 1);

/** Terms that the formula prints before it leaves some out. */
const PRINTED = 3;

export function sumStory(sum: SumOfProducts, text: SumText): Story {
  const term = (i: number): Term => ({
    name: text.termName(i),
    factors: [sum.left[i]!, sum.right[i]!],
    value: sum.terms[i]!,
    running: sum.running[i]!,
  });
  return {
    title: text.title,
    words: text.words,
    code: text.code,
    steps: steps(sum, text),
    formula: (step) => formula(sum, text, step),
    sum: { count: sum.terms.length, factors: text.factors, term },
    result: sum.result,
  };
}

function steps(sum: SumOfProducts, text: SumText): readonly Step[] {
  const { lines, mean, weights } = text;
  const end = [lines.end];
  return [
    oneStep("whole", 1.6, [lines.whole], () => text.whole),
    ...(mean ? [oneStep("mean", 2.4, [lines.mean ?? lines.whole], () => mean)] : []),
    ...(weights === null ? [] : [oneStep("weights", 1.6, [lines.weights], () => weights)]),
    ...termSteps(sum, text),
    oneStep("sum", 1.6, [lines.terms], () => words.all(sum, text.sum ?? "")),
    ...(sum.divisor === 1 ? [] : [oneStep("division", 1.8, end, () => words.division(sum))]),
    ...(sum.bias === null ? [] : [oneStep("bias", 1.6, end, () => words.bias(sum))]),
    oneStep("result", 1.6, end, () => text.result),
  ];
}

function termSteps(sum: SumOfProducts, text: SumText): readonly Step[] {
  const [left, right] = text.factors;
  const roles = [left.role, right.role] as const;
  const say = (i: number) => text.term?.(i) ?? words.oneTerm(sum, text.termName(i), roles, i);
  const made = manySteps("terms", sum.terms.length, [text.lines.terms], say);
  return text.marks ? made.map((step) => ({ ...step, marks: text.marks!(step.index)! })) : made;
}

function formula(sum: SumOfProducts, text: SumText, step: Step): readonly Piece[] {
  const count = sum.terms.length;
  const now = step.phase === "terms" ? step.index : -1;
  const printed = Math.min(PRINTED, count);
  const listed = Array.from({ length: printed }, (_, i) => [
    ...(i > 0 ? [{ text: " + " }] : []),
    ...product(sum, text, i, i === now),
  ]).flat();
  const later = [{ text: now > printed ? " + … + " : " + " }, ...product(sum, text, now, true)];
  const left = count - printed - (now >= printed ? 1 : 0);
  const isDivided = sum.divisor !== 1;
  return [
    { text: text.symbol.text, role: text.symbol.role },
    { text: " = " },
    ...(isDivided ? [{ text: "( " }] : []),
    ...listed,
    ...(now >= printed ? later : []),
    ...(left > 0 ? [{ text: " + " }, { text: words.more(left), part: "more" as const }] : []),
    ...(isDivided ? [{ text: ` ) / √${Math.round(sum.divisor * sum.divisor)}` }] : []),
    ...ending(sum, step),
  ];
}

function product(sum: SumOfProducts, { factors }: SumText, i: number, isNow: boolean): readonly Piece[] {
  if (i < 0) return [];
  const [left, right] = [number(sum.left[i]!), number(sum.right[i]!)];
  if (isNow) return [{ text: `${left}·${right}`, part: "now" }];
  return [{ text: left, role: factors[0].role }, { text: "·" }, { text: right, role: factors[1].role }];
}

function ending({ total, divisor, bias, result }: SumOfProducts, { phase }: Step): readonly Piece[] {
  const at = (name: string) => (phase === name ? { part: "now" as const } : {});
  const pieces: Piece[] = [];
  if (bias !== null) pieces.push({ text: bias < 0 ? " − " : " + " }, { text: number(Math.abs(bias)) });
  if (divisor !== 1 || bias !== null) pieces.push({ text: " = " }, { text: number(total), ...at("sum") });
  if (divisor !== 1) pieces.push({ text: ` / ${tick(divisor)}`, ...at("division") });
  if (bias !== null) pieces.push({ text: bias < 0 ? " − " : " + " }, { text: number(Math.abs(bias)), ...at("bias") });
  return [...pieces, { text: " = " }, { text: number(result), part: "result" }];
}

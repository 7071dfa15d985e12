/** How a sum of products is told: its steps, what each of them says, and the formula with its numbers. */
import { number, tick } from "../../../../maths/numbers.ts";
import type { SumOfProducts } from "../../../../maths/workings/sums.ts";
import type { Piece, Step, Story, Term } from "../../operation.ts";
import { pace } from "../pace.ts";

export interface Telling {
  readonly title: string;
  readonly words: readonly string[];
  readonly code: readonly string[];
  /** Lines of the code: all at once, where the weights come from, the sum, what becomes of it. */
  readonly lines: { readonly whole: number; readonly weights: number; readonly terms: number; readonly end: number };
  /** What comes out, as the formula and the steps name it. */
  readonly symbol: { readonly text: string; readonly role: string };
  readonly factors: readonly [
    { readonly name: string; readonly role: string },
    { readonly name: string; readonly role: string },
  ];
  termName(index: number): string;
  /** What a term says, where it is more than its product. */
  term?(index: number): string;
  readonly whole: string;
  readonly weights: string | null;
  /** Added to what the sum comes to. */
  readonly sum?: string;
  readonly result: string;
  marks?(index: number): Step["marks"];
}

export const firstTermOf = (telling: Pick<Telling, "weights">): number => (telling.weights === null ? 1 : 2);

/** Terms that the formula prints before it leaves some out. */
const PRINTED = 3;

export function sumStory(sum: SumOfProducts, telling: Telling): Story {
  const count = sum.terms.length;
  const term = (i: number): Term => ({
    name: telling.termName(i),
    factors: [sum.left[i]!, sum.right[i]!],
    value: sum.terms[i]!,
    running: sum.running[i]!,
  });
  return {
    title: telling.title,
    words: telling.words,
    code: telling.code,
    steps: steps(sum, telling),
    formula: (step) => formula(sum, telling, step),
    sum: { count, factors: telling.factors, term },
    result: sum.result,
  };
}

function steps(sum: SumOfProducts, telling: Telling): Step[] {
  const { lines } = telling;
  const count = sum.terms.length;
  const one = (phase: string, seconds: number, line: number, say: string): Step => ({
    phase,
    index: 0,
    count: 1,
    seconds,
    lines: [line],
    say: () => say,
  });
  const made: Step[] = [one("whole", 1.6, lines.whole, telling.whole)];
  if (telling.weights !== null) made.push(one("weights", 1.6, lines.weights, telling.weights));
  for (let index = 0; index < count; index++) {
    const marks = telling.marks?.(index);
    const say = () => telling.term?.(index) ?? termSays(sum, telling, index);
    made.push({
      phase: "terms",
      index,
      count,
      seconds: pace(index, count),
      lines: [lines.terms],
      say,
      ...(marks ? { marks } : {}),
    });
  }
  made.push(
    one(
      "sum",
      1.6,
      lines.terms,
      `All ${count} products together: ${number(sum.total)}.${telling.sum ? ` ${telling.sum}` : ""}`,
    ),
  );
  if (sum.divisor !== 1) made.push(one("division", 1.8, lines.end, divisionSays(sum)));
  if (sum.bias !== null) made.push(one("bias", 1.6, lines.end, biasSays(sum)));
  made.push(one("result", 1.6, lines.end, telling.result));
  return made;
}

function termSays(sum: SumOfProducts, telling: Telling, index: number): string {
  const [a, b, product] = [sum.left[index]!, sum.right[index]!, sum.terms[index]!];
  const [left, right] = telling.factors;
  const name = capital(telling.termName(index));
  return `${name}: {${left.role}|${number(a)}} × {${right.role}|${number(b)}} = ${number(product)}. ${effect(a, b, sum.running[index]!)}`;
}

function effect(a: number, b: number, reached: number): string {
  if (a === 0 || b === 0) return `One factor is 0, so the sum stays at ${number(reached)}.`;
  const says =
    Math.sign(a) === Math.sign(b)
      ? "The signs agree, so the sum goes up to"
      : "The signs differ, so the sum goes down to";
  return `${says} ${number(reached)}.`;
}

function divisionSays({ total, divisor }: SumOfProducts): string {
  const under = Math.round(divisor * divisor);
  return `The longer two vectors are, the larger their products add up, by about √${under} = ${tick(divisor)}. Divided by that: ${number(total)} / ${tick(divisor)} = ${number(total / divisor)}.`;
}

function biasSays({ total, bias, result }: SumOfProducts): string {
  return `The bias, a learned number of its own, is added: ${plus(total, bias!)} = ${number(result)}.`;
}

/** "1.54 + 0.120", "1.54 − 0.120". */
export const plus = (a: number, b: number): string => `${number(a)} ${b < 0 ? "−" : "+"} ${number(Math.abs(b))}`;

/** What the total becomes, in one line: "15.2 / √64", "1.54 + 0.120". */
export function howOf({ total, divisor, bias, terms }: SumOfProducts): string {
  if (divisor !== 1) return `${number(total)} / √${Math.round(divisor * divisor)}`;
  return bias === null ? `after ${terms.length} terms` : plus(total, bias);
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function formula(sum: SumOfProducts, telling: Telling, step: Step): Piece[] {
  const count = sum.terms.length;
  const now = step.phase === "terms" ? step.index : -1;
  const printed = Math.min(PRINTED, count);
  const listed = Array.from({ length: printed }, (_, i) => i);
  const pieces: Piece[] = [{ text: telling.symbol.text, role: telling.symbol.role }, { text: " = " }];
  const bracket = sum.divisor !== 1;
  if (bracket) pieces.push({ text: "( " });
  listed.forEach((i) => pieces.push(...(i > 0 ? [{ text: " + " }] : []), ...product(sum, telling, i, i === now)));
  if (now >= printed) pieces.push({ text: now > printed ? " + … + " : " + " }, ...product(sum, telling, now, true));
  const left = count - printed - (now >= printed ? 1 : 0);
  if (left > 0) pieces.push({ text: " + " }, { text: `… ${left} more`, part: "more" });
  if (bracket) pieces.push({ text: ` ) / √${Math.round(sum.divisor * sum.divisor)}` });
  return [...pieces, ...ending(sum, step)];
}

function product(sum: SumOfProducts, { factors }: Telling, i: number, isNow: boolean): Piece[] {
  const [left, right] = [number(sum.left[i]!), number(sum.right[i]!)];
  if (isNow) return [{ text: `${left}·${right}`, part: "now" }];
  return [{ text: left, role: factors[0].role }, { text: "·" }, { text: right, role: factors[1].role }];
}

function ending({ total, divisor, bias, result }: SumOfProducts, { phase }: Step): Piece[] {
  const at = (name: string) => (phase === name ? { part: "now" as const } : {});
  const pieces: Piece[] = [];
  if (bias !== null) pieces.push({ text: bias < 0 ? " − " : " + " }, { text: number(Math.abs(bias)) });
  if (divisor !== 1 || bias !== null) pieces.push({ text: " = " }, { text: number(total), ...at("sum") });
  if (divisor !== 1) pieces.push({ text: ` / ${tick(divisor)}`, ...at("division") });
  if (bias !== null) pieces.push({ text: bias < 0 ? " − " : " + " }, { text: number(Math.abs(bias)), ...at("bias") });
  return [...pieces, { text: " = " }, { text: number(result), part: "result" }];
}

/** What all pages of sums say. */
import { number, tick } from "../../../../maths/numbers.ts";
import { largestTerm, type SumOfProducts } from "../../../../maths/workings/sums.ts";
import { capital, plus } from "../pieces.ts";

export const all = ({ terms, total }: SumOfProducts, more: string): string =>
  `All ${terms.length} products together: ${number(total)}.${more ? ` ${more}` : ""}`;

export function division({ total, divisor }: SumOfProducts): string {
  const under = Math.round(divisor * divisor);
  return (
    `The longer two vectors are, the larger their products add up, by about √${under} = ${tick(divisor)}. ` +
    `Divided by that: ${number(total)} / ${tick(divisor)} = ${number(total / divisor)}.`
  );
}

export const bias = ({ total, bias: added, result }: SumOfProducts): string =>
  `The bias, a learned number of its own, is added: ${plus(total, added!)} = ${number(result)}.`;

/** One product; `roles` are the colours of its factors. */
export function oneTerm(sum: SumOfProducts, name: string, roles: readonly [string, string], i: number): string {
  const [a, b, product] = [sum.left[i]!, sum.right[i]!, sum.terms[i]!];
  return (
    `${capital(name)}: {${roles[0]}|${number(a)}} × {${roles[1]}|${number(b)}} = ${number(product)}. ` +
    effect(a, b, sum.running[i]!)
  );
}

function effect(a: number, b: number, reached: number): string {
  if (a === 0 || b === 0) return `One factor is 0, so the sum stays at ${number(reached)}.`;
  return Math.sign(a) === Math.sign(b)
    ? `The signs agree, so the sum goes up to ${number(reached)}.`
    : `The signs differ, so the sum goes down to ${number(reached)}.`;
}

export function largest(sum: SumOfProducts, name: (index: number) => string): string {
  const index = largestTerm(sum);
  return `The largest of them is ${number(sum.terms[index]!)}, from ${name(index)}.`;
}

/** What the total becomes, in one line: "15.2 / √64", "1.54 + 0.120". */
export function becomes({ total, divisor, bias: added, terms }: SumOfProducts): string {
  if (divisor !== 1) return `${number(total)} / √${Math.round(divisor * divisor)}`;
  return added === null ? `after ${terms.length} terms` : plus(total, added);
}

/** "make 1.54", "and a bias make 1.54 + 0.120 = 1.66", within a sentence on the products. */
export const make = ({ total, bias: added, result }: SumOfProducts, whose = "a bias"): string =>
  added === null ? `make ${number(result)}` : `and ${whose} make ${plus(total, added)} = ${number(result)}`;

export const more = (count: number): string => `… ${count} more`;

/** Names of the lanes, and quiet lines below them. */
export const product = ["product", "term by term"] as const;
export const runningSum = "running sum";
export const eachHead = ["each head", "its share of the sum"] as const;
export const headName = (head: number): string => `head ${head}`;
export const column = (index: number): string => `column ${index}`;
export const columnOf = (index: number, matrix: string): string => `column ${index} of ${matrix}`;
export const laidFlat = (matrix: string): string => `of ${matrix}, laid flat`;
export const ofToken = (token: string): string => `of ${token}`;
export const weightQuantity = (matrix: string): string => `weight, ${matrix}`;

/** Beside the curve: how many terms are in the sum. */
export const soFar = (terms: number, count: number): string =>
  terms === count ? `after ${count} terms` : `${terms} of ${count}${count < 1000 ? " terms" : ""}`;
export const largestAt = (name: string): string => `largest: ${name}`;
export const placeAndNumber = (name: string, value: number): string => `${name}: ${number(value)}`;

/** What the page of the attention scores says. */
import { number, tick } from "../../../../maths/numbers.ts";
import type { ScoreWork } from "./work.ts";

export const title = "How well does a query match a key?";

export const paragraphs = (width: number): readonly string[] => [
  "The {query|query} of one token is what it looks for. The {key|key} of another is what it can be found by. " +
    "Multiply them number by number and add up: a large sum means a good match.",
  "A product is positive where both numbers have the same sign, negative where they differ. So the sum tells how far " +
    "the two vectors point the same way.",
  `Dividing by √${width} keeps the {pattern|scores} small enough for the softmax that comes next (Vaswani et al. ` +
    "2017, arXiv 1706.03762).",
];

export const whole = ({ terms, total, divisor, result }: ScoreWork, query: string, key: string): string =>
  `The {query|query} of ${query} and the {key|key} of ${key} have ${terms.length} numbers each. Their products add ` +
  `up to ${number(total)}; divided by √${terms.length} = ${tick(divisor)}, the {pattern|score} is ${number(result)}.`;

export const result = (work: ScoreWork, query: string, key: string, head: number): string =>
  `${number(work.result)} is how ${query} scores ${key} in head ${head}. ${rank(work)}`;

/** Where the score stands in its row. */
function rank({ row, result: score }: ScoreWork): string {
  const higher = row.reduce((count, value) => count + (value > score + 1e-6 ? 1 : 0), 0);
  if (higher === 0) return "No key of this row scores higher.";
  return `${higher} of the ${row.length} keys of this row ${higher === 1 ? "scores" : "score"} higher.`;
}

export const symbol = "score";
export const query = "query";
export const key = "key";
/** For the one legend of both. */
export const both = "query, key";
export const scores = "scores";
export const oneKeyEach = (token: string): string => `of ${token}, one a key`;
export const quantity = "score";

/** The figure for ears. */
export const spoken = ({ terms, total, result: score }: ScoreWork, of: string, to: string, head: number): string =>
  `The query of ${of} times the key of ${to} in head ${head}: ${terms.length} products, sum ${number(total)}, score ` +
  `${number(score)}`;

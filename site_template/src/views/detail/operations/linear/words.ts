/** What the pages of matrix products say, by the place that they have in a block. */
import type { Hook } from "../../../../data/manifest.ts";
import { axisWord } from "../../../../figures/tensor/scene.ts";
import { blockOf, kindOf } from "../../../../hooks/kinds.ts";
import { number } from "../../../../maths/numbers.ts";
import type { SumOfProducts } from "../../../../maths/workings/sums.ts";
import type { Setting } from "../../operation.ts";
import { plus } from "../pieces.ts";

export interface LinearText {
  readonly title: string;
  readonly output: string;
  paragraphs(setting: Setting, matrix: string): readonly string[];
}

const eachColumn =
  "Each column of the matrix is a question put to the row: number times number, all added up. A large positive sum " +
  "says that row and column point the same way.";

const inHeads = ({ model: { config } }: Setting, matrix: string): string =>
  `${matrix} has ${config.n_heads * config.d_head} columns, ${config.d_head} for each of ${config.n_heads} heads. ` +
  "Each head reads the same row and makes its own vector of it.";

const TEXTS: Readonly<Record<string, LinearText>> = {
  q: {
    title: "What does a token look for?",
    output: "query",
    paragraphs: (setting, matrix) => [
      "The {query|query} says what a token looks for in the others. It is the token’s {norm|normalised} row times a " +
        "learned matrix.",
      eachColumn,
      inHeads(setting, matrix),
    ],
  },
  k: {
    title: "What can a token be found by?",
    output: "key",
    paragraphs: (setting, matrix) => [
      "The {key|key} says what a token can be found by. Made as the {query|query} is, from the same " +
        "{norm|normalised} row, with a matrix of its own.",
      eachColumn,
      inHeads(setting, matrix),
    ],
  },
  v: {
    title: "What does a token hand on?",
    output: "value",
    paragraphs: (setting, matrix) => [
      "The {value|value} is what a token hands on to those that look at it. Which tokens look is settled by " +
        "{query|queries} and {key|keys}; what they receive is this.",
      eachColumn,
      inHeads(setting, matrix),
    ],
  },
  mlp_pre: {
    title: "What does the MLP check a token for?",
    output: "hidden layer",
    paragraphs: ({ model: { config } }, matrix) => [
      "The {mlp|MLP} looks at each token alone. Its first product widens the {norm|normalised} row from " +
        `${config.d_model} to ${config.d_mlp} numbers.`,
      `Each of the ${config.d_mlp} columns of ${matrix} is a detector: the better the row fits it, the larger the ` +
        "sum. The activation that follows lets through what fits.",
    ],
  },
  mlp_out: {
    title: "What does the MLP write back?",
    output: "MLP output",
    paragraphs: ({ model: { config } }, matrix) => [
      `The second product brings the ${config.d_mlp} {mlp|hidden features} back to ${config.d_model} numbers, which ` +
        "are added to the {stream|residual stream}.",
      `Row i of ${matrix} is what hidden feature i writes when it is active; a feature near 0 writes next to ` +
        "nothing. A column, as here, gathers what all of them write to one number.",
    ],
  },
};

export const linearText = (hook: Hook): LinearText => TEXTS[kindOf(hook).id] ?? otherText(hook);

function otherText(hook: Hook): LinearText {
  const name = kindOf(hook).label.replaceAll("_", " ");
  const block = blockOf(hook.stage);
  return {
    title: `How is one number of “${name}” made?`,
    output: name,
    paragraphs: () => [
      `A matrix product${block === null ? "" : ` of block ${block}`}: each ${axisWord(hook.dims.at(-1)!)} is a row ` +
        "times one column of a learned matrix.",
      eachColumn,
    ],
  };
}

/** What is multiplied: after the activation, or after a norm. */
export const inputName = (isHidden: boolean): string => (isHidden ? "hidden features" : "normalised row");

/** "feature 7 in head 1", "hidden feature 30". */
export const place = (feature: number, isHidden: boolean, head: number | null): string =>
  `${isHidden ? "hidden feature" : "feature"} ${feature}${head === null ? "" : ` in head ${head}`}`;

/** `where` is the place of the result, `what` the coloured name of its row. */
export const whole = (sum: SumOfProducts, where: string, what: string, token: string): string =>
  `${sum.terms.length} products ${end(sum)}: ${where} of the ${what} of ${token}.`;

const end = ({ total, bias, result }: SumOfProducts): string =>
  bias === null ? `add up to ${number(result)}` : `and a bias make ${plus(total, bias)} = ${number(result)}`;

export const weights = (column: string, count: number): string =>
  `The weights are ${column}: ${count} learned numbers, the same for every token and every picture.`;

export const result = (value: number, where: string, token: string, matrix: string): string =>
  `${number(value)} is ${where} of ${token}. The other columns of ${matrix} fill the rest of the row.`;

export const inHead = (head: number, feature: number): string => `head ${head}, feature ${feature}`;

/** The figure for ears. */
export const spoken = (sum: SumOfProducts, token: string, column: string): string =>
  `${token}: ${sum.terms.length} numbers times ${column}, running sum ${number(sum.total)}, result ` +
  `${number(sum.result)}`;

/** What a matrix product is for, by the place that it has in a block. */

import type { Hook } from "../../../../data/manifest.ts";
import { axisWord } from "../../../../figures/tensor/scene.ts";
import { blockOf, kindOf, type Role } from "../../../../hooks/kinds.ts";
import type { Setting } from "../../operation.ts";

export interface LinearText {
  readonly title: string;
  readonly role: Role;
  readonly output: string;
  readonly input: string;
  readonly inputRole: Role;
  words(setting: Setting, matrix: string): readonly string[];
}

const IN_HEADS = ({ model: { config } }: Setting, matrix: string): string =>
  `${matrix} has ${config.n_heads * config.d_head} columns, ${config.d_head} for each of ${config.n_heads} heads. Each head reads the same row and makes its own vector of it.`;

const EACH_COLUMN =
  "Each column of the matrix is a question put to the row: number times number, all added up. A large positive sum says that row and column point the same way.";

type Text = Pick<LinearText, "title" | "output"> & { words(setting: Setting, matrix: string): readonly string[] };

const TEXTS: Readonly<Record<string, Text>> = {
  q: {
    title: "What does a token look for?",
    output: "query",
    words: (setting, matrix) => [
      "The {query|query} says what a token looks for in the others. It is the token’s {norm|normalised} row times a learned matrix.",
      EACH_COLUMN,
      IN_HEADS(setting, matrix),
    ],
  },
  k: {
    title: "What can a token be found by?",
    output: "key",
    words: (setting, matrix) => [
      "The {key|key} says what a token can be found by. Made as the {query|query} is, from the same {norm|normalised} row, with a matrix of its own.",
      EACH_COLUMN,
      IN_HEADS(setting, matrix),
    ],
  },
  v: {
    title: "What does a token hand on?",
    output: "value",
    words: (setting, matrix) => [
      "The {value|value} is what a token hands on to those that look at it. Which tokens look is settled by {query|queries} and {key|keys}; what they receive is this.",
      EACH_COLUMN,
      IN_HEADS(setting, matrix),
    ],
  },
  mlp_pre: {
    title: "What does the MLP check a token for?",
    output: "hidden layer",
    words: ({ model: { config } }, matrix) => [
      `The {mlp|MLP} looks at each token alone. Its first product widens the {norm|normalised} row from ${config.d_model} to ${config.d_mlp} numbers.`,
      `Each of the ${config.d_mlp} columns of ${matrix} is a detector: the better the row fits it, the larger the sum. The activation that follows lets through what fits.`,
    ],
  },
  mlp_out: {
    title: "What does the MLP write back?",
    output: "MLP output",
    words: ({ model: { config } }, matrix) => [
      `The second product brings the ${config.d_mlp} {mlp|hidden features} back to ${config.d_model} numbers, which are added to the {stream|residual stream}.`,
      `Row i of ${matrix} is what hidden feature i writes when it is active; a feature near 0 writes next to nothing. A column, as here, gathers what all of them write to one number.`,
    ],
  },
};

export function linearText(hook: Hook): LinearText {
  const kind = kindOf(hook);
  const text = TEXTS[kind.id] ?? otherText(hook);
  const isDown = kind.id === "mlp_out";
  return {
    ...text,
    role: kind.role,
    input: isDown ? "hidden features" : "normalised row",
    inputRole: isDown ? "mlp" : "norm",
  };
}

function otherText(hook: Hook): Text {
  const name = kindOf(hook).label.replaceAll("_", " ");
  const where = blockOf(hook.stage) === null ? "" : ` of block ${blockOf(hook.stage)}`;
  return {
    title: `How is one number of “${name}” made?`,
    output: name,
    words: () => [
      `A matrix product${where}: each ${axisWord(hook.dims.at(-1)!)} is a row times one column of a learned matrix.`,
      EACH_COLUMN,
    ],
  };
}

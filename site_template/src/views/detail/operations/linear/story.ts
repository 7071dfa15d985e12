/** A matrix product as it is told. */
import { kindOf, type Role } from "../../../../hooks/kinds.ts";
import type { Setting, Story } from "../../operation.ts";
import { biasName, matrixName, shortName } from "../names.ts";
import { type SumText, sumStory } from "../sums/story.ts";
import { columnOf, largest } from "../sums/words.ts";
import { featureName, tokenOf } from "../words.ts";
import * as words from "./words.ts";
import type { LinearWork } from "./work.ts";

/** What is multiplied is a token's hidden row, or its normalised one. */
export function inputOf({ hook }: Setting): { name: string; role: Role } {
  const isHidden = kindOf(hook).id === "mlp_out";
  return { name: words.inputName(isHidden), role: isHidden ? "mlp" : "norm" };
}

export const linearStory = (setting: Setting, work: LinearWork): Story => sumStory(work, textOf(setting, work));

export function textOf(setting: Setting, work: LinearWork): SumText {
  const { hook } = setting;
  const [text, matrix, token] = [words.linearText(hook), matrixName(hook), tokenOf(setting)];
  const { role } = kindOf(hook);
  const [column, where] = [columnOf(work.index, matrix), placeOf(setting)];
  const what = `{${role}|${text.output}}`;
  return {
    title: text.title,
    words: text.paragraphs(setting, matrix),
    code: code(setting, work),
    lines: { whole: 4, weights: 1, terms: 2, end: 3 },
    symbol: { text: `${shortName(hook.name)}${indices(setting)}`, role },
    factors: [inputOf(setting), { name: column, role: "plain" }],
    termName: featureName,
    whole: `${words.whole(work, where, what, token)} ${largest(work, featureName)}`,
    weights: words.weights(column, work.terms.length),
    result: words.result(work.result, where, token, matrix),
  };
}

const placeOf = ({ hook, cell }: Setting): string =>
  words.place(cell.column, hook.dims.includes("d_mlp"), hook.dims.includes("head") ? cell.head : null);

const indices = ({ hook, cell }: Setting): string =>
  `[${[cell.token, ...(hook.dims.includes("head") ? [cell.head] : []), cell.column].join(", ")}]`;

function code(setting: Setting, { index, tokens, headWidth }: LinearWork): readonly string[] {
  const { hook, cell, model } = setting;
  const [x, y, name, bias] = [shortName(hook.inputs[0]!), shortName(hook.name), matrixName(hook), biasName(hook)];
  const all = `${x} @ ${name}${bias ? ` + ${bias}` : ""}`;
  return [
    `row = ${x}[${cell.token}]`,
    `column = ${name}[:, ${index}]`,
    `total = (row * column).sum()`,
    `${y}${indices(setting)} = total${bias ? ` + ${bias}[${index}]` : ""}`,
    headWidth === null ? `${y} = ${all}` : `${y} = (${all}).view(${tokens}, ${model.config.n_heads}, ${headWidth})`,
  ];
}

/** The attention output as it is told. */
import type { Setting, Story } from "../../operation.ts";
import { biasName, matrixName, shortName } from "../names.ts";
import { type SumText, sumStory } from "../sums/story.ts";
import { columnOf, largest } from "../sums/words.ts";
import { tokenOf } from "../words.ts";
import * as words from "./words.ts";
import type { ProjectionWork } from "./work.ts";

/** Which head and which of its features a term belongs to. */
export const termNames =
  ({ width }: ProjectionWork) =>
  (i: number): string =>
    words.termName(Math.floor(i / width), i % width);

export const projectionStory = (setting: Setting, work: ProjectionWork): Story => sumStory(work, textOf(setting, work));

export function textOf(setting: Setting, work: ProjectionWork): SumText {
  const { hook, cell } = setting;
  const [matrix, token, termName] = [matrixName(hook), tokenOf(setting), termNames(work)];
  const column = columnOf(work.index, matrix);
  return {
    title: words.title,
    words: words.paragraphs(work, matrix),
    code: code(setting, work),
    lines: { whole: 4, weights: 1, terms: 2, end: 3 },
    symbol: { text: `${shortName(hook.name)}[${cell.token}, ${work.index}]`, role: "pattern" },
    factors: [
      { name: words.mix, role: "value" },
      { name: column, role: "plain" },
    ],
    termName,
    whole: words.whole(work, column),
    weights: words.weights(work, column),
    sum: words.eachHead(work),
    result: `${words.result(work, token)} ${largest(work, termName)}`,
  };
}

function code({ hook, cell }: Setting, { index }: ProjectionWork): readonly string[] {
  const [z, y, name, bias] = [shortName(hook.inputs[0]!), shortName(hook.name), matrixName(hook), biasName(hook)];
  return [
    `row = ${z}[${cell.token}].flatten()`,
    `column = ${name}[:, ${index}]`,
    `total = (row * column).sum()`,
    `${y}[${cell.token}, ${index}] = total${bias ? ` + ${bias}[${index}]` : ""}`,
    `${y} = ${z}.flatten(1) @ ${name}${bias ? ` + ${bias}` : ""}`,
  ];
}

/** One logit as it is told: the mean where one is taken, the column of the class, product by product. */
import { largest as largestOf } from "../../../../maths/statistics.ts";
import { largestTerm } from "../../../../maths/workings/sums.ts";
import type { Setting, Story } from "../../operation.ts";
import { biasName, matrixName, shortName } from "../names.ts";
import { type SumText, sumStory } from "../sums/story.ts";
import { columnOf, largest } from "../sums/words.ts";
import { classNameOf, firstName } from "../words.ts";
import * as words from "./words.ts";
import type { HeadWork, Part } from "./work.ts";

export const headStory = (setting: Setting, work: HeadWork): Story => sumStory(work, textOf(setting, work));

export const termNames =
  ({ parts, width }: HeadWork) =>
  (i: number): string =>
    words.termName(parts, width, i);

export const isMean = ({ tokens }: Part): boolean => tokens.length > 1;

/** Whose colour the row has: a single token's, or that of what is normalised. */
export const rowRole = ({ parts }: HeadWork): string => (parts.some(({ name }) => name === null) ? "norm" : "cls");

export function textOf(setting: Setting, work: HeadWork): SumText {
  const { hook, model } = setting;
  const [matrix, label] = [matrixName(hook), classNameOf(model, work.index)];
  const [column, termName] = [columnOf(work.index, matrix), termNames(work)];
  const at = work.parts.findIndex(isMean);
  const lines = code(setting, work);
  return {
    title: words.title,
    words: words.paragraphs(work, matrix, model.config),
    code: lines,
    lines: { whole: 4, mean: 0, weights: 1, terms: 2, end: 3 },
    symbol: { text: words.symbol(label), role: "class" },
    factors: [
      { name: words.rowTitle(work.parts), role: rowRole(work) },
      { name: column, role: "plain" },
    ],
    termName,
    whole: `${words.whole(work, label)} ${largest(work, termName)}`,
    mean: at < 0 ? null : words.mean(work, followed(work, at)),
    weights: words.weights(column, label, work.terms.length),
    result: words.result(work.result, label, bestOf(setting, work)),
  };
}

/** Of a mean, the feature that counts most for the class. */
function followed(work: HeadWork, part: number): number {
  const [from, to] = [part * work.width, (part + 1) * work.width];
  return from + largestTerm({ ...work, terms: work.terms.slice(from, to) });
}

function bestOf({ model }: Setting, { row, index }: HeadWork): { name: string; logit: number } | null {
  const first = largestOf(row, 1)[0]!;
  return first === index ? null : { name: classNameOf(model, first), logit: row[first]! };
}

function code({ hook, model }: Setting, { parts, index }: HeadWork): readonly string[] {
  const [x, name, bias] = [shortName(hook.inputs[0]!), matrixName(hook), biasName(hook)];
  const read = parts.map((part) => readCode(x, part));
  const comment = parts.length === 1 && parts[0]!.name ? `  # ${parts[0]!.name}` : "";
  return [
    read.length === 1 ? `row = ${read[0]}${comment}` : `row = torch.cat([${read.join(", ")}])`,
    `column = ${name}[:, ${index}]  # ${firstName(classNameOf(model, index))}`,
    `total = (row * column).sum()`,
    `${hook.name}[${index}] = total${bias ? ` + ${bias}[${index}]` : ""}`,
    `${hook.name} = row @ ${name}${bias ? ` + ${bias}` : ""}`,
  ];
}

/** Tokens of a mean lie side by side, up to the last. */
const readCode = (x: string, part: Part): string => {
  const first = part.tokens[0]!;
  if (!isMean(part)) return `${x}[${first}]`;
  return first === 0 ? `${x}.mean(0)` : `${x}[${first}:].mean(0)`;
};

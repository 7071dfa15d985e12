/** The mix of values as it is told: key by key, each on the picture. */
import { largest as largestOf } from "../../../../maths/statistics.ts";
import { tokenName } from "../../../../maths/tokens.ts";
import type { Setting, Story } from "../../operation.ts";
import { shortName } from "../names.ts";
import { type SumText, sumStory } from "../sums/story.ts";
import { largest } from "../sums/words.ts";
import { tokenOf } from "../words.ts";
import * as words from "./words.ts";
import type { MixWork } from "./work.ts";

export const mixStory = (setting: Setting, work: MixWork): Story => sumStory(work, textOf(setting, work));

function textOf(setting: Setting, work: MixWork): SumText {
  const { hook, cell, grid } = setting;
  const query = tokenOf(setting);
  const termName = (i: number) => tokenName(grid, i);
  const first = largestOf(work.left, 1)[0]!;
  const most = words.whole(work, query, termName(first), work.left[first]!);
  return {
    title: words.title,
    words: words.paragraphs,
    code: code(setting, work),
    lines: { whole: 4, weights: 1, terms: 2, end: 3 },
    symbol: { text: `${shortName(hook.name)}[${cell.token}, ${cell.head}, ${work.index}]`, role: "value" },
    factors: [
      { name: words.attention, role: "pattern" },
      { name: words.value, role: "value" },
    ],
    termName,
    term: (i) => words.oneTerm(work, termName(i), i),
    whole: `${most} ${largest(work, termName)}`,
    weights: null,
    result: words.result(work, query, cell.head),
    marks: (i) => [
      { token: cell.token, role: "query" },
      { token: i, role: "value" },
    ],
  };
}

function code({ hook, cell }: Setting, { index }: MixWork): readonly string[] {
  const [pattern, v] = hook.inputs.map(shortName);
  const name = shortName(hook.name);
  return [
    `weights = ${pattern}[${cell.head}, ${cell.token}]`,
    `column = ${v}[:, ${cell.head}, ${index}]`,
    `total = (weights * column).sum()`,
    `${name}[${cell.token}, ${cell.head}, ${index}] = total`,
    `${name} = einsum("hqk,khd->qhd", ${pattern}, ${v})`,
  ];
}

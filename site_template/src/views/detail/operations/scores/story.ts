/** A score as it is told. */
import { tokenName } from "../../../../maths/tokens.ts";
import type { Setting, Story } from "../../operation.ts";
import { shortName } from "../names.ts";
import { type SumText, sumStory } from "../sums/story.ts";
import { largest } from "../sums/words.ts";
import { featureName, tokenOf } from "../words.ts";
import * as words from "./words.ts";
import type { ScoreWork } from "./work.ts";

/** The tokens that are compared. */
export const pairOf = (setting: Setting, { index }: ScoreWork): readonly [query: string, key: string] => [
  tokenOf(setting),
  tokenName(setting.grid, index),
];

export const scoreStory = (setting: Setting, work: ScoreWork): Story => sumStory(work, textOf(setting, work));

function textOf(setting: Setting, work: ScoreWork): SumText {
  const [query, key] = pairOf(setting, work);
  return {
    title: words.title,
    words: words.paragraphs(work.terms.length),
    code: code(setting, work),
    lines: { whole: 4, weights: 1, terms: 2, end: 3 },
    symbol: { text: words.symbol, role: "pattern" },
    factors: [
      { name: words.query, role: "query" },
      { name: words.key, role: "key" },
    ],
    termName: featureName,
    whole: `${words.whole(work, query, key)} ${largest(work, featureName)}`,
    weights: null,
    result: words.result(work, query, key, setting.cell.head),
  };
}

function code({ hook, cell }: Setting, { index, terms }: ScoreWork): readonly string[] {
  const [q, k] = hook.inputs.map(shortName);
  const [name, width] = [shortName(hook.name), terms.length];
  return [
    `query = ${q}[${cell.token}, ${cell.head}]`,
    `key = ${k}[${index}, ${cell.head}]`,
    `total = (query * key).sum()`,
    `${name}[${cell.head}, ${cell.token}, ${index}] = total / ${width} ** 0.5`,
    `${name} = einsum("qhd,khd->hqk", ${q}, ${k}) / ${width} ** 0.5`,
  ];
}

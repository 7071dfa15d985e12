/** One score: the query of a token times the key of another, divided by the root of their width. */

import type { Pixels } from "../../../../marks/picture.ts";
import { number, tick } from "../../../../maths/numbers.ts";
import { tokenName } from "../../../../maths/tokens.ts";
import { type Placed, type SumOfProducts, scoreAt } from "../../../../maths/workings/sums.ts";
import { sharedScale } from "../../figures/scales.ts";
import { thumb } from "../../figures/thumb.ts";
import type { Operation, Setting, Story } from "../../operation.ts";
import { largestSays, nameOfToken, shortName, sumPage } from "./page.ts";
import { firstTermOf, howOf, sumStory, type Telling } from "./story.ts";

export type ScoreWork = SumOfProducts & Placed & { readonly pixels: Pixels | null };

const THUMB = 34;

export const scoresPage: Operation<ScoreWork> = {
  needs: ({ hook }) => ({ tensors: [...hook.inputs, hook.name], weights: [], pixels: true }),
  work({ hook, cell }, material) {
    const [q, k] = hook.inputs.map((name) => material.tensor(name));
    const at = { head: cell.head, query: cell.token, key: cell.column };
    return { ...scoreAt(q!, k!, material.tensor(hook.name), at), pixels: material.pixels };
  },
  story: (setting, work): Story => sumStory(work, telling(setting, work)),
  figure: (context) =>
    sumPage<ScoreWork>(context, (setting, work) => {
      const { hook, grid, cell, tone, state } = setting;
      const [query, key] = namesOf(setting, work);
      const patch = (role: string, token: number) => {
        const made = thumb(role, THUMB);
        made.draw(work.pixels, grid, token);
        return made.element;
      };
      const scale = sharedScale(tone, state.range, work.left, work.right);
      return {
        name: `${hook.name}, one score`,
        label: `The query of ${query} times the key of ${key} in head ${cell.head}: ${work.terms.length} products, sum ${number(work.total)}, score ${number(work.result)}`,
        sum: work,
        left: {
          role: "query",
          title: "query",
          under: query,
          picture: patch("query", cell.token),
          scale,
          quantity: "query, key",
        },
        right: {
          role: "key",
          title: "key",
          under: key,
          picture: patch("key", work.index),
          scale,
          quantity: "query, key",
        },
        heads: null,
        matrix: null,
        above: null,
        beside: null,
        termName: (i) => `feature ${i}`,
        result: {
          role: "pattern",
          title: "scores",
          under: `of ${query}, one a key`,
          scale: sharedScale(tone, state.range, work.row),
          quantity: "score",
          heads: null,
          how: howOf(work),
          placeName: (i) => tokenName(grid, i),
        },
        picks: (index) => ({ column: index }),
        firstTerm: firstTermOf({ weights: null }),
      };
    }),
};

const namesOf = (setting: Setting, work: ScoreWork): [query: string, key: string] => [
  nameOfToken(setting),
  tokenName(setting.grid, work.index),
];

function telling(setting: Setting, work: ScoreWork): Telling {
  const { hook, cell } = setting;
  const [q, k] = hook.inputs.map(shortName);
  const name = shortName(hook.name);
  const [query, key] = namesOf(setting, work);
  const width = work.terms.length;
  const at = `[${cell.head}, ${cell.token}, ${work.index}]`;
  const termName = (i: number) => `feature ${i}`;
  return {
    title: "How well does a query match a key?",
    words: [
      "The {query|query} of one token is what it looks for. The {key|key} of another is what it can be found by. Multiply them number by number and add up: a large sum means a good match.",
      "A product is positive where both numbers have the same sign, negative where they differ. So the sum tells how far the two vectors point the same way.",
      `Dividing by √${width} keeps the {pattern|scores} small enough for the softmax that comes next (Vaswani et al. 2017, arXiv 1706.03762).`,
    ],
    code: [
      `query = ${q}[${cell.token}, ${cell.head}]`,
      `key = ${k}[${work.index}, ${cell.head}]`,
      `total = (query * key).sum()`,
      `${name}${at} = total / ${width} ** 0.5`,
      `${name} = einsum("qhd,khd->hqk", ${q}, ${k}) / ${width} ** 0.5`,
    ],
    lines: { whole: 4, weights: 1, terms: 2, end: 3 },
    symbol: { text: "score", role: "pattern" },
    factors: [
      { name: "query", role: "query" },
      { name: "key", role: "key" },
    ],
    termName,
    whole: `The {query|query} of ${query} and the {key|key} of ${key} have ${width} numbers each. Their products add up to ${number(work.total)}; divided by √${width} = ${tick(work.divisor)}, the {pattern|score} is ${number(work.result)}. ${largestSays(work, termName)}`,
    weights: null,
    result: `${number(work.result)} is how ${query} scores ${key} in head ${cell.head}. ${rankSays(work)}`,
  };
}

/** Where the score stands in its row. */
function rankSays({ row, result }: ScoreWork): string {
  const higher = row.reduce((count, value) => count + (value > result + 1e-6 ? 1 : 0), 0);
  if (higher === 0) return "No key of this row scores higher.";
  return `${higher} of the ${row.length} keys of this row ${higher === 1 ? "scores" : "score"} higher.`;
}

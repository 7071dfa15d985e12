/** One number of the mix of values: what every key hands on, weighted by the attention that it gets. */

import { magnitudeScale } from "../../../../marks/colours.ts";
import { html, style } from "../../../../marks/element.ts";
import type { Pixels } from "../../../../marks/picture.ts";
import { paintTokenStrip } from "../../../../marks/token-strip.ts";
import { number, percent } from "../../../../maths/numbers.ts";
import { largest } from "../../../../maths/statistics.ts";
import { tokenName } from "../../../../maths/tokens.ts";
import { mixAt, type Placed, type SumOfProducts } from "../../../../maths/workings/sums.ts";
import type { Across } from "../../figures/across.ts";
import { type Lane, lane } from "../../figures/lanes.ts";
import { sharedScale } from "../../figures/scales.ts";
import { thumb } from "../../figures/thumb.ts";
import type { Operation, Setting, Step, Story } from "../../operation.ts";
import { largestSays, nameOfToken, shortName, sumPage } from "./page.ts";
import { capital, firstTermOf, sumStory, type Telling } from "./story.ts";

export type MixWork = SumOfProducts & Placed & { readonly pixels: Pixels | null };

const [THUMB, PATCHES] = [34, 16];

export const weightedSumPage: Operation<MixWork> = {
  needs: ({ hook }) => ({ tensors: [...hook.inputs, hook.name], weights: [], pixels: true }),
  work({ hook, cell }, material) {
    const [pattern, v] = hook.inputs.map((name) => material.tensor(name));
    const at = { head: cell.head, query: cell.token, column: cell.column };
    return { ...mixAt(pattern!, v!, material.tensor(hook.name), at), pixels: material.pixels };
  },
  story: (setting, work): Story => sumStory(work, telling(setting, work)),
  figure: (context) =>
    sumPage<MixWork>(context, (setting, work) => {
      const { hook, grid, cell, tone, state } = setting;
      const query = nameOfToken(setting);
      const key = thumb("value", THUMB);
      return {
        name: `${hook.name}, one number`,
        label: `Attention of ${query} times feature ${cell.column} of each value in head ${cell.head}: ${work.terms.length} products, sum ${number(work.result)}`,
        sum: work,
        left: {
          role: "pattern",
          title: "attention",
          under: `of ${query}, to each key`,
          scale: magnitudeScale(Math.max(...work.left)),
          quantity: "attention",
        },
        right: {
          role: "value",
          title: "value",
          under: `feature ${cell.column} of each key`,
          scale: sharedScale(tone, state.range, work.right),
          quantity: `value, feature ${cell.column}`,
        },
        heads: null,
        matrix: null,
        above: (_, shape) => patches(work.pixels, setting, shape),
        beside: { element: key.element, edge: THUMB, at: (index) => key.draw(work.pixels, grid, index) },
        termName: (i) => tokenName(grid, i),
        result: {
          role: "value",
          title: "mix of values",
          under: `of ${query}`,
          scale: sharedScale(tone, state.range, work.row),
          quantity: "mix",
          heads: null,
          how: `of ${work.terms.length} keys`,
          placeName: (i) => `feature ${i}`,
        },
        picks: (index) => ({ column: index }),
        firstTerm: firstTermOf({ weights: null }),
      };
    }),
};

/** The keys as patches, one over each position. */
function patches(pixels: Pixels | null, { grid }: Setting, shape: Across): Lane {
  const canvas = html("canvas", { "aria-hidden": "true" });
  const own = lane("plain", "patches");
  own.clip.prepend(canvas);
  own.name("keys", "CLS and patches");
  if (grid.prefix === 0) own.name("keys", "all patches");
  own.size(shape.width, PATCHES);
  const prefixColour = getComputedStyle(document.documentElement).getPropertyValue("--cls");
  const strip = { axis: "key", direction: "across", length: shape.width, thickness: PATCHES, prefixColour } as const;
  if (pixels) paintTokenStrip(canvas, pixels, grid, strip, devicePixelRatio);
  style(canvas, { width: `${shape.width}px`, height: `${PATCHES}px` });
  return own;
}

function telling(setting: Setting, work: MixWork): Telling {
  const { hook, cell, grid } = setting;
  const [pattern, v] = hook.inputs.map(shortName);
  const name = shortName(hook.name);
  const query = nameOfToken(setting);
  const termName = (i: number) => tokenName(grid, i);
  const [first] = largest(work.left, 1);
  const most = `${tokenName(grid, first!)} gets the most attention, ${percent(work.left[first!]!)} %`;
  return {
    title: "What does a token take from the others?",
    words: [
      "Each token hands on its {value|value}. The {pattern|attention} of one row says how much of each is taken; the row sums to 1, so the result is a weighted mean.",
      "Feature by feature: a key with much attention pulls the mix towards its own value, one with next to none leaves it as it is.",
      "Each head makes a mix of its own. Joined, they leave the attention layer through one more matrix.",
    ],
    code: [
      `weights = ${pattern}[${cell.head}, ${cell.token}]`,
      `column = ${v}[:, ${cell.head}, ${work.index}]`,
      `total = (weights * column).sum()`,
      `${name}[${cell.token}, ${cell.head}, ${work.index}] = total`,
      `${name} = einsum("hqk,khd->qhd", ${pattern}, ${v})`,
    ],
    lines: { whole: 4, weights: 1, terms: 2, end: 3 },
    symbol: { text: `${name}[${cell.token}, ${cell.head}, ${work.index}]`, role: "value" },
    factors: [
      { name: "attention", role: "pattern" },
      { name: "value", role: "value" },
    ],
    termName,
    term: (i) => termSays(work, capital(termName(i)), i),
    whole: `${work.terms.length} keys hand feature ${work.index} of their {value|value} to ${query}, each weighted by its {pattern|attention}; together ${number(work.result)}. ${capital(most)}. ${largestSays(work, termName)}`,
    weights: null,
    result: `${number(work.result)} is feature ${work.index} of the mix that ${query} receives in head ${cell.head}. The other features are mixed with the same {pattern|attention}.`,
    marks: (i): Step["marks"] => [
      { token: cell.token, role: "query" },
      { token: i, role: "value" },
    ],
  };
}

function termSays({ left, right, terms, running }: MixWork, name: string, i: number): string {
  const adds = terms[i]! < 0 ? `takes ${number(-terms[i]!)} away` : `adds ${number(terms[i]!)}`;
  return `${name} gets {pattern|${percent(left[i]!)} %} of the attention. Its value here is {value|${number(right[i]!)}}, so it ${adds}: ${number(running[i]!)} so far.`;
}

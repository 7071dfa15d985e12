/** What the page of the mix of values says. */
import { number, percent } from "../../../../maths/numbers.ts";
import type { Grid } from "../../../../maths/tokens.ts";
import { capital } from "../pieces.ts";
import { prefixNames } from "../words.ts";
import type { MixWork } from "./work.ts";

export const title = "What does a token take from the others?";

export const paragraphs: readonly string[] = [
  "Each token hands on its {value|value}. The {pattern|attention} of one row says how much of each is taken; the row " +
    "sums to 1, so the result is a weighted mean.",
  "Feature by feature: a key with much attention pulls the mix towards its own value, one with next to none leaves " +
    "it as it is.",
  "Each head makes a mix of its own. Joined, they leave the attention layer through one more matrix.",
];

/** `most` is the key with the largest share, by name. */
export const whole = ({ terms, index, result }: MixWork, query: string, most: string, share: number): string =>
  `${terms.length} keys hand feature ${index} of their {value|value} to ${query}, each weighted by its ` +
  `{pattern|attention}; together ${number(result)}. ${capital(most)} gets the most attention, ${percent(share)} %.`;

export function oneTerm({ left, right, terms, running }: MixWork, name: string, i: number): string {
  const adds = terms[i]! < 0 ? `takes ${number(-terms[i]!)} away` : `adds ${number(terms[i]!)}`;
  return (
    `${capital(name)} gets {pattern|${percent(left[i]!)} %} of the attention. Its value here is ` +
    `{value|${number(right[i]!)}}, so it ${adds}: ${number(running[i]!)} so far.`
  );
}

export const result = ({ result: value, index }: MixWork, query: string, head: number): string =>
  `${number(value)} is feature ${index} of the mix that ${query} receives in head ${head}. The other features are ` +
  "mixed with the same {pattern|attention}.";

/** Names of the lanes, and quiet lines below them. */
export const attention = "attention";
export const toEachKey = (query: string): string => `of ${query}, to each key`;
export const value = "value";
export const ofEachKey = (feature: number): string => `feature ${feature} of each key`;
export const valueQuantity = (feature: number): string => `value, feature ${feature}`;
export const mix = "mix of values";
export const mixQuantity = "mix";
export const ofKeys = (count: number): string => `of ${count} keys`;
export const keys = "keys";
export const whichKeys = (grid: Grid): string =>
  grid.prefix === 0 ? "all patches" : `${prefixNames(grid)} and patches`;

/** The figure for ears. */
export const spoken = ({ terms, result: sum }: MixWork, query: string, feature: number, head: number): string =>
  `Attention of ${query} times feature ${feature} of each value in head ${head}: ${terms.length} products, sum ` +
  `${number(sum)}`;

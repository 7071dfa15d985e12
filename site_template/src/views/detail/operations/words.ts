/** What the pages of several operations say. */
import { number } from "../../../maths/numbers.ts";
import { type Grid, tokenName } from "../../../maths/tokens.ts";
import type { Setting } from "../operation.ts";

const list = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;

/** "CLS", "CLS and the distillation token": the tokens in front of the patches; of many only the first by name. */
export function prefixNames(grid: Grid): string {
  const names = Array.from({ length: grid.prefix }, (_, i) => tokenName(grid, i));
  return names.length > MOST ? `${names[0]} and ${names.length - 1} others` : list(names);
}

const MOST = 3;

/** Within a sentence: "CLS", "the distillation token". */
export const withArticle = (name: string): string => (/^[A-Z]/.test(name) ? name : `the ${name}`);

/** The scale of a matrix, for its legend. */
export const valuesOfAll = "values, all tokens";

export const lengthOf = (value: number): readonly [name: string, value: string] => ["length", number(value)];

export const featureName = (i: number): string => `feature ${i}`;

/** A class by its label. */
export const classNameOf = ({ labels }: { readonly labels: readonly string[] }, index: number): string =>
  labels[index] ?? `class ${index}`;

/** ImageNet's names are lists of synonyms: the first of them. */
export const firstName = (label: string): string => label.split(",")[0]!;

/** The name of the token that is looked at. */
export const tokenOf = ({ grid, cell }: Setting): string => tokenName(grid, cell.token);

/** What the page of the list of tokens says. */
import { number } from "../../../../maths/numbers.ts";
import { type Grid, patchCount, tokenName } from "../../../../maths/tokens.ts";
import { prefixNames } from "../words.ts";
import type { Near } from "./nearest.ts";
import type { ConcatWork } from "./work.ts";

export const title = "How does a token know its place?";

export const paragraphs = (grid: Grid, { sum }: ConcatWork): readonly string[] => [
  `${inFront(grid)} A row says what is there, not where: attention treats the list as a set, and without more a ` +
    "jumbled picture would give the same answer.",
  `So each place has a learned row of ${sum.width} numbers, its {stream|position}, the same on every picture. It is ` +
    "added to what stands there, and the sum enters the first block.",
  "The map shows the cosine between the position of this place and that of every other. Places that are near each " +
    "other often have similar rows, which the authors of ViT saw too (Dosovitskiy et al. 2021, arXiv 2010.11929, " +
    "figure 7).",
];

function inFront(grid: Grid): string {
  const patches = patchCount(grid);
  if (grid.prefix === 0) return `The list of tokens has ${patches} rows, one for each patch.`;
  const isOne = grid.prefix === 1;
  return (
    `{cls|${prefixNames(grid)}} ${isOne ? "is a learned row that belongs" : "are learned rows that belong"} to no ` +
    `patch. In front of the ${patches} rows of the patches ${isOne ? "it gathers" : "they gather"} what the answer ` +
    `needs; the list has ${grid.tokens} rows.`
  );
}

/** A comment in the code. */
export const howAlike = "# how alike are the places?";

export const front = (grid: Grid): string =>
  `{cls|${prefixNames(grid)}} ${grid.prefix === 1 ? "is" : "are"} put in front: ${patchCount(grid)} rows become ` +
  `${grid.tokens}. Patch (0, 0) is row ${grid.prefix} of the list.`;

export function whole(name: string, { sum }: ConcatWork): string {
  const { content, position, sum: length } = sum.lengths;
  return (
    `The row of ${name} has length ${number(content)}. The {stream|position} of its place, of length ` +
    `${number(position)}, is added; the token has length ${number(length)}.`
  );
}

export const positions = (name: string, { sum: { token, lengths } }: ConcatWork): string =>
  `Position ${token} is the learned row of this place: length ${number(lengths.position)}, beside ` +
  `${number(lengths.content)} of what ${name} holds.`;

export function oneNumber({ sum }: ConcatWork, i: number): string {
  const [content, position, both] = [sum.content[i]!, sum.position[i]!, sum.sums[i]!];
  return `Feature ${i}: ${number(content)} for what is there, ${number(position)} for where: together ${number(both)}.`;
}

const listed = (grid: Grid, most: readonly Near[]): string =>
  most.map(({ token, cosine }) => `${tokenName(grid, token)} ${number(cosine)}`).join(", ");

export function likeness(grid: Grid, token: number, most: readonly Near[]): string {
  const own =
    token < grid.prefix
      ? `{cls|${tokenName(grid, token)}} has a position of its own, although it lies nowhere.`
      : `Position ${token} is compared with every other.`;
  if (most.length === 0) return `${own} The row is all zeros, so it is like nothing.`;
  return `${own} Most alike: ${listed(grid, most)}.`;
}

export const place = (name: string, { sum }: ConcatWork): string =>
  `Feature ${sum.column} of ${name} is ${number(sum.result)}. The row enters block 0 with length ` +
  `${number(sum.lengths.sum)}.`;

export const symbol = (token: number, feature: number): string => `token ${token}, feature ${feature}`;

/** The three matrices. */
export const matrices = (grid: Grid, isNarrow: boolean): readonly [string, string, string] => [
  grid.prefix === 0 ? "patches" : `${prefixNames(grid)}${isNarrow ? ", patches" : " in front of the patches"}`,
  "positions",
  "tokens",
];

/** The rows that are added, each with a quiet line below it. */
export const rows = (name: string, isPrefix: boolean, token: number) =>
  [
    [name, isPrefix ? "learned" : "hook_embed"],
    [`position ${token}`, "W_pos, learned"],
    [`token ${token}`, "hook_full_embed"],
  ] as const;

export const valuesOf = (name: string): string => `values, ${name}`;
export const mapTitle = (token: number): string => `position ${token} and every other`;
export const mapQuantity = "cosine of two positions";
export const allPlaces = "the same for every place";
export const smallMaps = ({ rows: down, columns }: Grid): string =>
  `${down} × ${columns} small maps of ${down} × ${columns}`;
export const mostLikeIt = "places most like it";

/** The figure for ears. */
export function spoken(grid: Grid, { sum }: ConcatWork, most: readonly Near[]): string {
  const { token, column: i, lengths } = sum;
  const alike = most.length > 0 ? ` Places most like it: ${listed(grid, most)}.` : "";
  return (
    `${tokenName(grid, token)}, of length ${number(lengths.content)}, plus position ${token}, of length ` +
    `${number(lengths.position)}, is token ${token}, of length ${number(lengths.sum)}. Feature ${i}: ` +
    `${number(sum.content[i]!)} plus ${number(sum.position[i]!)} is ${number(sum.result)}.${alike}`
  );
}

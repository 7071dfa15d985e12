/** The reference: which tokens the maps compare with, as the address says it and as it is said in words. */
import { formatRanges, parseRanges } from "./ranges.ts";
import { clampToken, type Grid, patchCount, placeOf, tokenName } from "./tokens.ts";

/** What an address says of it. */
export interface Chosen {
  readonly token: number;
  readonly refs: string;
}

/** Tokens of a list such as "12-15,20"; what lies outside the sequence, or is no number, is left out. */
export const parseRefs = (text: string, grid: Grid): number[] => parseRanges(text, grid.tokens);

export const formatRefs = formatRanges;

/**
 * The tokens that a state refers to, ascending, at least one. A list counts while the token is among it: a token picked
 * elsewhere since is the reference alone. Token 0 without a list is what nobody has chosen: what the head reads, be it
 * that token or the mean of others.
 */
export function referencesOf(state: Chosen, grid: Grid): number[] {
  const token = clampToken(grid, state.token);
  const several = parseRefs(state.refs, grid);
  if (several.includes(token)) return several;
  return token === 0 ? [...grid.read] : [token];
}

/** The change of state that makes these tokens the reference. */
export function referTo(tokens: readonly number[], grid: Grid): Chosen {
  const [first] = tokens;
  if (first === undefined || isRead(tokens, grid)) return { token: 0, refs: "" };
  // Token 0 alone is said by a list where the head reads something else.
  if (tokens.length === 1 && first > 0) return { token: first, refs: "" };
  return { token: tokens.at(-1)!, refs: formatRefs(tokens) };
}

/** Adds a token, or takes it out; the last one stays. */
export function toggled(tokens: readonly number[], token: number, grid: Grid): number[] {
  // A mean that the head reads stands for nothing chosen, and makes room for the first that is.
  if (tokens.length > 1 && isRead(tokens, grid)) return [token];
  const without = tokens.filter((one) => one !== token);
  if (without.length === tokens.length) return [...tokens, token];
  return without.length > 0 ? without : [...tokens];
}

/** The patches of the rectangle between two of them. */
export function region(grid: Grid, from: number, to: number): number[] {
  const [[row, column], [otherRow, otherColumn]] = [placeOf(grid, from - grid.prefix), placeOf(grid, to - grid.prefix)];
  const found: number[] = [];
  for (let r = Math.min(row, otherRow); r <= Math.max(row, otherRow); r++)
    for (let c = Math.min(column, otherColumn); c <= Math.max(column, otherColumn); c++)
      found.push(grid.prefix + r * grid.columns + c);
  return found;
}

/** Whether these are the tokens that the head reads. */
export const isRead = (tokens: readonly number[], { read }: Grid): boolean =>
  tokens.length === read.length && read.every((token, i) => token === tokens[i]);

/** "CLS", "patch (3, 5)", "6 patches", "CLS and 2 patches", "all patches", "all tokens". */
export function referenceName(tokens: readonly number[], grid: Grid): string {
  if (tokens.length === 1) return tokenName(grid, tokens[0]!);
  if (grid.prefix > 0 && tokens.length === grid.tokens) return "all tokens";
  const named = tokens.filter((token) => token < grid.prefix).map((token) => tokenName(grid, token));
  const count = tokens.length - named.length;
  const counted = count === patchCount(grid) ? "all patches" : count === 1 ? "1 patch" : `${count} patches`;
  return [...named, ...(count === 0 ? [] : [counted])].join(" and ");
}

/** The role whose colour the reference has: tokens before the patches have CLS's, patches are what was chosen. */
export const referenceRole = (tokens: readonly number[], grid: Grid): string =>
  tokens.every((token) => token < grid.prefix) ? "cls" : "chosen";

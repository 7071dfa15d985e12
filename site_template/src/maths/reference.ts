/** The reference: which tokens the maps compare with, as the address says it and as it is said in words. */
import { formatRanges, parseRanges } from "./ranges.ts";
import { clampToken, type Grid, tokenName } from "./tokens.ts";

/** What an address says of it. */
export interface Chosen {
  readonly token: number;
  readonly refs: string;
}

/** Tokens of a list such as "12-15,20"; what lies outside the sequence, or is no number, is left out. */
export const parseRefs = (text: string, grid: Grid): number[] => parseRanges(text, grid.tokens);

export const formatRefs = formatRanges;

const patches = (grid: Grid): number[] => Array.from({ length: grid.side * grid.side }, (_, i) => i + grid.prefix);

/**
 * The tokens that a state refers to, ascending, at least one. A list counts while the token is among it: a token picked
 * elsewhere since is the reference alone. Without a prefix token there is no CLS, and all patches stand in its place.
 */
export function referencesOf(state: Chosen, grid: Grid): number[] {
  const token = clampToken(grid, state.token);
  const several = parseRefs(state.refs, grid);
  if (several.includes(token)) return several;
  return grid.prefix === 0 && token === 0 ? patches(grid) : [token];
}

/** The change of state that makes these tokens the reference. */
export function referTo(tokens: readonly number[], grid: Grid): Chosen {
  const [first] = tokens;
  if (first === undefined || (grid.prefix === 0 && isAll(tokens, grid))) return { token: 0, refs: "" };
  const alone = tokens.length === 1 && !(grid.prefix === 0 && first === 0);
  return alone ? { token: first, refs: "" } : { token: tokens.at(-1)!, refs: formatRefs(tokens) };
}

/** Adds a token, or takes it out; the last one stays. */
export function toggled(tokens: readonly number[], token: number, grid: Grid): number[] {
  // What stands for nothing chosen makes room for the first that is.
  if (grid.prefix === 0 && isAll(tokens, grid)) return [token];
  const without = tokens.filter((one) => one !== token);
  if (without.length === tokens.length) return [...tokens, token];
  return without.length > 0 ? without : [...tokens];
}

/** The patches of the rectangle between two of them. */
export function region(grid: Grid, from: number, to: number): number[] {
  const place = (token: number) =>
    [Math.floor((token - grid.prefix) / grid.side), (token - grid.prefix) % grid.side] as const;
  const [[row, column], [otherRow, otherColumn]] = [place(from), place(to)];
  const found: number[] = [];
  for (let r = Math.min(row, otherRow); r <= Math.max(row, otherRow); r++)
    for (let c = Math.min(column, otherColumn); c <= Math.max(column, otherColumn); c++)
      found.push(grid.prefix + r * grid.side + c);
  return found;
}

const isAll = (tokens: readonly number[], grid: Grid): boolean =>
  tokens.length === grid.side * grid.side && tokens[0] === grid.prefix;

/** "CLS", "patch (3, 5)", "6 patches", "CLS and 2 patches", "all patches". */
export function referenceName(tokens: readonly number[], grid: Grid): string {
  if (tokens.length === 1) return tokenName(grid, tokens[0]!);
  if (isAll(tokens, grid)) return "all patches";
  const named = tokens.filter((token) => token < grid.prefix).map((token) => tokenName(grid, token));
  const count = tokens.length - named.length;
  const counted = count === 0 ? [] : [count === 1 ? "1 patch" : `${count} patches`];
  return [...named, ...counted].join(" and ");
}

/** The role whose colour the reference has: CLS has its own, patches are the learner's selection. */
export const referenceRole = (tokens: readonly number[], grid: Grid): string =>
  tokens.every((token) => token < grid.prefix) ? "cls" : "chosen";

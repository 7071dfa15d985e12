/** Tokens and patches: which position is which rectangle of the picture, and which ones the head reads. */

/** Patches from top to bottom, and from left to right. */
export interface Shape {
  readonly rows: number;
  readonly columns: number;
}

export interface Grid extends Shape {
  /** Tokens before the first patch, and what they are called: "CLS", "distillation token". */
  readonly prefix: number;
  readonly prefixNames: readonly string[];
  readonly tokens: number;
  /** The tokens that the head reads, ascending: one, or those whose mean it reads. */
  readonly read: readonly number[];
}

/** A grid of patches with tokens before it. Unless said otherwise, the head reads the first token, or all patches. */
export function makeGrid(
  rows: number,
  columns: number,
  prefixNames: readonly string[] = ["CLS"],
  read?: readonly number[],
): Grid {
  const prefix = prefixNames.length;
  const tokens = rows * columns + prefix;
  const usual = prefix > 0 ? [0] : Array.from({ length: tokens }, (_, token) => token);
  return { rows, columns, prefix, prefixNames, tokens, read: read ?? usual };
}

export const clampToken = (grid: Grid, token: number): number => Math.min(Math.max(0, token), grid.tokens - 1);

/** "CLS", "patch (3, 5)". */
export function tokenName(grid: Grid, token: number): string {
  if (token < grid.prefix) return grid.prefixNames[token]!;
  const [row, column] = placeOf(grid, token - grid.prefix);
  return `patch (${row}, ${column})`;
}

/** "patch (3, 5) · token 30". */
export const tokenLabel = (grid: Grid, token: number): string => `${tokenName(grid, token)} · token ${token}`;

export const patchCount = ({ rows, columns }: Shape): number => rows * columns;

/** Row and column of a patch. */
export const placeOf = ({ columns }: Pick<Shape, "columns">, patch: number): [row: number, column: number] => [
  Math.floor(patch / columns),
  patch % columns,
];

/** The patch at a place that need not lie on the grid; null outside. */
export const patchAt = ({ rows, columns }: Shape, row: number, column: number): number | null =>
  row >= 0 && column >= 0 && row < rows && column < columns ? row * columns + column : null;

/** The tokens of all patches. */
export const patchTokens = (grid: Grid): number[] =>
  Array.from({ length: patchCount(grid) }, (_, patch) => patch + grid.prefix);

/** How far a row of an axis lies behind its token: patch rows start after the prefix. */
export const prefixOf = (grid: Grid, axis: string): number => (axis === "patch" ? grid.prefix : 0);

/** Whether an index on this axis is a token. */
export const isTokenAxis = (axis: string): boolean => ["pos", "query", "key", "patch"].includes(axis);

/** Tokens and patches: which position in the sequence is which square of the picture. */

export interface Grid {
  /** Patches along one edge. */
  readonly side: number;
  /** Tokens before the first patch. */
  readonly prefix: number;
  readonly tokens: number;
}

export const clampToken = (grid: Grid, token: number): number => Math.min(Math.max(0, token), grid.tokens - 1);

const PREFIXES = ["CLS", "distillation token"];

/** "CLS", "patch (3, 5)". */
export function tokenName(grid: Grid, token: number): string {
  if (token < grid.prefix) return PREFIXES[token] ?? `prefix ${token}`;
  const patch = token - grid.prefix;
  return `patch (${Math.floor(patch / grid.side)}, ${patch % grid.side})`;
}

/** "patch (3, 5) · token 30". */
export const tokenLabel = (grid: Grid, token: number): string => `${tokenName(grid, token)} · token ${token}`;

/** How far a row of an axis lies behind its token: patch rows start after the prefix. */
export const prefixOf = (grid: Grid, axis: string): number => (axis === "patch" ? grid.prefix : 0);

/** Whether an index on this axis is a token. */
export const isTokenAxis = (axis: string): boolean => ["pos", "query", "key", "patch"].includes(axis);

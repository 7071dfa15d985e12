/** The places whose positions are most like that of the token. */
import { largest } from "../../../../maths/statistics.ts";
import type { Grid } from "../../../../maths/tokens.ts";
import type { ConcatWork } from "./work.ts";

export interface Near {
  readonly token: number;
  readonly cosine: number;
}

/** Itself left out, most alike first. */
export function nearest({ sum }: ConcatWork, grid: Grid, count: number): readonly Near[] {
  const others = sum.likeness.map((value, token) =>
    token === sum.token || token < grid.prefix ? NaN : (value ?? NaN),
  );
  return largest(others, count).map((token) => ({ token, cosine: others[token]! }));
}

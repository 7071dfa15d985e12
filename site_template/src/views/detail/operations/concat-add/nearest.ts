import { largest } from "../../../../maths/statistics.ts";
import type { Grid } from "../../../../maths/tokens.ts";
import type { ConcatWork } from "./work.ts";

/** The places most like this one, itself left out, most alike first. */
export function nearest({ sum }: ConcatWork, grid: Grid, count: number): { token: number; cosine: number }[] {
  const others = sum.likeness.map((value, token) =>
    token === sum.token || token < grid.prefix ? NaN : (value ?? NaN),
  );
  return largest(others, count).map((token) => ({ token, cosine: others[token]! }));
}

/** The patch that a map has most of, apart from the chosen one; and how exactly its number is known. */

import { largest } from "../../maths/statistics.ts";
import type { Grid } from "../../maths/tokens.ts";
import type { BlockMap } from "./block-map.ts";
import { IN_STEPS } from "./words.ts";

export const stepped = (map: BlockMap | undefined): string => (map?.length === null ? IN_STEPS : "");

/** Null for a map of no patch. */
export function mostOf(
  map: Pick<BlockMap, "values">,
  grid: Grid,
  except: number,
): { token: number; value: number } | null {
  // One patch is left even where all prefix tokens and the chosen one come first.
  const patches = largest(map.values, grid.prefix + 2).filter((token) => token >= grid.prefix && token !== except);
  const token = patches[0] ?? largest(map.values.subarray(grid.prefix), 1).map((i) => i + grid.prefix)[0];
  return token === undefined ? null : { token, value: map.values[token]! };
}

/** Stages: runs of blocks that work on one grid at one width; a plain ViT is one stage throughout. */
import type { ModelConfig, ModelStage } from "../data/manifest.ts";
import { type Grid, makeGrid } from "../maths/tokens.ts";
import { readTokens } from "./readout.ts";
import { gridOf } from "./sizes.ts";

/** The stage that a block belongs to; of what lies outside, the nearest. */
export const blockStage = ({ stages }: ModelConfig, block: number): ModelStage =>
  [...stages].reverse().find(({ first }) => first <= block) ?? stages[0]!;

/** The grid on which a block works. */
export function blockGrid(config: ModelConfig, block: number): Grid {
  const [{ rows, columns }, whole] = [blockStage(config, block), gridOf(config)];
  if (rows === whole.rows && columns === whole.columns) return whole;
  return makeGrid(rows, columns, whole.prefixNames, readTokens(config, rows * columns));
}

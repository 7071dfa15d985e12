import type { Preprocess } from "../../../../data/manifest.ts";
import { patchSize } from "../../../../hooks/sizes.ts";
import type { Pixels } from "../../../../marks/picture.ts";
import { type PatchEmbedding, patchEmbedding } from "../../../../maths/workings/patch-embedding.ts";
import type { Material, Setting } from "../../operation.ts";

export interface PatchWork {
  readonly sum: PatchEmbedding;
  readonly picture: Pixels;
  /** hook_embed, [patch, d_model] */
  readonly tokens: Float32Array;
  /** Patches along one edge. */
  readonly side: number;
  /** The largest magnitude that a normalised pixel can have. */
  readonly bound: number;
}
export function work({ model, grid, hook, cell }: Setting, material: Material): PatchWork {
  const { pixels: picture } = material;
  if (!picture) throw new Error("What the model saw of this picture is not known.");
  const [weight, bias] = hook.weights.map((name) => material.weight(name).data);
  const tokens = material.tensor(hook.name).data;
  const { preprocess, config } = model;
  const filters = { weight: weight!, bias: bias ?? null, width: config.d_model };
  const sum = patchEmbedding(
    picture,
    preprocess,
    grid,
    patchSize(config).height,
    filters,
    cell.token - grid.prefix,
    cell.column,
  );
  return { sum, picture, tokens, side: grid.side, bound: boundOf(preprocess) };
}
export function boundOf({ rescale, mean, std }: Preprocess): number {
  return Math.max(
    ...mean.flatMap((centre, i) => [centre, 255 * rescale - centre].map((off) => Math.abs(off / std[i]!))),
  );
}

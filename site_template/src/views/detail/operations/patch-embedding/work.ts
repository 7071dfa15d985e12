/** One number of a patch's token: the patch as the model sees it times one filter. */
import type { Preprocess } from "../../../../data/manifest.ts";
import { patchSize } from "../../../../hooks/sizes.ts";
import type { Pixels } from "../../../../marks/picture.ts";
import { type PatchEmbedding, patchEmbedding } from "../../../../maths/workings/patch-embedding.ts";
import type { Material, Setting } from "../../operation.ts";
import { notSeen } from "./words.ts";

export interface PatchWork {
  readonly sum: PatchEmbedding;
  readonly picture: Pixels;
  /** hook_embed, [patch, d_model] */
  readonly tokens: Float32Array;
  /** The largest magnitude that a normalised pixel can have. */
  readonly bound: number;
}

export function work({ model, grid, hook, cell }: Setting, material: Material): PatchWork {
  const { pixels: picture } = material;
  if (!picture) throw new Error(notSeen);
  const [weight, bias] = hook.weights.map((name) => material.weight(name).data);
  const tokens = material.tensor(hook.name).data;
  const { preprocess, config } = model;
  const filters = { weight: weight!, bias: bias ?? null, width: config.d_model };
  const at = { patch: cell.token - grid.prefix, feature: cell.column };
  const sum = patchEmbedding(picture, preprocess, grid, patchSize(config), filters, at);
  return { sum, picture, tokens, bound: boundOf(preprocess) };
}

function boundOf({ rescale, mean, std }: Preprocess): number {
  return Math.max(
    ...mean.flatMap((centre, i) => [centre, 255 * rescale - centre].map((off) => Math.abs(off / std[i]!))),
  );
}

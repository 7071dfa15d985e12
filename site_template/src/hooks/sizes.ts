import type { ModelConfig } from "../data/manifest.ts";
import type { Grid } from "../maths/tokens.ts";

/** The number that belongs into `data-config`, or null where a model has none of that name. */
export function configNumber(config: ModelConfig, name: string): number | null {
  const patches = Math.floor(config.image_size / config.patch_size) ** 2;
  if (name === "n_patches") return patches;
  if (name === "n_tokens") return patches + config.n_prefix;
  const value = (config as unknown as Record<string, unknown>)[name];
  return typeof value === "number" ? value : null;
}
export function gridOf(config: ModelConfig): Grid {
  const side = Math.floor(config.image_size / config.patch_size);
  return { side, prefix: config.n_prefix, tokens: side * side + config.n_prefix };
}

/** Sizes of a model: its grid, its edges in pixels. No other file knows how the manifest stores them. */
import type { Edges, ModelConfig } from "../data/manifest.ts";
import { type Grid, makeGrid } from "../maths/tokens.ts";
import { readTokens } from "./readout.ts";
import { prefixName } from "./words.ts";

export interface Size {
  readonly height: number;
  readonly width: number;
}

const both = (edges: Edges): Size => {
  const [height, width] = typeof edges === "number" ? [edges, edges] : edges;
  return { height, width };
};

/** The picture as the model sees it, in pixels. */
export const imageSize = (config: ModelConfig): Size => both(config.image_size);

/** One patch, in pixels. */
export const patchSize = (config: ModelConfig): Size => both(config.patch_size);

const known = new WeakMap<ModelConfig, Grid>();

/** The patches that the picture is cut into, and the tokens before them. */
export function gridOf(config: ModelConfig): Grid {
  const grid = known.get(config) ?? gridFrom(config);
  known.set(config, grid);
  return grid;
}

function gridFrom(config: ModelConfig): Grid {
  const [image, patch] = [imageSize(config), patchSize(config)];
  const [rows, columns] = [Math.floor(image.height / patch.height), Math.floor(image.width / patch.width)];
  return makeGrid(rows, columns, config.prefix.map(prefixName), readTokens(config, rows * columns));
}

/** The number that belongs into `data-config`, or null where a model has none of that name. */
export function configNumber(config: ModelConfig, name: string): number | null {
  const { tokens, prefix } = gridOf(config);
  const [image, patch] = [imageSize(config), patchSize(config)];
  const sizes: Readonly<Record<string, number>> = {
    n_patches: tokens - prefix,
    n_tokens: tokens,
    image_height: image.height,
    image_width: image.width,
    patch_height: patch.height,
    patch_width: patch.width,
  };
  if (name in sizes) return sizes[name]!;
  const value = (config as unknown as Record<string, unknown>)[name];
  return typeof value === "number" ? value : null;
}

/** The numbers of the view: who takes how much from whom in every block, of one picture in one model. */
import type { Maps } from "../../data/maps.ts";
import type { RunNumbers } from "../../edits/material.ts";
import type { About, BlockData, Recipe, Tensors } from "../../figures/blocks/run-data.ts";
import { hasPatterns } from "../../hooks/blocks.ts";
import { interaction } from "../../maths/interaction/indicators.ts";

/** Whatever has not come yet, or cannot be had, is null. Another run, model or picture is another object. */
export type InteractionData = BlockData & RunNumbers;
type Numbers = Omit<RunNumbers, "grid" | "blocks">;

export const RECIPE: Recipe<Numbers> = {
  wants: (model) => (hasPatterns(model) ? ["pattern", "stream"] : []),
  nothing: (about) => ({ ...sizesOf(about), indicator: () => null, patterns: () => null, streams: () => null }),
  precomputed: (about, maps) => (hasPatterns(about.model) ? ofMaps(about, maps) : null),
  live: ofTensors,
};

const sizesOf = ({ model: { config } }: About) => ({ heads: config.n_heads, width: config.d_model });

/** Where maps hold only the mean of the heads, no other indicator can be had of them. */
function ofMaps(about: About, maps: Maps): Numbers {
  const { grid, blocks, model } = about;
  const { heads, attention } = model.maps_layout;
  return {
    ...sizesOf(about),
    heads,
    indicator: keptIndicators((block, kind) =>
      attention === "heads" || kind === "mean"
        ? interaction(maps.attention(block), heads, grid.tokens, grid.prefix, kind)
        : null,
    ),
    patterns: () => Array.from({ length: blocks }, (_, block) => maps.attention(block)),
    streams: () => null,
  };
}

function ofTensors(about: About, tensors: Tensors): Numbers {
  const { grid } = about;
  const sizes = sizesOf(about);
  const all = (kind: "pattern" | "stream") => tensors.all(kind)?.map(({ data }) => data) ?? null;
  return {
    ...sizes,
    indicator: keptIndicators((block, kind) => {
      const pattern = tensors.of("pattern", block);
      return pattern && interaction(pattern.data, sizes.heads, grid.tokens, grid.prefix, kind);
    }),
    patterns: () => all("pattern"),
    streams: () => all("stream"),
  };
}

/** Of every block and kind once. */
function keptIndicators(make: RunNumbers["indicator"]): RunNumbers["indicator"] {
  const kept = new Map<string, Float64Array>();
  return (block, kind) => {
    const key = `${kind} ${block}`;
    const found = kept.get(key) ?? make(block, kind);
    if (found) kept.set(key, found);
    return found;
  };
}

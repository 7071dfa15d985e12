/** What the view asks of a run, the stream after every block, then the patterns; and what it makes of them. */
import type { ModelEntry } from "../../data/manifest.ts";
import { readMaps } from "../../data/maps.ts";
import { arriving, fromMaps, type Recipe } from "../../figures/blocks/run-data.ts";
import { hasPatterns } from "../../hooks/blocks.ts";
import type { InterpretationData, Numbers } from "./data.ts";
import { live } from "./live.ts";
import { precomputed } from "./precomputed.ts";

const none = () => null;

export const RECIPE: Recipe<Numbers> = {
  wants: (model) => (hasPatterns(model) ? ["stream", "pattern"] : ["stream"]),
  nothing: () => ({
    tokens: none,
    pattern: none,
    similarities: none,
    similarity: none,
    attention: none,
    rollout: none,
  }),
  precomputed,
  live,
};

/** Numbers of a run of which nothing has arrived yet. */
export const liveData = (model: ModelEntry, image: string) => arriving(RECIPE, model, image);

/** What the builder's maps say of any picture; null where the site has none of it, as of a visitor's own. */
export async function mapsData(model: ModelEntry, image: string): Promise<InterpretationData | null> {
  const maps = await readMaps(model, image);
  return maps && fromMaps(RECIPE, model, image, maps);
}

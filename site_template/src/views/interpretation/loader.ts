/** What the view asks of a run: the stream after every block, then the attention patterns. */
import type { ModelEntry } from "../../data/manifest.ts";
import { hasPatterns, patternName, streamName } from "../../hooks/blocks.ts";
import { gridOf } from "../../hooks/sizes.ts";
import type { Context } from "../../page/context.ts";
import { createFollower, type Follower, type Want } from "../../page/following.ts";
import type { InterpretationData } from "./data.ts";
import { type LiveData, liveData } from "./live.ts";
import { precomputed } from "./precomputed.ts";

export type Loader = Follower<InterpretationData>;

function wants(model: ModelEntry): Want<LiveData>[] {
  const blocks = Array.from({ length: model.config.n_layers }, (_, block) => block);
  const of = (kind: "tokens" | "pattern", nameOf: (block: number) => string) =>
    blocks.map(
      (block): Want<LiveData> => ({ name: nameOf(block), put: (data, tensor) => data.put(kind, block, tensor) }),
    );
  return [...of("tokens", streamName), ...(hasPatterns(model) ? of("pattern", patternName) : [])];
}

export const createLoader = (context: Context, onArrival: () => void): Loader =>
  createFollower(context, { nothing, precomputed, live: liveData, wants }, onArrival);

function nothing(model: ModelEntry, image: string): InterpretationData {
  const none = () => null;
  return {
    model,
    grid: gridOf(model.config),
    image,
    blocks: model.config.n_layers,
    origin: "none",
    version: 0,
    tokens: none,
    pattern: none,
    similarities: none,
    similarity: none,
    attention: none,
    rollout: none,
  };
}

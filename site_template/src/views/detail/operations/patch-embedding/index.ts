/** The patch embedding: pixels become tokens. */
import type { Operation } from "../../operation.ts";
import { patchFigure } from "./figure.ts";
import { patchEmbeddingStory } from "./story.ts";
import { type PatchWork, work } from "./work.ts";

export const patchEmbeddingPage: Operation<PatchWork> = {
  needs: ({ hook }) => ({ tensors: [hook.name], weights: hook.weights, pixels: true }),
  work,
  story: patchEmbeddingStory,
  figure: patchFigure,
};

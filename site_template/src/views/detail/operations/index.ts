/** Which operation is told how: kind of operation in the hook table -> its page. */
import type { Operation } from "../operation.ts";
import { activationPage } from "./activation.ts";
import { concatAddPage } from "./concat-add.ts";
import { headPage } from "./head.ts";
import { layerNormPage } from "./layer-norm.ts";
import { linearPage } from "./linear.ts";
import { patchEmbeddingPage } from "./patch-embedding.ts";
import { projectionPage } from "./projection.ts";
import { residualAddPage } from "./residual-add.ts";
import { scoresPage } from "./scores.ts";
import { softmaxPage } from "./softmax.ts";
import { weightedSumPage } from "./weighted-sum.ts";

// Each page knows its own working; to the view they are all alike.
export const OPERATIONS: Readonly<Record<string, Operation<any>>> = {
  patch_embedding: patchEmbeddingPage,
  concat_add: concatAddPage,
  layer_norm: layerNormPage,
  linear: linearPage,
  scores: scoresPage,
  softmax: softmaxPage,
  weighted_sum: weightedSumPage,
  projection: projectionPage,
  residual_add: residualAddPage,
  activation: activationPage,
  head: headPage,
};

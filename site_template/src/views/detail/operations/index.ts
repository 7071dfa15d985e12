/** Which operation is told how: kind of operation in the hook table -> its page. */
import type { Operation } from "../operation.ts";
import { activationPage } from "./activation/index.ts";
import { concatAddPage } from "./concat-add/index.ts";
import { layerNormPage } from "./layer-norm/index.ts";
import { patchEmbeddingPage } from "./patch-embedding/index.ts";
import { residualAddPage } from "./residual-add/index.ts";
import { softmaxPage } from "./softmax/index.ts";
import { headPage } from "./sums/head.ts";
import { linearPage } from "./sums/linear.ts";
import { projectionPage } from "./sums/projection.ts";
import { scoresPage } from "./sums/scores.ts";
import { weightedSumPage } from "./sums/weighted-sum.ts";

// Each page knows its own working; to the view they are all alike.
// biome-ignore lint/suspicious/noExplicitAny: each operation has types of its own
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

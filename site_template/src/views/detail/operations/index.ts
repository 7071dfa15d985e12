/** Which operation has which page, by its kind in the hook table. */
import type { Operation } from "../operation.ts";
import { activationPage } from "./activation/index.ts";
import { concatAddPage } from "./concat-add/index.ts";
import { headPage } from "./head/index.ts";
import { layerNormPage } from "./layer-norm/index.ts";
import { linearPage } from "./linear/index.ts";
import { meanPage } from "./mean/index.ts";
import { patchEmbeddingPage } from "./patch-embedding/index.ts";
import { projectionPage } from "./projection/index.ts";
import { residualAddPage } from "./residual-add/index.ts";
import { scoresPage } from "./scores/index.ts";
import { sigmoidPage } from "./sigmoid/index.ts";
import { softmaxPage } from "./softmax/index.ts";
import { weightedSumPage } from "./weighted-sum/index.ts";

/** Each page knows its own working; to the view they are all alike. */
export const OPERATIONS: Readonly<Record<string, Operation<unknown>>> = {
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
  mean: meanPage,
  sigmoid: sigmoidPage,
};

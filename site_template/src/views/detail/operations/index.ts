/** Which operation is told how: kind of operation in the hook table -> its page. */
import type { Operation } from "../operation.ts";
import { head } from "./head.ts";
import { linear } from "./linear.ts";
import { activationOperation } from "./activation.ts";
import { layerNormOperation } from "./layer-norm.ts";
import { concatAddPage } from "./concat-add.ts";
import { patchEmbeddingPage } from "./patch-embedding.ts";
import { residualAddPage } from "./residual-add.ts";
import { projection } from "./projection.ts";
import { scores } from "./scores.ts";
import { softmaxOperation } from "./softmax.ts";
import { weightedSum } from "./weighted-sum.ts";

export const OPERATIONS: Readonly<Record<string, Operation<any>>> = {
  linear,
  scores,
  weighted_sum: weightedSum,
  projection,
  head,
  layer_norm: layerNormOperation,
  softmax: softmaxOperation,
  activation: activationOperation,
  patch_embedding: patchEmbeddingPage,
  concat_add: concatAddPage,
  residual_add: residualAddPage,
};

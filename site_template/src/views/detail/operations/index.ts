/** Which operation is told how: kind of operation in the hook table -> its page. */
import type { Operation } from "../operation.ts";
import { head } from "./head.ts";
import { linear } from "./linear.ts";
import { patchEmbeddingPage } from "./patch-embedding.ts";
import { projection } from "./projection.ts";
import { scores } from "./scores.ts";
import { weightedSum } from "./weighted-sum.ts";

export const OPERATIONS: Readonly<Record<string, Operation<any>>> = {
  linear,
  scores,
  weighted_sum: weightedSum,
  projection,
  head,
  patch_embedding: patchEmbeddingPage,
};

/** Which operation is told how: kind of operation in the hook table -> its page. */
import type { Operation } from "../operation.ts";
import { patchEmbeddingPage } from "./patch-embedding.ts";

export const OPERATIONS: Readonly<Record<string, Operation<any>>> = {
  patch_embedding: patchEmbeddingPage,
};

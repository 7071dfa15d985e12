/** Names of a block's tensors that several views read. */
import type { ModelEntry } from "../data/manifest.ts";
import { gridOf } from "./sizes.ts";

export const streamName = (block: number): string => `blocks.${block}.hook_resid_post`;
export const patternName = (block: number): string => `blocks.${block}.attn.hook_pattern`;

/** Whether a model has attention patterns whose rows and columns are its tokens. */
export const hasPatterns = (model: ModelEntry): boolean => {
  const tokens = gridOf(model.config).tokens;
  return model.hooks.some(({ name, shape }) => name === patternName(0) && shape.at(-1) === tokens);
};

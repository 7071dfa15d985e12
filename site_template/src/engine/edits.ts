/** Edits of hooks, from the forms in which they are thought of. */
import type { ModelEntry } from "../data/manifest.ts";
import type { Feed, HookEdit, Masks } from "./engine.ts";

/** Values in place of the hooks' own. */
export const feedEdits = (feed: Feed): HookEdit[] =>
  Object.entries(feed).map(([hook, values]) => ({ hook, kind: "feed", values }));

/** Masks [query, key] or [head, query, key] by block; null leaves a block as it is. */
export const maskEdits = (model: Pick<ModelEntry, "hooks">, masks: Masks): HookEdit[] =>
  masks.flatMap((values, block) => (values ? [{ hook: scoresName(model, block), kind: "mask", values }] : []));

/** The hook that a block's softmax reads; empty where the block has none. */
export function scoresName({ hooks }: Pick<ModelEntry, "hooks">, block: number): string {
  return hooks.find(({ op, stage }) => op === "softmax" && stage === `blocks.${block}`)?.inputs[0] ?? "";
}

/** What a patch of a map says: its number, and what the number is of. */
import type { Fuse } from "../data.ts";
import type { Method } from "../scene.ts";
import { PRECOMPUTED } from "./figures.ts";
import { fuseWords, valueText } from "./methods.ts";

export interface Quantity {
  readonly method: Method;
  readonly reference: string;
  readonly fuse: Fuse;
  readonly block: number;
}

/** "cosine similarity to CLS", "of CLS’s attention, mean of heads", "of what reached CLS up to block 3, by rollout". */
function quantityText({ method, reference, fuse, block }: Quantity): string {
  if (method === "similarity") return `cosine similarity to ${reference}`;
  if (method === "attention") return `of ${reference}’s attention, ${fuseWords(fuse)}`;
  return `of what reached ${reference} up to block ${block}, by rollout`;
}

export const readingWords = {
  title: (token: string, block: number): string => `${token}, after block ${block}`,
  missing: "not here yet",
  value: (quantity: Quantity, value: number, isPrecomputed: boolean): string => {
    const { method } = quantity;
    const said =
      method === "similarity"
        ? `${quantityText(quantity)}: ${valueText(method, value)}`
        : `${valueText(method, value)} ${quantityText(quantity)}`;
    return said + (isPrecomputed ? PRECOMPUTED : "");
  },
  /** To a screen reader; nothing where the number is not known yet. */
  spoken: (token: string, quantity: Quantity, value: number | undefined): string => {
    const { method, block } = quantity;
    const said = value === undefined ? "no number yet" : `${valueText(method, value)} ${quantityText(quantity)}`;
    return `${token}: ${said}, after block ${block}`;
  },
};

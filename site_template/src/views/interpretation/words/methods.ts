/** The kinds of map in words: what each is called, how heads are joined, how its values are printed. */
import { number as printed, tick } from "../../../maths/numbers.ts";
import type { Fuse } from "../data.ts";
import type { Method } from "../scene.ts";

interface MethodWords {
  readonly title: string;
  /** What its numbers are called on an axis or a legend. */
  readonly quantity: string;
  readonly role: string;
  readonly concept: string;
}

const WORDS: Readonly<Record<Method, MethodWords>> = {
  similarity: { title: "cosine similarity", quantity: "similarity", role: "cls", concept: "cosine-similarity" },
  attention: { title: "attention", quantity: "attention", role: "pattern", concept: "attention-pattern" },
  rollout: { title: "rollout", quantity: "rollout", role: "pattern", concept: "attention-rollout" },
};

export const wordsOf = (method: Method): MethodWords => WORDS[method];

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const fuseWords = (fuse: Fuse): string =>
  typeof fuse === "number"
    ? `head ${fuse}`
    : { mean: "mean of heads", max: "largest of heads", min: "smallest of heads" }[fuse];

/** A value of a map: two decimals where it is a cosine, three significant digits elsewhere. */
export const valueText = (method: Method, value: number): string => {
  if (!Number.isFinite(value)) return "undefined";
  if (method !== "similarity") return printed(value);
  const text = value.toFixed(2).replace("-", "\u2212");
  return text === "\u22120.00" ? "0.00" : text;
};

/** A threshold with the decimals that it has, two at least where it is a cosine. */
export function thresholdText(method: Method, value: number): string {
  if (!Number.isFinite(value)) return valueText(method, value);
  if (method !== "similarity") return tick(value);
  const decimals = (String(value).split(".")[1] ?? "").length;
  return decimals > 2 && !String(value).includes("e")
    ? value.toFixed(Math.min(4, decimals)).replace("-", "\u2212")
    : valueText(method, value);
}

/** How an object is called: what a visitor has drawn, or the class. */
export const maskWords = {
  drawn: "your mask",
  /** "your mask", "the ship". */
  object: ({ drawn, name }: { readonly drawn: boolean; readonly name: string }): string =>
    drawn ? maskWords.drawn : `the ${name}`,
  inside: (mask: { readonly drawn: boolean; readonly name: string }): string => `inside ${maskWords.object(mask)}`,
};

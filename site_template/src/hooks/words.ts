/** What each kind of tensor is, in words; the sentences stand in `words/`. */
import type { Hook, ModelConfig } from "../data/manifest.ts";
import { grouped } from "../maths/numbers.ts";
import { kindOf } from "./kinds.ts";
import { KINDS, OTHER } from "./words/kinds.ts";
import { NAMES, OPS } from "./words/names.ts";
import { tokenWords } from "./words/tokens.ts";

export { prefixName, readName } from "./words/tokens.ts";

export interface Words {
  /** A phrase that can follow "Block 3: ". */
  readonly title: string;
  /** `{role|text}` colours a term. */
  readonly paragraphs: readonly string[];
}

export function wordsOf(hook: Hook, { prefix, readout }: Pick<ModelConfig, "prefix" | "readout">): Words {
  const known = KINDS[kindOf(hook).id]?.paragraphs ?? OTHER;
  const tokens = tokenWords(prefix, readout);
  return {
    title: titleOf(hook),
    paragraphs: known.map((one) => (typeof one === "string" ? one : one(tokens, hook))),
  };
}

export function titleOf(hook: Hook): string {
  const { id, label } = kindOf(hook);
  return KINDS[id]?.title ?? label.replaceAll("_", " ");
}

export const nameOf = (hook: Hook): string => NAMES[kindOf(hook).id] ?? kindOf(hook).label;

export const opWords = (hook: Hook): string => OPS[hook.op] ?? hook.op.replaceAll("_", " ");

/** Axes and their lengths: "pos 197 × d_model 768". */
export const shapeText = ({ dims, shape }: Pick<Hook, "dims" | "shape">): string =>
  dims.map((axis, i) => (axis === "1" ? "1" : `${axis} ${grouped(shape[i]!)}`)).join(" × ");

/** The operations that have words of their own, for the test of coverage. */
export const KNOWN_OPS: readonly string[] = Object.keys(OPS);

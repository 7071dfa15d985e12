/** What the inspector shows, by its name: a hook of the forward pass or a weight, in one form. */
import type { Hook, ModelEntry } from "../data/manifest.ts";
import type { TensorValue } from "../engine/engine.ts";
import { blockOf, kindOf } from "../hooks/kinds.ts";
import { weightWords } from "../hooks/weights.ts";
import { titleOf } from "../hooks/words.ts";
import * as words from "./words.ts";

export interface Subject {
  readonly kind: "hook" | "weight";
  readonly name: string;
  readonly title: string;
  /** Colour of the quantity, as in styles/tokens.css. */
  readonly role: string;
  /** Axes as they are. */
  readonly dims: readonly string[];
  readonly shape: readonly number[];
  /** As figures draw it: a weight in the form of a hook, of at most three axes. */
  readonly hook: Hook;
  /** A sentence on its rows and columns; may be empty. */
  readonly about: string;
  /** What belongs to it: a hook's weights, the hooks that use a weight. */
  readonly others: readonly string[];
}

/** Null for a name that this model does not have. */
export function subjectOf(model: ModelEntry, name: string): Subject | null {
  const hook = model.hooks.find((one) => one.name === name);
  if (hook) return ofHook(hook);
  return Object.keys(model.params).includes(name) ? ofWeight(model, name) : null;
}

function ofHook(hook: Hook): Subject {
  const { name, dims, shape, stage, weights } = hook;
  const title = titleOf(hook) + inBlock(stage);
  return { kind: "hook", name, title, role: kindOf(hook).role, dims, shape, hook, about: "", others: weights };
}

function ofWeight({ hooks, params }: ModelEntry, name: string): Subject {
  const { dims, shape } = params[name]!;
  const { title, role, about } = weightWords(name);
  const users = hooks.filter(({ weights }) => weights.includes(name));
  const stage = users[0]?.stage ?? "";
  const concept = users[0]?.concept ?? "";
  const hook: Hook = {
    name,
    ...flat(dims, shape),
    op: "parameter",
    inputs: [],
    formula: "",
    concept,
    symbol: "",
    activation: null,
    reads: null,
    weights: [],
    stage,
  }; // prettier-ignore
  const others = users.map((user) => user.name);
  return { kind: "weight", name, title: title + inBlock(stage), role, dims, shape, hook, about, others };
}

function inBlock(stage: string): string {
  const block = blockOf(stage);
  return block === null ? "" : words.inBlock(block);
}

/** The pixels of a filter in one row. */
function flat(dims: readonly string[], shape: readonly number[]): Pick<Hook, "dims" | "shape"> {
  if (dims.length <= 3) return { dims, shape };
  const pixels = shape.slice(0, -1).reduce((product, length) => product * length, 1);
  return { dims: ["pixel", dims[dims.length - 1]!], shape: [pixels, shape[shape.length - 1]!] };
}

/** The same numbers in the form in which they are drawn. */
export const asDrawn = (tensor: TensorValue, { hook }: Subject): TensorValue =>
  tensor.shape.length === hook.shape.length ? tensor : { ...tensor, dims: hook.dims, shape: hook.shape };

/** Edits of hooks: from the forms in which they are thought of, and what several of them come to. */
import type { ModelEntry } from "../data/manifest.ts";
import { EngineError } from "../errors.ts";
import type { Feed, HookEdit, Masks } from "./engine.ts";
import * as words from "./words.ts";

type Hooks = Pick<ModelEntry, "hooks">;

/** Values in place of the hooks' own. */
export const feedEdits = (feed: Feed): HookEdit[] =>
  Object.entries(feed).map(([hook, values]) => ({ hook, kind: "feed", values }));

/**
 * Masks [query, key] or [head, query, key] by block; null leaves a block as it is.
 *
 * @throws EngineError when there is not one a block.
 */
export function maskEdits(model: Hooks & Pick<ModelEntry, "config">, masks: Masks): HookEdit[] {
  const blocks = model.config.n_layers;
  if (masks.length !== blocks) throw new EngineError(...words.maskCount(blocks, masks.length));
  return masks.flatMap((values, block) => (values ? [maskEdit(model, block, values)] : []));
}

function maskEdit(model: Hooks, block: number, values: Uint8Array): HookEdit {
  const hook = scoresName(model, block);
  const shape = model.hooks.find(({ name }) => name === hook)?.shape ?? [];
  return { hook, kind: "mask", values, shape: values.length === product(shape) ? shape : shape.slice(-2) };
}

/** The hook that a block's softmax reads; empty where the block has none. */
const scoresName = ({ hooks }: Hooks, block: number): string =>
  hooks.find(({ op, stage }) => op === "softmax" && stage === `blocks.${block}`)?.inputs[0] ?? "";

/** Whether nothing of the hook's own is left. */
export const isWhole = (edit: HookEdit): boolean => edit.kind === "feed" && !edit.where;

/** By hook, what takes effect: nothing before the last feed of all its values does. */
export function chainsOf(edits: readonly HookEdit[]): Map<string, HookEdit[]> {
  const chains = new Map<string, HookEdit[]>();
  for (const edit of edits) chains.set(edit.hook, isWhole(edit) ? [edit] : [...(chains.get(edit.hook) ?? []), edit]);
  return chains;
}

/** The axes along which an edit's values lie, the last ones of the hook as a rule; null where none fit their number. */
export function shapeOf(edit: HookEdit, hook: readonly number[]): readonly number[] | null {
  const given = edit.kind === "feed" ? hook : edit.shape;
  if (given) return product(given) === edit.values.length && isBroadcast(given, hook) ? given : null;
  const lasts = hook.map((_, axis) => hook.slice(axis));
  return lasts.find((shape) => product(shape) === edit.values.length) ?? null;
}

/** Whether each axis, counted from the last, has the hook's length, or 1. */
function isBroadcast(shape: readonly number[], hook: readonly number[]): boolean {
  const ahead = hook.length - shape.length;
  return ahead >= 0 && shape.every((length, axis) => length === 1 || length === hook[ahead + axis]);
}

/** Whether two lists of edits come to the same, to the last bit. */
export function isSameEdit(some: readonly HookEdit[], others: readonly HookEdit[]): boolean {
  const [one, other] = [chainsOf(some), chainsOf(others)];
  return one.size === other.size && [...one].every(([hook, chain]) => isSameChain(chain, other.get(hook) ?? []));
}

function isSameChain(one: readonly HookEdit[], other: readonly HookEdit[]): boolean {
  return one.length === other.length && one.every((edit, i) => isSame(edit, other[i]!));
}

function isSame(one: HookEdit, other: HookEdit): boolean {
  if (one.kind !== other.kind || !isSameValues(one.values, other.values)) return false;
  if (one.kind === "feed" || other.kind === "feed") return isSameValues(placesOf(one), placesOf(other));
  return String(one.shape ?? "") === String(other.shape ?? "");
}

const placesOf = (edit: HookEdit): ArrayLike<number> => (edit.kind === "feed" && edit.where) || [];

/** Whether two lists of numbers are equal; what is no number is equal to itself. */
export function isSameValues(one: ArrayLike<number>, other: ArrayLike<number>): boolean {
  if (one === other) return true;
  if (one.length !== other.length) return false;
  for (let i = 0; i < one.length; i++) if (!Object.is(one[i], other[i])) return false;
  return true;
}

export const product = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

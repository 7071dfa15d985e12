/** Checks edits against the hooks of a model, before anything is computed. */
import type { Hook, ModelEntry } from "../data/manifest.ts";
import { EngineError } from "../errors.ts";
import { blockOf } from "../hooks/kinds.ts";
import { gridOf } from "../hooks/sizes.ts";
import { tokenName } from "../maths/tokens.ts";
import { chainsOf, product, shapeOf } from "./edits.ts";
import type { HookEdit } from "./engine.ts";
import { findHook } from "./request.ts";
import * as words from "./words.ts";

type MaskEdit = Extract<HookEdit, { kind: "mask" }>;

const isMask = (edit: HookEdit): edit is MaskEdit => edit.kind === "mask";

/**
 * @param before what the run has edited already.
 * @throws EngineError when a hook is unknown, values do not lie along its axes, or a mask leaves a row nothing at all.
 */
export function checkEdits(entry: ModelEntry, edits: readonly HookEdit[], before: readonly HookEdit[] = []): void {
  for (const edit of edits) checkLength(entry, edit);
  const chains = chainsOf([...before, ...edits]);
  // Blocks may share a mask: it is looked through once.
  const seen = new Set<Uint8Array>();
  for (const name of new Set(edits.filter(isMask).map(({ hook }) => hook))) {
    const masks = chains.get(name)!.filter(isMask);
    if (masks.length === 1 && seen.has(masks[0]!.values)) continue;
    for (const { values } of masks) seen.add(values);
    checkRows(entry, findHook(entry, name), masks);
  }
}

function checkLength(entry: ModelEntry, edit: HookEdit): void {
  const hook = findHook(entry, edit.hook);
  const { shape } = hook;
  const given = edit.values.length;
  if (isMask(edit) && !entry.hooks.some(({ op, inputs }) => op === "softmax" && inputs.includes(hook.name)))
    throw new EngineError(...words.noMask(hook.name));
  if (edit.kind === "feed" && edit.where && edit.where.length !== product(shape))
    throw new EngineError(...words.whereLength(hook.name, shape, edit.where.length));
  if (shapeOf(edit, shape)) return;
  if (edit.kind === "feed") throw new EngineError(...words.feedLength(hook.name, shape, given));
  if (isMask(edit)) throw new EngineError(...words.maskLength(edit.shape ?? shape.slice(-2), given));
  throw new EngineError(...words.editLength(hook.name, edit.shape ?? shape, given));
}

function checkRows(entry: ModelEntry, hook: Hook, masks: readonly MaskEdit[]): void {
  const [first] = masks;
  const mask = masks.length === 1 ? first!.values : combined(hook.shape, masks);
  const shape = masks.length === 1 ? shapeOf(first!, hook.shape)! : hook.shape;
  const row = emptyRow(mask, shape.at(-1) ?? 1);
  if (row < 0) return;
  const at = placeOf(row, shape.slice(0, -1), hook.dims.slice(0, -1));
  const query = at.get("query");
  const reader = query === undefined ? words.row(row) : tokenName(gridOf(entry.config), query);
  throw new EngineError(...words.nothingLeft(blockOf(hook.stage), at.get("head") ?? null, reader));
}

/** The index of a row on each axis that is longer than 1; axes are matched from the last. */
function placeOf(row: number, shape: readonly number[], dims: readonly string[]): Map<string, number> {
  const at = new Map<string, number>();
  let left = row;
  for (let i = 1; i <= shape.length; i++) {
    const length = shape.at(-i)!;
    if (length > 1) at.set(dims.at(-i) ?? "", left % length);
    left = Math.floor(left / length);
  }
  return at;
}

/** The first row without any 1; -1 where there is none. */
function emptyRow(mask: Uint8Array, width: number): number {
  const rows = mask.length / width;
  for (let row = 0; row < rows; row++) if (!mask.subarray(row * width, (row + 1) * width).some(Boolean)) return row;
  return -1;
}

/** What all masks leave, in the hook's shape. */
function combined(hook: readonly number[], masks: readonly MaskEdit[]): Uint8Array {
  const left = new Uint8Array(product(hook)).fill(1);
  for (const mask of masks) {
    const shape = shapeOf(mask, hook)!;
    const strides = stridesOf(shape, hook.length);
    for (let i = 0; i < left.length; i++) if (!mask.values[offsetOf(i, hook, strides)]) left[i] = 0;
  }
  return left;
}

/** By axis of the hook, how far apart neighbours are in the mask: 0 where it is the same all along. */
function stridesOf(shape: readonly number[], axes: number): number[] {
  const strides = new Array<number>(axes).fill(0);
  for (let i = 1, step = 1; i <= shape.length; step *= shape.at(-i)!, i++)
    strides[axes - i] = shape.at(-i) === 1 ? 0 : step;
  return strides;
}

function offsetOf(index: number, shape: readonly number[], strides: readonly number[]): number {
  let [left, offset] = [index, 0];
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    offset += (left % shape[axis]!) * strides[axis]!;
    left = Math.floor(left / shape[axis]!);
  }
  return offset;
}

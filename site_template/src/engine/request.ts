/** Checks what the page asks for against the manifest, before anything is loaded, and brings it into the worker's terms. */

import { readPack } from "../data/chunks.ts";
import type { Hook, Manifest, ModelEntry, ParamEntry } from "../data/manifest.ts";
import { EngineError } from "../errors.ts";
import { gridOf, imageSize } from "../hooks/sizes.ts";
import type { Size } from "../maths/resize.ts";
import { tokenName } from "../maths/tokens.ts";
import type { Feed, Masks, Slice, Source } from "./engine.ts";
import { unknownName } from "./names.ts";
import type { Input, Part, Prepared } from "./protocol.ts";

export function findModel(manifest: Manifest, id: string): ModelEntry {
  const entry = manifest.models.find((model) => model.id === id);
  if (!entry)
    throw unknownName(
      "model",
      id,
      manifest.models.map((model) => model.id),
    );
  return entry;
}

export function findHook(entry: ModelEntry, name: string): Hook {
  const hook = entry.hooks.find((hook) => hook.name === name);
  if (!hook)
    throw unknownName(
      "hook",
      name,
      entry.hooks.map((hook) => hook.name),
    );
  return hook;
}

export function findWeight(entry: ModelEntry, name: string): ParamEntry {
  const names = Object.keys(entry.params);
  if (!names.includes(name)) throw unknownName("weight", name, names);
  return entry.params[name]!;
}

/**
 * What is left of a weight when one axis is held fast, and where it lies in the whole.
 *
 * @throws EngineError when there is no such axis, or no such place on it.
 */
export function cutWeight(weight: ParamEntry, { axis, index }: Slice): ParamEntry & { readonly part: Part } {
  const { dims, shape } = weight;
  const at = dims.indexOf(axis);
  if (at < 0) throw unknownName("axis", axis, dims);
  const length = shape[at]!;
  if (!Number.isInteger(index) || index < 0 || index >= length)
    throw new EngineError(`The axis "${axis}" has no place ${index}.`, `Its places are 0 to ${length - 1}.`);
  const without = <T>(list: readonly T[]) => list.filter((_, i) => i !== at);
  const part: Part = { shape: [product(shape.slice(0, at)), length, product(shape.slice(at + 1))], index };
  return { dims: without(dims), shape: without(shape), part };
}

/** @throws EngineError when a name is unknown or a length is not the hook's. */
export function checkFeed(entry: ModelEntry, feed: Feed): void {
  for (const [name, values] of Object.entries(feed)) {
    const { shape } = findHook(entry, name);
    const wanted = product(shape);
    if (values.length === wanted) continue;
    throw new EngineError(
      `"${name}" holds ${shape.join(" x ")} = ${wanted} numbers, but the feed has ${values.length}.`,
      "Take the tensor of that name, change its data and feed it again.",
    );
  }
}

/** @throws EngineError when there is not one mask a block, one has another size, or a row of it lets nothing be read. */
export function checkMasks(entry: ModelEntry, masks: Masks): void {
  const grid = gridOf(entry.config);
  const { n_layers } = entry.config;
  if (masks.length !== n_layers)
    throw new EngineError(
      `The model has ${n_layers} blocks, but there are ${masks.length} masks.`,
      "Give null for a block that stays as it is.",
    );
  for (const mask of new Set(masks)) {
    if (!mask) continue;
    if (mask.length !== grid.tokens ** 2)
      throw new EngineError(
        `A mask holds ${grid.tokens} x ${grid.tokens} = ${grid.tokens ** 2} numbers, but this one has ${mask.length}.`,
        "Give one number for every query and key, row by row.",
      );
    const token = emptyRow(mask, grid.tokens);
    if (token < 0) continue;
    throw new EngineError(
      `In block ${masks.indexOf(mask)} nothing would be left for ${tokenName(grid, token)} to read.`,
      "Leave every token at least one to read: itself, for one.",
    );
  }
}

/** The first row without any 1; -1 where there is none. */
function emptyRow(mask: Uint8Array, tokens: number): number {
  for (let row = 0; row < tokens; row++) if (!mask.subarray(row * tokens, (row + 1) * tokens).some(Boolean)) return row;
  return -1;
}

/** @throws EngineError when the source cannot be a picture for this model. */
export function checkSource(entry: ModelEntry, source: Source): void {
  if (source.kind === "sample" && !entry.inputs[source.id])
    throw unknownName("picture", source.id, Object.keys(entry.inputs));
  if (source.kind !== "tensor") return;
  const { width, height } = inputSize(entry);
  if (source.data.length === 3 * height * width) return;
  throw new EngineError(
    `The model reads 3 x ${height} x ${width} = ${3 * height * width} numbers, but the picture has ${source.data.length}.`,
    "Give red, green and blue one after the other, normalised as the model wants them.",
  );
}

/** Fetches what a sample needs; other sources come with their bytes. */
export async function toInput(entry: ModelEntry, source: Source | Prepared, signal: AbortSignal): Promise<Input> {
  if (source.kind !== "sample") return source;
  const rgb = await readPack(entry.inputs[source.id]!, { signal });
  return { kind: "prepared", pixels: { ...inputSize(entry), rgb } };
}

/** What the model reads. */
function inputSize({ config, preprocess: { crop, resize } }: ModelEntry): Size {
  if (crop) return crop;
  if (resize && "width" in resize) return resize;
  return imageSize(config);
}

function product(shape: readonly number[]): number {
  return shape.reduce((a, b) => a * b, 1);
}

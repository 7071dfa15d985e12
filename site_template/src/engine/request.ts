/** Checks what the page asks for against the manifest, before anything is loaded; brings it into the worker's terms. */

import { readPack } from "../data/chunks.ts";
import type { Hook, Manifest, ModelEntry, ParamEntry } from "../data/manifest.ts";
import { EngineError } from "../errors.ts";
import { imageSize } from "../hooks/sizes.ts";
import type { Size } from "../maths/resize.ts";
import { product } from "./edits.ts";
import type { Slice, Source } from "./engine.ts";
import { unknownName } from "./names.ts";
import type { Input, Part, Prepared } from "./protocol.ts";
import * as words from "./words.ts";

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
    throw new EngineError(...words.noPlace(axis, index, length));
  const without = <T>(list: readonly T[]) => list.filter((_, i) => i !== at);
  const part: Part = { shape: [product(shape.slice(0, at)), length, product(shape.slice(at + 1))], index };
  return { dims: without(dims), shape: without(shape), part };
}

/** @throws EngineError when the source cannot be a picture for this model. */
export function checkSource(entry: ModelEntry, source: Source): void {
  if (source.kind === "sample" && !entry.inputs[source.id])
    throw unknownName("picture", source.id, Object.keys(entry.inputs));
  if (source.kind !== "tensor") return;
  const { width, height } = inputSize(entry);
  if (source.data.length === 3 * height * width) return;
  throw new EngineError(...words.pictureLength(height, width, source.data.length));
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

/**
 * `window.elvit`: the page's documented face for consoles, embedding pages and tests.
 *
 * @example
 *   await elvit.ready;
 *   const { top } = await elvit.run("dog");
 *   const pattern = await elvit.tensor("blocks.0.attn.hook_pattern");
 *   pattern.data.fill(1 / pattern.shape[2]);
 *   await elvit.run("dog", { feed: { "blocks.0.attn.hook_pattern": pattern } });
 *   await elvit.run("dog");
 *   const { probabilities } = await elvit.rerun({ remove: [0, 1, 2], cut: [{ query: 0, key: 30, block: 5 }] });
 *   const column = await elvit.weight("blocks.0.mlp.W_in", { axis: "d_mlp", index: 7 });
 */

import type { Manifest, ModelEntry } from "./data/manifest.ts";
import type { Engine, Feed, Masks, RerunResult, RunResult, Slice, Source, TensorValue } from "./engine/engine.ts";
import { findModel } from "./engine/request.ts";
import { EngineError } from "./errors.ts";
import { gridOf } from "./hooks/sizes.ts";
import { masksOf, problemOf, type Restriction } from "./maths/interaction/masks.ts";

/** A sample's id, pixels, a file, a picture on the page, or [3, height, width] numbers already normalised. */
export type Picture = string | ImageData | Blob | HTMLImageElement | Float32Array;

/** The numbers themselves, or a tensor as `tensor` gives it. */
export type Values = ArrayLike<number> | { readonly data: ArrayLike<number> };

export interface RunOptions {
  /** Hook name -> the values that replace it, row-major. */
  readonly feed?: Readonly<Record<string, Values>>;
  /** Id of the model; the one on screen otherwise. */
  readonly model?: string;
}

/** What is taken away from attention: parts of it, or masks that stand for themselves. */
export interface RerunOptions extends Restriction {
  /** By block [query, key] over all tokens, 1 where the query may read the key; null leaves the block as it is. */
  readonly masks?: readonly (ArrayLike<number> | null)[];
  /** Hooks whose tensors are wanted with the result. */
  readonly keep?: readonly string[];
}

export interface WeightOptions extends Partial<Slice> {
  /** Id of the model; the one on screen otherwise. */
  readonly model?: string;
}

export interface Api<State> {
  /** Resolves once the page has drawn for the first time. */
  readonly ready: Promise<void>;
  readonly version: string;
  readonly manifest: Manifest;
  /** Names of all tensors of a model, in forward order. */
  hooks(model?: string): readonly string[];
  run(picture: Picture, options?: RunOptions): Promise<RunResult>;
  /** The last run once more with attention restricted; `tensor` goes on to give that run's own tensors. */
  rerun(options: RerunOptions): Promise<RerunResult>;
  /** A tensor of the last run. */
  tensor(name: string): Promise<TensorValue>;
  /** Names of all weights of a model. */
  weights(model?: string): readonly string[];
  /**
   * A weight of a model that is loaded or on its way; no run is needed. Its axes stand as in memory, so that
   * "blocks.0.attn.W_Q" is [d_model, head, d_head]. With `axis` and `index` only that slice is copied.
   */
  weight(name: string, options?: WeightOptions): Promise<TensorValue>;
  /** What the model takes: tensors alive in the worker, and bytes of its WebAssembly heap. */
  memory(): Promise<{ readonly tensors: number; readonly heap: number }>;
  /** What the address bar holds, as an object. */
  state(): State;
  /** Changes part of it. */
  go(state: Partial<State>): void;
}

/** What the page lends to the interface. */
export interface Page<State> {
  readonly ready: Promise<void>;
  state(): State;
  go(state: Partial<State>): void;
  /** Id of the model on screen. */
  model?(): string;
}

/** Puts `window.elvit` in place, frozen. */
export function installApi<State>(manifest: Manifest, engine: Engine, page: Page<State>): Api<State> {
  const modelId = (id?: string): string => id ?? page.model?.() ?? manifest.models[0]?.id ?? "";
  const api: Api<State> = Object.freeze({
    ready: page.ready,
    version: manifest.version,
    manifest,
    hooks: (model?: string) => findModel(manifest, modelId(model)).hooks.map(({ name }) => name),
    run: async (picture: Picture, { feed = {}, model }: RunOptions = {}) => {
      await page.ready; // or the page's own first run would take the place of this one
      return engine.run(modelId(model), await toSource(picture), toFeed(feed));
    },
    rerun: async ({ keep = [], ...options }: RerunOptions) => {
      await page.ready;
      return engine.rerun(toMasks(findModel(manifest, engine.last ?? modelId()), options), keep);
    },
    tensor: (name: string) => engine.tensor(name),
    weights: (model?: string) => Object.keys(findModel(manifest, modelId(model)).params),
    weight: async (name: string, { model, axis, index = 0 }: WeightOptions = {}) => {
      await page.ready; // until then no model is on its way
      return engine.weight(modelId(model), name, axis === undefined ? undefined : { axis, index });
    },
    memory: () => engine.memory(),
    state: () => page.state(),
    go: (state: Partial<State>) => page.go(state),
  });
  Object.defineProperty(globalThis, "elvit", { value: api, enumerable: true, configurable: true });
  return api;
}

/** @throws EngineError when the value is nothing that can be run. */
export async function toSource(picture: Picture): Promise<Source> {
  if (typeof picture === "string") return { kind: "sample", id: picture };
  if (picture instanceof Float32Array) return { kind: "tensor", data: picture };
  if (picture instanceof Blob) return { kind: "blob", blob: picture };
  if (picture instanceof ImageData) return { kind: "pixels", image: picture };
  if (picture instanceof HTMLImageElement) return { kind: "bitmap", bitmap: await bitmapOf(picture) };
  throw new EngineError(
    "This is no picture that can be run.",
    "Give a sample's id, an ImageData, a File or Blob, an <img> element, or a normalised Float32Array.",
  );
}

async function bitmapOf(image: HTMLImageElement): Promise<ImageBitmap> {
  try {
    await image.decode();
    return await createImageBitmap(image, { premultiplyAlpha: "none", colorSpaceConversion: "none" });
  } catch {
    throw new EngineError(
      "The browser could not read this <img>.",
      "Wait until it has loaded, or give the file itself.",
    );
  }
}

/** @throws EngineError when masks stand beside other edits, or an edit names what the model does not have. */
export function toMasks({ config }: ModelEntry, { masks, ...edit }: Omit<RerunOptions, "keep">): Masks {
  const grid = gridOf(config);
  if (!masks) {
    const problem = problemOf(grid, config.n_layers, edit);
    if (problem) throw new EngineError(problem, "Count patches, positions and blocks from 0.");
    return masksOf(grid, config.n_layers, edit);
  }
  if (Object.keys(edit).length === 0) return masks.map((mask) => mask && Uint8Array.from(mask, (may) => (may ? 1 : 0)));
  throw new EngineError(
    "There are masks beside other edits.",
    "Give either masks, or what is removed, windows and cut edges.",
  );
}

/** Numbers of any kind as float32; their count is checked against the hook by the engine. */
export function toFeed(feed: Readonly<Record<string, Values>>): Feed {
  return Object.fromEntries(Object.entries(feed).map(([name, values]) => [name, toFloats(name, values)]));
}

function toFloats(name: string, values: Values): Float32Array {
  const numbers = typeof values === "object" && values !== null && "data" in values ? values.data : values;
  if (numbers instanceof Float32Array) return numbers;
  if (Array.isArray(numbers) || ArrayBuffer.isView(numbers)) return Float32Array.from(numbers as ArrayLike<number>);
  throw new EngineError(
    `The feed for "${name}" holds no numbers.`,
    "Give a Float32Array, or a tensor as elvit.tensor returns it.",
  );
}

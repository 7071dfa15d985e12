/** What scripts may give, in the forms that one writes by hand, brought into the engine's. */
import type { ModelEntry } from "../data/manifest.ts";
import { feedEdits, maskEdits } from "../engine/edits.ts";
import type { Feed, HookEdit, Masks, Repeat, Source } from "../engine/engine.ts";
import { checkKeys, unknownName } from "../engine/names.ts";
import { EngineError } from "../errors.ts";
import { gridOf } from "../hooks/sizes.ts";
import { masksOf, problemOf, type Restriction } from "../maths/interaction/masks.ts";
import * as words from "./words.ts";

/** A sample's id, pixels, a file, a picture on the page, or [3, height, width] numbers already normalised. */
export type Picture = string | ImageData | Blob | HTMLImageElement | Float32Array;

/** The numbers themselves, or a tensor as `tensor` gives it. */
export type Values = ArrayLike<number> | { readonly data: ArrayLike<number> };

/** One change of one hook, as `HookEdit` says, of numbers of any kind. */
export interface GivenEdit {
  readonly hook: string;
  readonly kind: HookEdit["kind"];
  readonly values: Values;
  readonly where?: ArrayLike<number>;
  readonly shape?: readonly number[];
}

export interface EditOptions {
  /** Hook name -> the values that replace it, row-major. */
  readonly feed?: Readonly<Record<string, Values>>;
  /** Changes of any hooks; they take effect after those of the other options. */
  readonly edits?: readonly GivenEdit[];
  /** Whether all tensors stay in the worker until the run is released. */
  readonly hold?: boolean;
}

export interface RunOptions extends EditOptions {
  /** Id of the model; the one on screen otherwise. */
  readonly model?: string;
}

/** What is changed: parts of attention that are taken away, or masks that stand for themselves, or any hooks. */
export interface RerunOptions extends Restriction, EditOptions {
  /** By block [query, key] or [head, query, key], 1 where the query may read the key; null leaves it as it is. */
  readonly masks?: readonly (ArrayLike<number> | null)[];
  /** Hooks whose tensors are wanted with the result. */
  readonly keep?: readonly string[];
}

const EDITS = ["feed", "edits", "hold"];
const ATTENTION = ["remove", "windows", "cut"];
const KINDS: readonly HookEdit["kind"][] = ["feed", "add", "scale", "mask"];

/** @throws EngineError when the value is nothing that can be run. */
export async function toSource(picture: Picture): Promise<Source> {
  if (typeof picture === "string") return { kind: "sample", id: picture };
  if (picture instanceof Float32Array) return { kind: "tensor", data: picture };
  if (picture instanceof Blob) return { kind: "blob", blob: picture };
  if (picture instanceof ImageData) return { kind: "pixels", image: picture };
  if (picture instanceof HTMLImageElement) return { kind: "bitmap", bitmap: await bitmapOf(picture) };
  throw new EngineError(...words.noPicture);
}

async function bitmapOf(image: HTMLImageElement): Promise<ImageBitmap> {
  try {
    await image.decode();
    return await createImageBitmap(image, { premultiplyAlpha: "none", colorSpaceConversion: "none" });
  } catch {
    throw new EngineError(...words.unreadImage);
  }
}

/**
 * @param call as errors name it.
 * @throws EngineError when a key is unknown, or masks stand beside other edits.
 */
export function toRepeat(entry: ModelEntry, options: RerunOptions, call: string): Repeat {
  checkKeys(call, options, [...ATTENTION, "masks", "keep", ...EDITS]);
  const { feed = {}, edits = [], keep = [], hold = false, ...attention } = options;
  for (const edge of attention.cut ?? []) checkKeys(`${call}, cut`, edge, ["query", "key", "block"]);
  const masks = maskEdits(entry, toMasks(entry, attention));
  return { edits: [...masks, ...hookEdits({ feed, edits }, call)], keep, hold };
}

/** The edits that a run begins with. */
export function toEdits(options: RunOptions, call: string): HookEdit[] {
  checkKeys(call, options, ["model", ...EDITS]);
  return hookEdits(options, call);
}

function hookEdits({ feed = {}, edits = [] }: EditOptions, call: string): HookEdit[] {
  return [...feedEdits(toFeed(feed)), ...edits.map((edit) => toEdit(edit, call))];
}

function toEdit(edit: GivenEdit, call: string): HookEdit {
  const { hook, kind, shape, where } = edit;
  if (!KINDS.includes(kind)) throw unknownName(words.EDIT_KIND, kind, KINDS);
  checkKeys(`${call}, edits`, edit, ["hook", "kind", "values", kind === "feed" ? "where" : "shape"]);
  const values = toFloats(hook, edit.values);
  if (kind === "feed") return { hook, kind, values, ...(where && { where: toBits(where) }) };
  if (kind === "mask") return { hook, kind, values: toBits(values), ...(shape && { shape }) };
  return { hook, kind, values, ...(shape && { shape }) };
}

const toBits = (numbers: ArrayLike<number>): Uint8Array => Uint8Array.from(numbers, (one) => (one ? 1 : 0));

type Attention = Pick<RerunOptions, "masks" | "remove" | "windows" | "cut">;

/** @throws EngineError when masks stand beside other edits, or an edit names what the model does not have. */
function toMasks({ config }: Pick<ModelEntry, "config">, { masks, ...edit }: Attention): Masks {
  const grid = gridOf(config);
  if (!masks) {
    const problem = problemOf(grid, config.n_layers, edit);
    if (problem) throw new EngineError(problem, words.countFromZero);
    return masksOf(grid, config.n_layers, edit);
  }
  if (Object.keys(edit).length > 0) throw new EngineError(...words.masksBeside);
  // What is shared stays shared: it crosses to the worker once.
  const bits = new Map(masks.flatMap((mask) => (mask ? [[mask, toBits(mask)]] : [])));
  return masks.map((mask) => mask && bits.get(mask)!);
}

/** Numbers of any kind as float32; their count is checked against the hook by the engine. */
export function toFeed(feed: Readonly<Record<string, Values>>): Feed {
  return Object.fromEntries(Object.entries(feed).map(([name, values]) => [name, toFloats(name, values)]));
}

function toFloats(name: string, values: Values): Float32Array {
  const numbers = typeof values === "object" && values !== null && "data" in values ? values.data : values;
  if (numbers instanceof Float32Array) return numbers;
  if (Array.isArray(numbers) || ArrayBuffer.isView(numbers)) return Float32Array.from(numbers as ArrayLike<number>);
  throw new EngineError(...words.noNumbers(name));
}

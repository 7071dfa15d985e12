/** What the page and the worker say to each other: one request, one reply, by kind. */

import type { Preprocess } from "../data/manifest.ts";
import type { Chunk } from "../data/pack.ts";
import { EngineError } from "../errors.ts";
import type { Pixels } from "../maths/preprocess.ts";
import type { Backend, HookEdit, Memory } from "./engine.ts";
import * as words from "./words.ts";

/** What needs no more resizing. */
export type Prepared =
  /** Already resized, as the builder ships samples. */
  | { readonly kind: "prepared"; readonly pixels: Pixels }
  /** Already normalised: [3, height, width]. */
  | { readonly kind: "tensor"; readonly data: Float32Array };

/** A picture on its way to the model. */
export type Input =
  | Prepared
  | { readonly kind: "pixels"; readonly image: ImageData }
  | { readonly kind: "bitmap"; readonly bitmap: ImageBitmap }
  | { readonly kind: "blob"; readonly blob: Blob };

/** A node of the graph that can be fetched and fed; its tensor has a leading batch axis of 1. */
export interface Node {
  readonly name: string;
  readonly shape: readonly number[];
  /** What it is computed from: nodes, or "image". */
  readonly inputs: readonly string[];
}

export interface Part {
  readonly shape: readonly [outer: number, length: number, inner: number];
  readonly index: number;
}

export interface Calls {
  /** Once, first. Only the worker for wasm gets a binary; null says that it cannot start it. */
  start: { request: { wasm: ArrayBuffer | null }; reply: { backend: Backend | null } };
  /** Replaces the model; answered once all its weights have come, by calls of "weights". */
  load: { request: { graph: ArrayBuffer; nodes: readonly Node[]; preprocess: Preprocess }; reply: null };
  /** One chunk of weights, which begins at some byte of them all; in any order. */
  weights: { request: { start: number; chunk: Chunk; text: readonly string[] }; reply: null };
  run: { request: RunRequest; reply: RunReply };
  /** A run once more with edits beside its own. Edits may share their values: they cross once. */
  rerun: { request: RerunRequest; reply: RerunReply };
  /** Lets the tensors of runs go. */
  release: { request: { runs: readonly number[] }; reply: null };
  /** One run for comparison, of which nothing stays. */
  trial: { request: { input: Prepared; hooks: readonly string[] }; reply: TrialReply };
  /** A tensor of a run. */
  tensor: { request: { run: number; name: string }; reply: Float32Array<ArrayBuffer> };
  /**
   * A weight of the model: all of it, or where it is seen as [outer, length, inner], what has one index in the middle.
   */
  weight: { request: { name: string; part: Part | null }; reply: Float32Array<ArrayBuffer> };
  memory: { request: null; reply: Memory };
}

/** Runs are numbered by the page, so that it need not matter which worker has one. */
export interface RunRequest {
  readonly run: number;
  readonly input: Input;
  readonly edits: readonly HookEdit[];
  /** Whose tensors stay until the run is released; all if left out. */
  readonly keep?: Keep;
  /** Runs that are released when this one is computed, but not when its picture cannot be read. */
  readonly replaced?: readonly number[];
}

export interface RerunRequest {
  /** A run that has kept all its tensors. */
  readonly run: number;
  readonly edits: readonly HookEdit[];
  /** Hooks whose values are wanted. */
  readonly keep: readonly string[];
  /** Number of the new run, whose tensors stay until it is released; null where nothing is to stay. */
  readonly as: number | null;
}

/** Every hook, or the results alone: then all else is let go as soon as nothing reads it any more. */
export type Keep = "all" | "results";

/** What comes out of a run, whichever way it was asked for. */
export interface Outcome {
  readonly logits: Float32Array<ArrayBuffer>;
  readonly probabilities: Float32Array<ArrayBuffer>;
  /** Time of the forward pass alone. */
  readonly milliseconds: number;
}

export interface RunReply extends Outcome {
  readonly input: Pixels | null;
}

export interface RerunReply extends Outcome {
  /** By hook: those that were asked for. */
  readonly tensors: Readonly<Record<string, Float32Array<ArrayBuffer>>>;
}

export interface TrialReply {
  /** Time of the forward pass with reading the logits. */
  readonly milliseconds: number;
  /** By the names asked for. */
  readonly values: Readonly<Record<string, Float32Array<ArrayBuffer>>>;
}

export type Kind = keyof Calls;

export interface Request<K extends Kind = Kind> {
  readonly id: number;
  readonly kind: K;
  readonly request: Calls[K]["request"];
}

export type Reply =
  | { readonly id: number; readonly value: Calls[Kind]["reply"] }
  | { readonly id: number; readonly error: Failure };

/** An error as it crosses; classes do not. */
export interface Failure {
  readonly message: string;
  readonly hint: string;
  /** The worker cannot be trusted any more. */
  readonly fatal: boolean;
}

const OUT_OF_MEMORY = /memory|allocation|allocate|\boom\b/i;

export function failureOf(error: unknown): Failure {
  if (error instanceof EngineError) return { message: error.message, hint: error.hint, fatal: false };
  const message = error instanceof Error ? error.message : String(error);
  if (OUT_OF_MEMORY.test(message)) {
    const [message, hint] = words.outOfMemory;
    return { message, hint, fatal: true };
  }
  const [said, hint] = words.couldNotRun(message);
  return { message: said, hint, fatal: true };
}

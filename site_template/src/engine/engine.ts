/** What the page may ask of the engine; the worker behind it is nobody else's business. */

export type Source =
  | { readonly kind: "sample"; readonly id: string }
  | { readonly kind: "pixels"; readonly image: ImageData }
  | { readonly kind: "blob"; readonly blob: Blob }
  /** Handed over: the caller cannot use it afterwards. */
  | { readonly kind: "bitmap"; readonly bitmap: ImageBitmap }
  | { readonly kind: "tensor"; readonly data: Float32Array };

/** What computes: WebAssembly, plain JavaScript where there is none, or the graphics card. */
export type Backend = "wasm" | "cpu" | Graphics;
export type Graphics = "webgl" | "webgpu";
/** What a visitor may ask for; "auto" begins with wasm and takes the graphics card where that proves faster. */
export type Choice = "auto" | "wasm" | Graphics;

/**
 * One change of one hook in a run: plain data, which crosses to the worker. Several edits of a hook take effect in
 * their order, each on what the one before it left; all that reads the hook sees the last outcome. Values lie
 * row-major.
 *
 * - `feed`: these values take the place of the hook's own, in the hook's shape; with `where`, a number for each value,
 *   only in places where that is not 0.
 * - `add`, `scale`: these values are added to the hook's own, or multiplied with them.
 * - `mask`: of a hook that a softmax over its last axis reads, such as attention scores: places with a 0 become minus
 *   infinity, which the softmax turns into exactly 0. Each row keeps at least one place.
 *
 * `shape` broadcasts as in NumPy: [head, 1, 1] has one number for each head of [head, query, key]. Without it the
 * values are of the hook's last axes, as many as they fill: [query, key] is for all heads, [head, query, key] for each
 * its own.
 */
export type HookEdit =
  | {
      readonly hook: string;
      readonly kind: "feed";
      readonly values: Float32Array;
      readonly where?: Uint8Array;
    }
  | {
      readonly hook: string;
      readonly kind: "add" | "scale";
      readonly values: Float32Array;
      readonly shape?: readonly number[];
    }
  | {
      readonly hook: string;
      readonly kind: "mask";
      readonly values: Uint8Array;
      readonly shape?: readonly number[];
    };

/** How a run is repeated. */
export interface Repeat {
  /** What is changed beside what the run itself had edited. */
  readonly edits: readonly HookEdit[];
  /** Hooks whose tensors are wanted with the result. */
  readonly keep?: readonly string[];
  /** Whether all its tensors stay in the worker until it is released. */
  readonly hold?: boolean;
}

/** Hook name -> the values that replace it, in the hook's shape, row-major. */
export type Feed = Readonly<Record<string, Float32Array>>;

/**
 * By block: [query, key] over all tokens, or [head, query, key], row-major, 1 where the query may read the key; null
 * leaves the block as it is.
 */
export type Masks = readonly (Uint8Array | null)[];

export interface RunResult {
  readonly model: string;
  readonly logits: Float32Array;
  readonly probabilities: Float32Array;
  /** [class index, label, probability], highest first, at most ten. */
  readonly top: readonly { readonly index: number; readonly label: string; readonly probability: number }[];
  /** Time of the forward pass alone. */
  readonly milliseconds: number;
  readonly backend: Backend;
  /** What the model saw: uint8 [height, width, 3]; null when a normalised tensor was given. */
  readonly input: { readonly width: number; readonly height: number; readonly rgb: Uint8Array } | null;
}

export interface TensorValue {
  readonly name: string;
  readonly dims: readonly string[];
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/**
 * A run as a thing to hold. Its answer is there; its tensors are in the worker for as long as somebody holds them:
 * the engine holds the last run until the next one takes its place, whoever has asked for `hold` holds a run until
 * `release`. A repeated run that is not held has no tensors of its own: what is asked of it is worked out again from
 * the run that it repeats. Tensors go with their worker, and when another model is loaded.
 */
export interface Run extends RunResult {
  /** Id of the sample; null for any other picture. */
  readonly picture: string | null;
  /** All edits, those of the run that it repeats included. */
  readonly edits: readonly HookEdit[];
  /** By hook: those that were asked for with `keep`. */
  readonly tensors: Readonly<Record<string, TensorValue>>;
  /** Whether the other is of the same model, the same picture as the model saw it, and the same edits. */
  isSame(other: Run): boolean;
  /** @throws EngineError when the tensors are gone, and says why. */
  tensor(name: string): Promise<TensorValue>;
  /**
   * The same once more with edits beside its own; what does not depend on them is not computed again.
   *
   * @throws EngineError when an edit does not fit the model, or this run's tensors are gone.
   */
  rerun(repeat: Repeat): Promise<Run>;
  /** Keeps its tensors until `release`. */
  hold(): Promise<void>;
  /** This run is of no use any more; what it alone held is let go. */
  release(): void;
}

/** One place on one axis of a tensor, such as { axis: "d_mlp", index: 7 }: a column of W_in. */
export interface Slice {
  readonly axis: string;
  readonly index: number;
}

/** The note of a status says why another backend computes than the one that was asked for; empty as a rule. */
export type Status =
  | { readonly state: "idle" }
  /** The model is on its way, or has been stopped on its way; `total` is 0 while the program that runs it is. */
  | {
      readonly state: "loading" | "stopped";
      readonly model: string;
      readonly done: number;
      readonly total: number;
      readonly bytes: number;
      readonly totalBytes: number;
      /** Bytes a second; null while nobody can say. */
      readonly perSecond: number | null;
    }
  | { readonly state: "running"; readonly model: string }
  | {
      readonly state: "ready";
      readonly model: string;
      readonly backend: Backend;
      readonly milliseconds: number;
      readonly note: string;
    }
  | { readonly state: "failed"; readonly message: string; readonly hint: string };

/** What the worker holds: what a leak shows in. */
export interface Memory {
  /** Tensors alive, weights among them. */
  readonly tensors: number;
  /** Bytes of the WebAssembly heap, which only ever grows; 0 where there is none. */
  readonly heap: number;
}

export interface RunOptions {
  readonly edits?: readonly HookEdit[];
  /** Whether its tensors stay when the next run takes its place, until it is released. */
  readonly hold?: boolean;
}

export interface Engine {
  /**
   * Runs a model; loads it first if need be. A newer call supersedes one that waits: the older rejects with AbortError.
   *
   * @throws EngineError when the picture or an edit does not fit the model.
   */
  run(model: string, source: Source, options?: RunOptions): Promise<Run>;
  /** The run whose tensors the engine holds; null while there is none. */
  readonly last: Run | null;
  /**
   * The last run once more, as `Run.rerun` says. Reruns are answered in their order; one whose run has been replaced
   * meanwhile rejects with AbortError. See `newest` for edits that come fast.
   */
  rerun(repeat: Repeat): Promise<Run>;
  /** A tensor of the last run, by hook name. */
  tensor(name: string): Promise<TensorValue>;
  /**
   * A weight of a model that is loaded or on its way, or one slice of it, without that axis. The axes stand as in
   * memory: W_Q is [d_model, head, d_head].
   */
  weight(model: string, name: string, slice?: Slice): Promise<TensorValue>;
  /** What the worker holds once it is there. */
  memory(): Promise<Memory>;
  /** Loads no more of a model that is on its way, until `goOn` or until another model is asked for. Runs wait. */
  stop(): void;
  goOn(): void;
  /** Computes there from the next run on; wasm takes the place of what the browser cannot do. */
  prefer(choice: Choice): void;
  readonly status: Status;
  /** Calls back on each change of status; returns the way to stop. */
  onStatus(listener: (status: Status) => void): () => void;
  destroy(): void;
}

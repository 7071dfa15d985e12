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

/** Hook name -> the values that replace it, in the hook's shape, row-major. */
export type Feed = Readonly<Record<string, Float32Array>>;

/** By block: [query, key] over all tokens, row-major, 1 where the query may read the key; null leaves the block as it is. */
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

/** A run with restricted attention. */
export interface RerunResult extends Omit<RunResult, "input"> {
  /** By hook: those that were asked for, as this run has them. */
  readonly tensors: Readonly<Record<string, TensorValue>>;
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

export interface Engine {
  /** Runs a model; loads it first if need be. A newer call supersedes one that waits: the older rejects with AbortError. */
  run(model: string, source: Source, feed?: Feed): Promise<RunResult>;
  /**
   * The last run once more with attention restricted: scores of forbidden pairs are minus infinity, in every head. What
   * the last run was fed stays fed, and `tensor` goes on to give that run's tensors. Reruns are answered in their order;
   * one whose run has been replaced meanwhile rejects with AbortError. See `newest` for edits that come fast.
   *
   * @param keep hooks whose tensors are wanted with the result.
   * @throws EngineError when nothing has run, a mask has another size, or a token could read nothing at all.
   */
  rerun(masks: Masks, keep?: readonly string[]): Promise<RerunResult>;
  /** Id of the model whose run the tensors are of; null while there is none. */
  readonly last: string | null;
  /** A tensor of the last run, by hook name. */
  tensor(name: string): Promise<TensorValue>;
  /**
   * A weight of a model that is loaded or on its way, or one slice of it, without that axis. The axes stand as in memory:
   * W_Q is [d_model, head, d_head].
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

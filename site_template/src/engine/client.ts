/** The engine as the page sees it: runs come and go, the newest wins, the worker behind it may die and is started anew. */

import { line as traffic } from "../data/line.ts";
import type { Manifest, ModelEntry } from "../data/manifest.ts";
import { createRate } from "../maths/rate.ts";
import { type Engine, EngineError, type Feed, type Masks, type Memory, type RerunResult, type RunResult, type Slice, type Source, type Status, type TensorValue } from "./engine.ts";
import { Delivery, type Line, type Progress, startWorker } from "./loader.ts";
import type { RunReply } from "./protocol.ts";
import { checkFeed, checkMasks, checkSource, cutWeight, findHook, findModel, findWeight, toInput } from "./request.ts";

const TOP = 10;

export function createEngine(manifest: Manifest): Engine {
  return new BrowserEngine(manifest);
}

interface Loading {
  readonly entry: ModelEntry;
  readonly line: Promise<Line>;
  readonly stop: AbortController;
}

class BrowserEngine implements Engine {
  readonly #manifest: Manifest;
  readonly #listeners = new Set<(status: Status) => void>();
  #status: Status = { state: "idle" };
  #line: Promise<Line> | null = null;
  #loading: Loading | null = null;
  /** What the worker holds part of; it is of no use for another model. */
  #delivery: Delivery | null = null;
  readonly #rate = createRate();
  /** The run that may still be superseded. */
  #waiting: AbortController | null = null;
  /** The run that the worker is at. */
  #computing: Promise<unknown> = Promise.resolve();
  /** Where the tensors of the last run are. */
  #last: (Line & { readonly entry: ModelEntry }) | null = null;

  constructor(manifest: Manifest) {
    this.#manifest = manifest;
  }

  get status(): Status {
    return this.#status;
  }

  onStatus(listener: (status: Status) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async run(model: string, source: Source, feed: Feed = {}): Promise<RunResult> {
    const entry = findModel(this.#manifest, model);
    checkSource(entry, source);
    checkFeed(entry, feed);
    const superseded = new DOMException("A newer run took the place of this one.", "AbortError");
    this.#waiting?.abort(superseded);
    const job = new AbortController();
    this.#waiting = job;
    try {
      return await untilAborted(this.#work(entry, source, feed, job), job.signal);
    } catch (error) {
      if (!job.signal.aborted) this.#fail(error);
      throw error;
    }
  }

  get last(): string | null {
    return this.#last?.entry.id ?? null;
  }

  async rerun(masks: Masks, keep: readonly string[] = []): Promise<RerunResult> {
    const last = this.#last;
    if (!last) throw new EngineError("Nothing has been run yet, so there is nothing to run again.", "Run the model first.");
    const { entry, backend, channel } = last;
    checkMasks(entry, masks);
    const hooks = keep.map((name) => findHook(entry, name));
    const { tensors, ...outcome } = await channel.call("rerun", { masks, keep }).catch((error: unknown) => {
      // A worker that stopped on the way has taken the run's tensors with it.
      if (channel.isClosed && error instanceof EngineError) this.#fail(error);
      throw error;
    });
    if (this.#last !== last) throw new DOMException("Another run took the place of the one that this began from.", "AbortError");
    const kept = hooks.map(({ name, dims, shape }) => [name, { name, dims, shape, data: tensors[name]! }] as const);
    const top = topOf(outcome.probabilities, entry.labels);
    return { model: entry.id, ...outcome, top, backend, tensors: Object.fromEntries(kept) };
  }

  async tensor(name: string): Promise<TensorValue> {
    if (!this.#last) throw new EngineError("Nothing has been run yet, so there are no tensors.", "Run the model first.");
    const { entry, channel } = this.#last;
    const { dims, shape } = findHook(entry, name);
    return { name, dims, shape, data: await channel.call("tensor", { name }) };
  }

  async weight(model: string, name: string, slice?: Slice): Promise<TensorValue> {
    const entry = findModel(this.#manifest, model);
    const whole = { ...findWeight(entry, name), part: null };
    const { dims, shape, part } = slice ? cutWeight(whole, slice) : whole;
    if (this.#loading?.entry !== entry) throw new EngineError(`The model "${model}" is not loaded.`, "Run it first.");
    const { channel } = await this.#loading.line;
    // Its place may have been taken meanwhile by a model with weights of the same names.
    if (this.#loading?.entry !== entry) throw new DOMException("Another model was asked for.", "AbortError");
    return { name, dims, shape, data: await channel.call("weight", { name, part }) };
  }

  async memory(): Promise<Memory> {
    if (!this.#line) return { tensors: 0, heap: 0 };
    return (await this.#line).channel.call("memory", null);
  }

  stop(): void {
    if (this.#status.state !== "loading") return;
    traffic.hold(true);
    this.#show({ ...this.#status, state: "stopped", perSecond: null });
  }

  goOn(): void {
    traffic.hold(false);
    this.#rate.clear();
    if (this.#status.state === "stopped") this.#show({ ...this.#status, state: "loading" });
  }

  destroy(): void {
    const reason = new DOMException("The engine was shut down.", "AbortError");
    this.#waiting?.abort(reason);
    this.#stopLoading(reason);
    void this.#line?.then(({ channel }) => channel.close(reason), () => {});
    this.#listeners.clear();
  }

  async #work(entry: ModelEntry, source: Source, feed: Feed, job: AbortController): Promise<RunResult> {
    const [{ channel, backend }, input] = await Promise.all([this.#load(entry), toInput(entry, source, job.signal)]);
    await this.#computing;
    job.signal.throwIfAborted();
    // The run before this one may have taken the worker with it.
    if (channel.isClosed) return this.#work(entry, source, feed, job);
    if (this.#waiting === job) this.#waiting = null;
    this.#show({ state: "running", model: entry.id });
    const reply = channel.call("run", { input, feed }, input.kind === "bitmap" ? [input.bitmap] : []);
    this.#computing = reply.catch(() => {});
    const result = resultOf(entry, backend, await reply);
    this.#last = { entry, channel, backend };
    this.#show({ state: "ready", model: entry.id, backend, milliseconds: result.milliseconds });
    return result;
  }

  /** The worker with this model in it. */
  #load(entry: ModelEntry): Promise<Line> {
    if (this.#loading?.entry === entry) return this.#loading.line;
    if (this.#delivery?.entry !== entry) this.#stopLoading(new DOMException("Another model was asked for.", "AbortError"));
    const stop = new AbortController();
    const loading: Loading = { entry, stop, line: this.#exchange(entry, stop.signal) };
    this.#loading = loading;
    loading.line.catch(() => {
      if (this.#loading === loading) this.#loading = null;
    });
    return loading.line;
  }

  #stopLoading(reason: Error): void {
    this.#loading?.stop.abort(reason);
    if (!this.#delivery) return;
    void this.#line?.then(({ channel }) => channel.close(reason));
    this.#line = this.#delivery = null;
  }

  async #exchange(entry: ModelEntry, signal: AbortSignal): Promise<Line> {
    // The model that computes at the moment must not be taken away.
    await this.#computing;
    signal.throwIfAborted();
    const show = (progress: Progress): void => {
      if (signal.aborted) return;
      this.#rate.note(progress.bytes);
      this.#show({ state: traffic.held ? "stopped" : "loading", model: entry.id, ...progress, perSecond: this.#rate.perSecond });
    };
    this.goOn();
    show({ done: 0, total: 0, bytes: 0, totalBytes: 0 });
    const line = await this.#worker();
    signal.throwIfAborted();
    this.#last = null;
    this.#rate.clear();
    const delivery = (this.#delivery ??= new Delivery(line.channel, entry));
    await delivery.bring(show, signal);
    if (this.#delivery === delivery) this.#delivery = null;
    return line;
  }

  #worker(): Promise<Line> {
    if (this.#line) return this.#line;
    const line = startWorker(this.#manifest.engine, () => this.#forget(line));
    this.#line = line;
    line.catch(() => this.#forget(line));
    return line;
  }

  /** A worker is gone, and all that was in it. */
  #forget(line: Promise<Line>): void {
    if (this.#line !== line) return;
    this.#line = null;
    this.#loading = this.#delivery = null;
    this.#last = null;
  }

  #fail(error: unknown): void {
    const hint = error instanceof EngineError ? error.hint : "Reload the page.";
    this.#show({ state: "failed", message: error instanceof Error ? error.message : String(error), hint });
  }

  #show(status: Status): void {
    this.#status = status;
    for (const listener of this.#listeners) listener(status);
  }
}

function resultOf(entry: ModelEntry, backend: "wasm" | "cpu", { input, ...outcome }: RunReply): RunResult {
  return { model: entry.id, ...outcome, top: topOf(outcome.probabilities, entry.labels), backend, input };
}

/** The most probable classes, highest first. */
export function topOf(probabilities: Float32Array, labels: readonly string[]): RunResult["top"] {
  return [...probabilities.keys()]
    .sort((a, b) => probabilities[b]! - probabilities[a]!)
    .slice(0, TOP)
    .map((index) => ({ index, label: labels[index] ?? String(index), probability: probabilities[index]! }));
}

/** The work's result, or at once the signal's reason; the work itself may go on unheard. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
}

/** The engine as the page sees it: runs come and go, the newest wins, the worker behind it may die and is started anew. */

import { line as traffic } from "../data/line.ts";
import type { Manifest, ModelEntry } from "../data/manifest.ts";
import { EngineError } from "../errors.ts";
import { createRate } from "../maths/rate.ts";
import type {
  Backend,
  Choice,
  Engine,
  Feed,
  Masks,
  Memory,
  RerunResult,
  RunResult,
  Slice,
  Source,
  Status,
  TensorValue,
} from "./engine.ts";
import { RULES, type Rules } from "./gpu/judge.ts";
import { remember } from "./gpu/memory.ts";
import { findRenderers } from "./gpu/renderers.ts";
import { seekFaster } from "./gpu/trial.ts";
import { Lines, TITLES } from "./lines.ts";
import type { Line, Progress } from "./loader.ts";
import type { Prepared } from "./protocol.ts";
import { checkFeed, checkMasks, checkSource, cutWeight, findHook, findModel, findWeight, toInput } from "./request.ts";
import { preparedOf, resultOf, topOf } from "./result.ts";

/** @param rules of the trial that the graphics card has to pass. */
export function createEngine(manifest: Manifest, rules: Rules = RULES): Engine {
  return new BrowserEngine(manifest, rules);
}

/** A run, and where its tensors are. */
interface Last extends Line {
  readonly entry: ModelEntry;
  readonly input: Prepared;
  readonly feed: Feed;
}

class BrowserEngine implements Engine {
  readonly #manifest: Manifest;
  readonly #rules: Rules;
  readonly #lines: Lines;
  readonly #listeners = new Set<(status: Status) => void>();
  #status: Status = { state: "idle" };
  readonly #rate = createRate();
  /** The run that may still be superseded. */
  #waiting: AbortController | null = null;
  /** The run that the worker is at. */
  #computing: Promise<unknown> = Promise.resolve();
  #last: Last | null = null;
  /** The last run done again, after the graphics card lost its tensors. */
  #again: Promise<unknown> | null = null;
  /** The search for a faster backend, and the models that it was made for. */
  #search: AbortController | null = null;
  readonly #searched = new Set<ModelEntry>();
  /** When something was last asked for. */
  #asked = 0;
  #note = "";

  constructor(manifest: Manifest, rules: Rules) {
    this.#manifest = manifest;
    this.#rules = rules;
    this.#lines = new Lines(manifest.engine, {
      idle: () => this.#computing,
      onStart: () => this.goOn(),
      onProgress: (entry, progress) => this.#progress(entry, progress),
      onGone: (reason) => this.#lose(reason),
    });
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
    this.#asked = performance.now();
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
    this.#asked = performance.now();
    await this.#again;
    const last = this.#last;
    if (!last)
      throw new EngineError("Nothing has been run yet, so there is nothing to run again.", "Run the model first.");
    const { entry, backend, channel } = last;
    checkMasks(entry, masks);
    const hooks = keep.map((name) => findHook(entry, name));
    const reply = await channel.call("rerun", { masks, keep }).catch((error: unknown) => {
      if (!channel.isClosed || !(error instanceof EngineError)) throw error;
      // What is lost with a graphics card comes again from wasm, and this with it.
      if (isOnCard(backend)) return null;
      // A worker that stopped on the way has taken the run's tensors with it.
      this.#fail(error);
      throw error;
    });
    if (!reply) return this.rerun(masks, keep);
    const { tensors, ...outcome } = reply;
    if (this.#last !== last)
      throw new DOMException("Another run took the place of the one that this began from.", "AbortError");
    const kept = hooks.map(({ name, dims, shape }) => [name, { name, dims, shape, data: tensors[name]! }] as const);
    const top = topOf(outcome.probabilities, entry.labels);
    return { model: entry.id, ...outcome, top, backend, tensors: Object.fromEntries(kept) };
  }

  async tensor(name: string): Promise<TensorValue> {
    this.#asked = performance.now();
    await this.#again;
    if (!this.#last)
      throw new EngineError("Nothing has been run yet, so there are no tensors.", "Run the model first.");
    const { entry, channel } = this.#last;
    const { dims, shape } = findHook(entry, name);
    return { name, dims, shape, data: await channel.call("tensor", { name }) };
  }

  async weight(model: string, name: string, slice?: Slice): Promise<TensorValue> {
    this.#asked = performance.now();
    const entry = findModel(this.#manifest, model);
    const whole = { ...findWeight(entry, name), part: null };
    const { dims, shape, part } = slice ? cutWeight(whole, slice) : whole;
    const line = this.#lines.of(entry);
    if (!line) throw new EngineError(`The model "${model}" is not loaded.`, "Run it first.");
    const { channel } = await line;
    // Its place may have been taken meanwhile by a model with weights of the same names.
    if (this.#lines.of(entry) !== line) throw new DOMException("Another model was asked for.", "AbortError");
    return { name, dims, shape, data: await channel.call("weight", { name, part }) };
  }

  async memory(): Promise<Memory> {
    const line = await this.#lines.current;
    return line ? line.channel.call("memory", null) : { tensors: 0, heap: 0 };
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

  prefer(choice: Choice): void {
    if (choice === this.#lines.choice) return;
    this.#note = "";
    this.#search?.abort(new DOMException("Another backend was asked for.", "AbortError"));
    this.#searched.clear();
    this.#lines.prefer(choice);
  }

  destroy(): void {
    const reason = new DOMException("The engine was shut down.", "AbortError");
    this.#waiting?.abort(reason);
    this.#search?.abort(reason);
    this.#last = null;
    this.#lines.close(reason);
    this.#listeners.clear();
  }

  async #work(entry: ModelEntry, source: Source | Prepared, feed: Feed, job: AbortController): Promise<RunResult> {
    try {
      return await this.#compute(entry, source, feed, job);
    } catch (error) {
      const isLost = this.#lines.kind !== "wasm" && !this.#lines.current && !job.signal.aborted;
      if (!isLost) throw error;
      this.#refuse(entry, error as Error);
      return this.#work(entry, source, feed, job);
    }
  }

  async #compute(entry: ModelEntry, source: Source | Prepared, feed: Feed, job: AbortController): Promise<RunResult> {
    const [line, input] = await Promise.all([this.#lines.load(entry), toInput(entry, source, job.signal)]);
    const { channel, backend } = line;
    await this.#computing;
    job.signal.throwIfAborted();
    // The run before this one may have taken the worker with it.
    if (channel.isClosed) return this.#compute(entry, source, feed, job);
    if (this.#waiting === job) this.#waiting = null;
    this.#show({ state: "running", model: entry.id });
    // Copied where it may be needed again: a graphics card can be lost.
    const isGiven = input.kind === "bitmap" && !isOnCard(backend);
    const running = channel.call("run", { input, feed }, isGiven ? [input.bitmap] : []);
    this.#computing = running.catch(() => {});
    const reply = await running;
    if (input.kind === "bitmap") input.bitmap.close();
    this.#last = { entry, channel, backend, feed, input: preparedOf(input, reply) };
    this.#lines.hold(channel);
    const result = resultOf(entry, backend, reply);
    this.#show({ state: "ready", model: entry.id, backend, milliseconds: result.milliseconds, note: this.#note });
    this.#seek(this.#last, line);
    return result;
  }

  /** Looks for a faster backend, once for each model, beside a worker that has given its first answer. */
  #seek({ entry, input }: Last, ground: Line): void {
    if (this.#lines.choice !== "auto" || ground.backend !== "wasm" || this.#searched.has(entry)) return;
    this.#search?.abort();
    const search = (this.#search = new AbortController());
    this.#searched.add(entry);
    const trial = {
      engine: this.#manifest.engine,
      entry,
      ground,
      input,
      rules: this.#rules,
      idle: () => this.#calm(),
      signal: search.signal,
    };
    seekFaster(trial).then(
      (line) => {
        if (line && !search.signal.aborted) this.#lines.replace(entry, line);
      },
      () => {
        if (search.signal.aborted) this.#searched.delete(entry);
      },
    );
  }

  /** Resolves once the visitor has not asked for anything for a while. */
  async #calm(): Promise<void> {
    await this.#computing;
    const left = this.#asked + this.#rules.calm - performance.now();
    if (left <= 0) return;
    await new Promise((resolve) => setTimeout(resolve, left));
    await this.#calm();
  }

  /** The tensors of the last run are gone; those on a graphics card come again from wasm. */
  #lose(reason: Error | null): void {
    const last = this.#last;
    this.#last = null;
    this.#rate.clear();
    this.#search?.abort(new DOMException("The worker is gone.", "AbortError"));
    this.#lines.hold(null);
    // A run under way does itself again.
    if (!reason || !last || this.#lines.kind === "wasm" || this.#status.state !== "ready") return;
    this.#refuse(last.entry, reason);
    const job = (this.#waiting = new AbortController());
    this.#again = this.#work(last.entry, last.input, last.feed, job).catch((error: unknown) => {
      if (!job.signal.aborted) this.#fail(error);
    });
  }

  #refuse(entry: ModelEntry, { message }: Error): void {
    this.#note = `${TITLES[this.#lines.kind]} failed, so wasm computes: ${message}`;
    if (this.#lines.choice === "auto") void findRenderers().then((renderers) => remember(entry, renderers, "wasm"));
    this.#lines.refuse();
  }

  #progress(entry: ModelEntry, progress: Progress): void {
    this.#rate.note(progress.bytes);
    this.#show({
      state: traffic.held ? "stopped" : "loading",
      model: entry.id,
      ...progress,
      perSecond: this.#rate.perSecond,
    });
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

const isOnCard = (backend: Backend): boolean => backend === "webgl" || backend === "webgpu";

/** The work's result, or at once the signal's reason; the work itself may go on unheard. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
}

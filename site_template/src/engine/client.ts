/** The engine as the page sees it: runs come and go, the newest wins, the worker may die and is started anew. */

import { line as traffic } from "../data/line.ts";
import type { Manifest, ModelEntry } from "../data/manifest.ts";
import { EngineError } from "../errors.ts";
import { createRate } from "../maths/rate.ts";
import type { Channel } from "./channel.ts";
import { checkEdits } from "./check-edits.ts";
import type {
  Backend,
  Choice,
  Engine,
  HookEdit,
  Memory,
  Repeat,
  Run,
  RunOptions,
  Slice,
  Source,
  Status,
  TensorValue,
} from "./engine.ts";
import { RULES, type Rules } from "./gpu/judge.ts";
import { remember } from "./gpu/memory.ts";
import { findRenderers } from "./gpu/renderers.ts";
import { seekFaster } from "./gpu/trial.ts";
import { Handle, type Subject } from "./handle.ts";
import { type HeldRun, HeldRuns, type Place } from "./held.ts";
import { Lines } from "./lines.ts";
import type { Line, Progress } from "./loader.ts";
import type { Input, Prepared, RunReply } from "./protocol.ts";
import { checkSource, cutWeight, findModel, findWeight, toInput } from "./request.ts";
import { preparedOf, resultOf } from "./result.ts";
import * as words from "./words.ts";

/** @param rules of the trial that the graphics card has to pass. */
export function createEngine(manifest: Manifest, rules: Rules = RULES): Engine {
  return new BrowserEngine(manifest, rules);
}

/** A run to do. */
interface Task extends Omit<Subject, "input"> {
  readonly input: Source | Prepared;
  readonly hold: boolean;
  readonly job: AbortController;
  /** The run that this one brings back. */
  readonly again?: HeldRun;
}

interface Done {
  readonly run: Run;
  readonly place: Place;
}

/** The last run: the engine is one of its holders. */
interface Last extends Subject {
  readonly handle: Handle;
  readonly held: HeldRun;
}

class BrowserEngine implements Engine {
  readonly #manifest: Manifest;
  readonly #rules: Rules;
  readonly #lines: Lines;
  readonly #held: HeldRuns;
  readonly #listeners = new Set<(status: Status) => void>();
  #status: Status = { state: "idle" };
  readonly #rate = createRate();
  /** The run that may still be superseded. */
  #waiting: AbortController | null = null;
  /** The run that the worker is at. */
  #computing: Promise<unknown> = Promise.resolve();
  #last: Last | null = null;
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
      onGone: (channel, reason) => this.#lose(channel, reason),
    });
    this.#held = new HeldRuns(
      (channels) => this.#lines.hold(channels),
      (error) => this.#fail(error),
    );
  }

  get status(): Status {
    return this.#status;
  }

  onStatus(listener: (status: Status) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async run(model: string, source: Source, options: RunOptions = {}): Promise<Run> {
    const { edits = [], hold = false } = options;
    const entry = findModel(this.#manifest, model);
    checkSource(entry, source);
    checkEdits(entry, edits);
    this.#asked = performance.now();
    this.#waiting?.abort(new DOMException(words.newerRun, "AbortError"));
    const job = new AbortController();
    this.#waiting = job;
    const picture = source.kind === "sample" ? source.id : null;
    try {
      const work = this.#work({ entry, picture, edits, input: source, hold, job });
      return (await untilAborted(work, job.signal)).run;
    } catch (error) {
      if (!job.signal.aborted) this.#fail(error);
      throw error;
    }
  }

  get last(): Run | null {
    return this.#last?.handle.lend() ?? null;
  }

  async rerun(repeat: Repeat): Promise<Run> {
    this.#asked = performance.now();
    const last = this.#last;
    if (!last) throw new EngineError(...words.nothingToRepeat);
    const isReplaced = () => this.#last !== null && this.#last !== last;
    const run = await last.handle.rerun(repeat).catch((error: unknown) => {
      throw isReplaced() ? new DOMException(words.otherRun, "AbortError") : error;
    });
    if (!isReplaced()) return run;
    run.release();
    throw new DOMException(words.otherRun, "AbortError");
  }

  async tensor(name: string): Promise<TensorValue> {
    this.#asked = performance.now();
    if (!this.#last) throw new EngineError(...words.noTensors);
    return this.#last.handle.tensor(name);
  }

  async weight(model: string, name: string, slice?: Slice): Promise<TensorValue> {
    this.#asked = performance.now();
    const entry = findModel(this.#manifest, model);
    const whole = { ...findWeight(entry, name), part: null };
    const { dims, shape, part } = slice ? cutWeight(whole, slice) : whole;
    const line = this.#lines.of(entry);
    if (!line) throw new EngineError(...words.notLoaded(model));
    const { channel } = await line;
    // Its place may have been taken meanwhile by a model with weights of the same names.
    if (this.#lines.of(entry) !== line) throw new DOMException(words.otherModel, "AbortError");
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
    this.#search?.abort(new DOMException(words.otherBackend, "AbortError"));
    this.#searched.clear();
    this.#lines.prefer(choice);
  }

  destroy(): void {
    const reason = new DOMException(words.shutDown, "AbortError");
    this.#waiting?.abort(reason);
    this.#search?.abort(reason);
    this.#last = null;
    this.#lines.close(reason);
    this.#listeners.clear();
  }

  async #work(task: Task): Promise<Done> {
    try {
      return await this.#compute(task);
    } catch (error) {
      const isLost = this.#lines.kind !== "wasm" && !this.#lines.current && !task.job.signal.aborted;
      if (!isLost) throw error;
      this.#refuse(task.entry, error as Error);
      return this.#work(task);
    }
  }

  async #compute(task: Task): Promise<Done> {
    const { entry, job } = task;
    const [line, input] = await Promise.all([this.#lines.load(entry), toInput(entry, task.input, job.signal)]);
    await this.#computing;
    job.signal.throwIfAborted();
    // The run before this one may have taken the worker with it.
    if (line.channel.isClosed) return this.#compute(task);
    if (this.#waiting === job) this.#waiting = null;
    this.#show({ state: "running", model: entry.id });
    const { reply, place } = await this.#ask(line, input, task.edits);
    const result = resultOf(entry, line.backend, reply, reply.input);
    const subject = { entry, picture: task.picture, edits: task.edits, input: preparedOf(input, reply) };
    const held = task.again ?? this.#held.add(place, task.hold ? 2 : 1);
    const handle = (isHolder: boolean) => new Handle(subject, result, this.#held, { held, since: [] }, isHolder);
    this.#keep({ ...subject, held, handle: handle(true) });
    this.#show({
      state: "ready",
      model: entry.id,
      backend: line.backend,
      milliseconds: result.milliseconds,
      note: this.#note,
    });
    this.#seek(subject, line);
    return { run: handle(task.hold), place };
  }

  /** Has the worker run the model; the last run makes room where nobody else has a use for it. */
  async #ask(line: Line, input: Input, edits: readonly HookEdit[]): Promise<{ reply: RunReply; place: Place }> {
    const { channel, backend } = line;
    const place = { channel, backend, run: this.#held.next() };
    const old = this.#last?.held;
    const makesRoom = old?.isSingle === true && old.place.channel === channel;
    if (makesRoom) old.isLeaving = true;
    // Copied where it may be needed again: a graphics card can be lost.
    const isGiven = input.kind === "bitmap" && !isOnCard(backend);
    const request = { run: place.run, input, edits, replaced: makesRoom ? [old.place.run] : [] };
    const running = channel.call("run", request, isGiven ? [input.bitmap] : []);
    this.#computing = running.catch(() => {});
    try {
      const reply = await running;
      if (input.kind === "bitmap") input.bitmap.close();
      return { reply, place };
    } catch (error) {
      if (makesRoom) old.isLeaving = false;
      throw error;
    }
  }

  /** The engine holds this run from now on, and no longer the one before. */
  #keep(last: Last | null): void {
    const before = this.#last;
    this.#last = last;
    if (before && before.held !== last?.held) before.held.drop();
  }

  /** Looks for a faster backend, once for each model, beside a worker that has given its first answer. */
  #seek({ entry, input }: Subject, ground: Line): void {
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

  /** The tensors in a worker are gone; those of the last run come again from wasm where a graphics card had them. */
  #lose(channel: Channel | null, reason: Error | null): void {
    const last = this.#last;
    this.#rate.clear();
    this.#search?.abort(new DOMException(words.workerGone, "AbortError"));
    // A run under way does itself again.
    const comesAgain = reason && last && this.#lines.kind !== "wasm" && this.#status.state === "ready";
    for (const held of this.#held.in(channel)) if (!comesAgain || held !== last.held) held.leave(goneBecause(reason));
    if (!comesAgain) {
      if (!last?.held.isMoving) this.#keep(null);
      return;
    }
    this.#refuse(last.entry, reason);
    const job = (this.#waiting = new AbortController());
    const again = this.#work({ ...last, hold: false, again: last.held, job });
    last.held.move(again.then(({ place }) => place));
    again.catch((error: unknown) => {
      if (job.signal.aborted) return;
      this.#keep(null);
      this.#fail(error);
    });
  }

  #refuse(entry: ModelEntry, { message }: Error): void {
    this.#note = words.backendFailed(words.BACKENDS[this.#lines.kind], message);
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
    const hint = error instanceof EngineError ? error.hint : words.reload;
    this.#show({ state: "failed", message: error instanceof Error ? error.message : String(error), hint });
  }

  #show(status: Status): void {
    this.#status = status;
    for (const listener of this.#listeners) listener(status);
  }
}

const goneBecause = (reason: Error | null): Error => {
  if (reason === null) return new EngineError(...words.modelReplaced);
  return reason instanceof EngineError ? new EngineError(...words.runLost(reason.message)) : reason;
};

const isOnCard = (backend: Backend): boolean => backend === "webgl" || backend === "webgpu";

/** The work's result, or at once the signal's reason; the work itself may go on unheard. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
}

/** The worker with the model in it: it is started on demand, may die, and gives way to another model or backend. */

import type { Manifest, ModelEntry } from "../data/manifest.ts";
import { EngineError } from "../errors.ts";
import type { Channel } from "./channel.ts";
import type { Choice, Graphics } from "./engine.ts";
import { findRenderer } from "./gpu/renderers.ts";
import { Delivery, type Line, type Progress, startWorker } from "./loader.ts";
import * as words from "./words.ts";

export type Kind = "wasm" | Graphics;

/** What goes on outside. */
export interface Surroundings {
  /** Resolves when no run is under way: until then a worker, or the model in it, must not be taken away. */
  idle(): Promise<unknown>;
  /** A model is about to be loaded. */
  onStart(): void;
  onProgress(entry: ModelEntry, progress: Progress): void;
  /** The tensors in a worker are gone: another model takes their place, or the worker, if it was there, is gone. */
  onGone(channel: Channel | null, reason: Error | null): void;
}

interface Loading {
  readonly entry: ModelEntry;
  readonly line: Promise<Line>;
  readonly stop: AbortController;
}

const NOTHING: Progress = { done: 0, total: 0, bytes: 0, totalBytes: 0 };

export class Lines {
  readonly #engine: Manifest["engine"];
  readonly #around: Surroundings;
  #choice: Choice = "auto";
  #kind: Kind = "wasm";
  #line: Promise<Line> | null = null;
  #loading: Loading | null = null;
  /** What the worker holds part of; it is of no use for another model. */
  #delivery: Delivery | null = null;
  /** Those with tensors that somebody has a use for. */
  #held: ReadonlySet<Channel> = new Set();
  /** No longer at work, but held. */
  readonly #retired = new Set<Channel>();

  constructor(engine: Manifest["engine"], around: Surroundings) {
    this.#engine = engine;
    this.#around = around;
  }

  get choice(): Choice {
    return this.#choice;
  }

  /** What the worker at work, or the next one, runs on. */
  get kind(): Kind {
    return this.#kind;
  }

  /** The worker at work, or on its way; null before there is one. */
  get current(): Promise<Line> | null {
    return this.#line;
  }

  /** The worker that a model is in, or on its way to. */
  of(entry: ModelEntry): Promise<Line> | null {
    return this.#loading?.entry === entry ? this.#loading.line : null;
  }

  /** The worker with this model in it. */
  load(entry: ModelEntry): Promise<Line> {
    const there = this.of(entry);
    if (there) return there;
    if (this.#delivery?.entry !== entry) this.#stopLoading(new DOMException(words.otherModel, "AbortError"));
    // Each model has to show anew what it runs best on.
    if (this.#choice === "auto") this.#turnTo("wasm");
    const stop = new AbortController();
    const loading: Loading = { entry, stop, line: this.#exchange(entry, stop.signal) };
    this.#loading = loading;
    loading.line.catch(() => {
      if (this.#loading === loading) this.#loading = null;
    });
    return loading.line;
  }

  prefer(choice: Choice): void {
    this.#choice = choice;
    const kind = choice === "auto" ? "wasm" : choice;
    if (kind === this.#kind) return;
    this.#stopLoading(new DOMException(words.otherBackend, "AbortError"));
    this.#turnTo(kind);
  }

  /** The graphics card failed: what comes next is done by wasm. */
  refuse(): void {
    this.#turnTo("wasm");
  }

  /** Goes on with a worker that has the model in it already. */
  replace(entry: ModelEntry, line: Line): void {
    this.#turnTo(line.backend as Graphics);
    this.#line = Promise.resolve(line);
    this.#loading = { entry, line: this.#line, stop: new AbortController() };
    this.#watch(this.#line);
  }

  /** Names the workers that must stay for the sake of their tensors. */
  hold(channels: ReadonlySet<Channel>): void {
    this.#held = channels;
    for (const retired of this.#retired) {
      if (channels.has(retired)) continue;
      this.#retired.delete(retired);
      retired.close(new Error(words.newerTensors));
    }
  }

  close(reason: Error): void {
    this.#stopLoading(reason);
    for (const retired of this.#retired) retired.close(reason);
    void this.#line?.then(
      ({ channel }) => channel.close(reason),
      () => {},
    );
  }

  #turnTo(kind: Kind): void {
    if (kind === this.#kind) return;
    void this.#retire(this.#line);
    this.#kind = kind;
    this.#line = this.#loading = this.#delivery = null;
  }

  async #retire(line: Promise<Line> | null): Promise<void> {
    const found = await line?.catch(() => null);
    await this.#around.idle();
    if (!found) return;
    if (this.#held.has(found.channel)) this.#retired.add(found.channel);
    else found.channel.close(new Error(words.otherWorker));
  }

  #stopLoading(reason: Error): void {
    this.#loading?.stop.abort(reason);
    if (!this.#delivery) return;
    void this.#line?.then(({ channel }) => channel.close(reason));
    this.#line = this.#delivery = null;
  }

  async #exchange(entry: ModelEntry, signal: AbortSignal): Promise<Line> {
    await this.#around.idle();
    signal.throwIfAborted();
    const show = (progress: Progress): void => {
      if (!signal.aborted) this.#around.onProgress(entry, progress);
    };
    this.#around.onStart();
    show(NOTHING);
    const line = await this.#worker();
    signal.throwIfAborted();
    this.#around.onGone(line.channel, null);
    const delivery = (this.#delivery ??= new Delivery(line.channel, entry));
    await delivery.bring(show, signal);
    if (this.#delivery === delivery) this.#delivery = null;
    return line;
  }

  #worker(): Promise<Line> {
    if (this.#line) return this.#line;
    this.#line = this.#start(this.#kind);
    this.#watch(this.#line);
    return this.#line;
  }

  async #start(kind: Kind): Promise<Line> {
    if (kind !== "wasm" && (await findRenderer(kind)) === null)
      throw new EngineError(...words.notOffered(words.BACKENDS[kind]));
    return startWorker(this.#engine, kind);
  }

  /** Notices when a worker is gone, and all that was in it. */
  #watch(line: Promise<Line>): void {
    const forget = (channel: Channel | null, reason: Error): void => {
      if (this.#line !== line) return;
      this.#line = this.#loading = this.#delivery = null;
      this.#around.onGone(channel, reason);
    };
    line.then(
      ({ channel }) => channel.closed.then((reason) => forget(channel, reason)),
      (reason: Error) => forget(null, reason),
    );
  }
}

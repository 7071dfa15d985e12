/** Tries the graphics card beside wasm, which goes on serving the page, and gives the worker that proves better. */
import type { Manifest, ModelEntry } from "../../data/manifest.ts";
import type { Graphics } from "../engine.ts";
import { Delivery, type Line, startWorker } from "../loader.ts";
import type { Prepared } from "../protocol.ts";
import * as words from "../words.ts";
import { agrees, candidates, judge, type Measured, median, type Rules } from "./judge.ts";
import { recall, remember } from "./memory.ts";
import { findRenderers } from "./renderers.ts";

export interface Trial {
  readonly engine: Manifest["engine"];
  readonly entry: ModelEntry;
  /** The worker on wasm, with the model in it. */
  readonly ground: Line;
  readonly input: Prepared;
  readonly rules: Rules;
  /** Resolves while the visitor waits for nothing. */
  readonly idle: () => Promise<unknown>;
  readonly signal: AbortSignal;
}

/**
 * The worker to go on with, loaded and warm; null where wasm stays. What is found is remembered.
 *
 * @throws the signal's reason, or what went wrong on wasm; nothing is remembered then.
 */
export async function seekFaster(trial: Trial): Promise<Line | null> {
  const { entry, ground, rules, signal } = trial;
  const renderers = await findRenderers();
  const remembered = recall(entry, renderers);
  const kinds = candidates(renderers, remembered);
  if (kinds.length === 0) return null;
  const measured = await measure(trial, ground, remembered === null ? rules.runs : 0);
  if (remembered === null && median(measured.milliseconds) < rules.quick) return null;
  for (const kind of kinds) {
    const line = await attempt(trial, kind, measured, remembered === kind).catch(() => null);
    signal.throwIfAborted();
    if (line) {
      remember(entry, renderers, kind);
      return line;
    }
  }
  remember(entry, renderers, "wasm");
  return null;
}

/** A worker on the graphics card, if it wins; what has won before has only to be right. */
async function attempt(trial: Trial, kind: Graphics, ground: Measured, hasWon: boolean): Promise<Line | null> {
  const { engine, entry, rules } = trial;
  const end = new AbortController();
  const timer = setTimeout(() => end.abort(new DOMException(words.trialTooLong, "TimeoutError")), rules.patience);
  const stop = (): void => end.abort(trial.signal.reason);
  trial.signal.addEventListener("abort", stop);
  try {
    const line = await startWorker(engine, kind, end.signal);
    await new Delivery(line.channel, entry).bring(() => {}, end.signal);
    const measured = await measure(trial, line, hasWon ? 0 : rules.runs);
    if (hasWon ? agrees(ground, measured, rules.tolerance) : judge(ground, measured, rules) === "faster") return line;
    end.abort();
    return null;
  } catch (error) {
    end.abort();
    throw error;
  } finally {
    clearTimeout(timer);
    trial.signal.removeEventListener("abort", stop);
  }
}

/** One run to warm up, which the values are of, and some for the time; the visitor's own runs go first. */
async function measure({ entry, input, idle, signal }: Trial, { channel }: Line, runs: number): Promise<Measured> {
  const run = async (hooks: readonly string[]) => {
    await idle();
    signal.throwIfAborted();
    return channel.call("trial", { input, hooks });
  };
  const { values } = await run(telling(entry));
  const milliseconds: number[] = [];
  while (milliseconds.length < runs) milliseconds.push((await run([])).milliseconds);
  return { milliseconds, values };
}

/** Hooks that the backends have to agree in: the logits, and a dozen on the way to them, each end included. */
function telling({ hooks }: ModelEntry): readonly string[] {
  const step = Math.max(1, Math.floor(hooks.length / 12));
  return [...new Set([...hooks.filter((_, i) => i % step === 0).map(({ name }) => name), "logits"])];
}

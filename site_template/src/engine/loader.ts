/** Brings a model into the worker: starts the worker, fetches graph and weights, hands them over chunk by chunk. */

import { fetchPack, offsets, readPack } from "../data/chunks.ts";
import { inflate } from "../data/inflate.ts";
import type { Manifest, ModelEntry } from "../data/manifest.ts";
import type { Chunk, Pack } from "../data/pack.ts";
import { EngineError } from "../errors.ts";
import { Channel } from "./channel.ts";
import type { Backend, Graphics } from "./engine.ts";
import type { Node } from "./protocol.ts";
import { hasSimd } from "./simd.ts";
import * as words from "./words.ts";

export interface Line {
  readonly channel: Channel;
  readonly backend: Backend;
}

/** What has come of how much. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly bytes: number;
  readonly totalBytes: number;
}

/**
 * Starts a worker; in place of wasm, plain JavaScript where WebAssembly cannot be had.
 *
 * @param signal ends the worker, also one that has started long since.
 */
export async function startWorker(
  engine: Manifest["engine"],
  kind: "wasm" | Graphics,
  signal?: AbortSignal,
): Promise<Line> {
  const line = kind === "wasm" ? await startGround(engine, signal) : await start(engine[kind], null, signal);
  if (!line) throw new EngineError(...words.cannotStart);
  return line;
}

async function startGround(engine: Manifest["engine"], signal?: AbortSignal): Promise<Line | null> {
  const wasm = hasSimd() ? await start(engine.worker, engine.wasm, signal) : null;
  return wasm ?? start(engine.cpu, null, signal);
}

/** Null where the worker says that its backend cannot start. */
async function start(program: Pack, binary: Pack | null, signal?: AbortSignal): Promise<Line | null> {
  const [source, wasm] = await Promise.all(
    [program, binary].map((pack) => pack && readPack(pack, { ahead: true }).then(inflate)),
  );
  signal?.throwIfAborted();
  const channel = openChannel(new TextDecoder().decode(source!));
  signal?.addEventListener("abort", () => channel.close(signal.reason));
  const { backend } = await channel.call("start", { wasm: wasm?.buffer ?? null }, wasm ? [wasm.buffer] : []);
  if (backend) return { channel, backend };
  channel.close(new Error(words.otherWorker));
  return null;
}

function openChannel(source: string): Channel {
  try {
    return new Channel(source);
  } catch {
    throw new EngineError(...words.mayNotStart);
  }
}

/** A model on its way into the worker. */
export class Delivery {
  readonly #came = new Set<number>();
  #loaded: Promise<null> | null = null;

  constructor(
    readonly channel: Channel,
    readonly entry: ModelEntry,
  ) {}

  /**
   * Resolves once the model can run.
   *
   * @throws what went wrong first; the next call goes on from there, as long as the channel is open: what has come
   * once is not asked for again.
   */
  async bring(onProgress: (progress: Progress) => void, signal: AbortSignal): Promise<void> {
    const { graph, weights } = this.entry;
    const count = counter([graph, weights], onProgress);
    if (this.#loaded) for (const chunk of graph.chunks) count(chunk);
    const loaded = (this.#loaded ??= this.#load(await readPack(graph, { signal, ahead: true, onChunk: count })));
    for (const index of this.#came) count(weights.chunks[index]!);
    const starts = offsets(weights);
    const take = async (text: readonly string[], chunk: Chunk, index: number): Promise<void> => {
      if (await this.#hand(text, chunk, index, starts[index]!)) count(chunk);
    };
    await Promise.all([
      loaded,
      fetchPack(weights, take, { signal, ahead: true, has: (index) => this.#came.has(index) }),
    ]);
  }

  #load(graph: Uint8Array<ArrayBuffer>): Promise<null> {
    const { hooks, preprocess } = this.entry;
    const nodes = hooks.map(({ name, shape, inputs }): Node => ({ name, shape, inputs }));
    const loaded = this.channel.call("load", { graph: graph.buffer, nodes, preprocess }, [graph.buffer]);
    // Whoever brings the weights hears of it; between two attempts nobody does.
    loaded.catch(() => {});
    return loaded;
  }

  /** False where an earlier call has handed the chunk over already. */
  async #hand(text: readonly string[], chunk: Chunk, index: number, start: number): Promise<boolean> {
    if (this.#came.has(index)) return false;
    this.#came.add(index);
    try {
      await this.channel.call("weights", { start, chunk, text });
      return true;
    } catch (error) {
      this.#came.delete(index);
      throw error;
    }
  }
}

function counter(packs: readonly Pack[], onProgress: (progress: Progress) => void): (chunk: Chunk) => void {
  const total = packs.reduce((sum, { chunks }) => sum + chunks.length, 0);
  const totalBytes = packs.reduce((sum, { bytes }) => sum + bytes, 0);
  let [done, bytes] = [0, 0];
  onProgress({ done, total, bytes, totalBytes });
  return (chunk) => onProgress({ done: ++done, total, bytes: (bytes += chunk.bytes), totalBytes });
}

/** Brings a model into the worker: starts the worker, fetches graph and weights, hands them over chunk by chunk. */

import { fetchPack, readPack } from "../data/chunks.ts";
import type { Chunk, Manifest, ModelEntry, Pack } from "../data/manifest.ts";
import { Channel } from "./channel.ts";
import { EngineError } from "./engine.ts";
import type { Node } from "./protocol.ts";
import { hasSimd } from "./simd.ts";

export interface Line {
  readonly channel: Channel;
  readonly backend: "wasm" | "cpu";
}

/** What has come of how much. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly bytes: number;
  readonly totalBytes: number;
}

export async function startWorker(engine: Manifest["engine"], onClose: () => void): Promise<Line> {
  const [source, wasm] = await Promise.all([readPack(engine.worker), hasSimd() ? readPack(engine.wasm) : null]);
  const channel = openChannel(new TextDecoder().decode(source), onClose);
  const { backend } = await channel.call("start", { wasm: wasm?.buffer ?? null }, wasm ? [wasm.buffer] : []);
  return { channel, backend };
}

function openChannel(source: string, onClose: () => void): Channel {
  try {
    return new Channel(source, onClose);
  } catch {
    throw new EngineError(
      "This browser does not let the page start its engine.",
      "Open the page in a tab of its own, or in a current Chrome, Edge, Firefox or Safari.",
    );
  }
}

/** Resolves once the model can run. After a failure the worker holds half a model and is of no more use. */
export async function loadModel(
  channel: Channel,
  entry: ModelEntry,
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<void> {
  const count = counter([entry.graph, entry.weights], onProgress);
  const graph = await readPack(entry.graph, signal, count);
  const nodes = entry.hooks.map(({ name, shape }): Node => ({ name, shape }));
  const loaded = channel.call("load", { graph: graph.buffer, nodes, preprocess: entry.preprocess }, [graph.buffer]);
  const sent = fetchPack(
    entry.weights,
    async (base64, chunk, index) => {
      await channel.call("weights", { index, chunk, base64 });
      count(chunk);
    },
    signal,
  );
  await Promise.all([loaded, sent]);
}

function counter(packs: readonly Pack[], onProgress: (progress: Progress) => void): (chunk: Chunk) => void {
  const total = packs.reduce((sum, { chunks }) => sum + chunks.length, 0);
  const totalBytes = packs.reduce((sum, { bytes }) => sum + bytes, 0);
  let [done, bytes] = [0, 0];
  onProgress({ done, total, bytes, totalBytes });
  return (chunk) => onProgress({ done: ++done, total, bytes: (bytes += chunk.bytes), totalBytes });
}

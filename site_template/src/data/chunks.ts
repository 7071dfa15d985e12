/**
 * Fetches packs by script tag, the one way that works over https, in a sandboxed frame and from file:// alike.
 * Each chunk is a classic script that calls `elvitChunk(its own name, base64)`.
 */

import { EngineError } from "../engine/engine.ts";
import { damaged, decodeChunk } from "./base64.ts";
import type { Chunk, Pack } from "./manifest.ts";

/** Chunks on their way at once: enough to keep a line busy, few enough to keep memory low. */
const IN_FLIGHT = 3;

/** By file: who waits for its text. */
const awaited = new Map<string, (base64: string) => void>();
/** By file: the text on its way, shared by all who ask. */
const pending = new Map<string, Promise<string>>();

declare global {
  // eslint-disable-next-line no-var -- only `var` declares a property of globalThis
  var elvitChunk: ((file: string, base64: string) => void) | undefined;
}

globalThis.elvitChunk = (file, base64) => awaited.get(file)?.(base64);

/**
 * The text of one chunk, still base64.
 *
 * @throws EngineError when the file is missing or does not hold the chunk; asking again tries again.
 */
export function fetchChunk(chunk: Chunk, part = 1, parts = 1): Promise<string> {
  const known = pending.get(chunk.file);
  if (known) return known;
  const text = injectScript(chunk.file, part, parts).finally(() => pending.delete(chunk.file));
  pending.set(chunk.file, text);
  return text;
}

function injectScript(file: string, part: number, parts: number): Promise<string> {
  const script = document.createElement("script");
  return new Promise<string>((resolve, reject) => {
    awaited.set(file, resolve);
    script.onerror = () => reject(missing(file, part, parts));
    // A chunk has called by now; a file cut short has not.
    script.onload = () => reject(damaged(file));
    script.src = file;
    document.head.append(script);
  }).finally(() => {
    awaited.delete(file);
    script.remove();
  });
}

function missing(file: string, part: number, parts: number): EngineError {
  const which = parts > 1 ? `Part ${part} of ${parts} (${file})` : `The file ${file}`;
  return new EngineError(`${which} is missing.`, "Check the connection, or whether the whole folder was copied; then try again.");
}

/**
 * Hands each chunk of a pack, by index and in no fixed order, to `take`; waits until all are taken.
 *
 * @param take resolves once the chunk is dealt with; the next one is fetched only then.
 * @throws whatever went wrong first; chunks not yet asked for are left.
 */
export async function fetchPack(
  pack: Pack,
  take: (base64: string, chunk: Chunk, index: number) => Promise<void> | void,
  signal?: AbortSignal,
): Promise<void> {
  let next = 0;
  let stopped = false;
  const lane = async (): Promise<void> => {
    while (next < pack.chunks.length && !stopped) {
      const index = next++;
      const chunk = pack.chunks[index]!;
      signal?.throwIfAborted();
      const base64 = await fetchChunk(chunk, index + 1, pack.chunks.length);
      signal?.throwIfAborted();
      await take(base64, chunk, index);
    }
  };
  try {
    await Promise.all(Array.from({ length: IN_FLIGHT }, lane));
  } finally {
    stopped = true;
  }
}

/** A whole pack, decoded here and now: for small ones. */
export async function readPack(pack: Pack, signal?: AbortSignal, onChunk?: (chunk: Chunk) => void): Promise<Uint8Array<ArrayBuffer>> {
  const whole = new Uint8Array(pack.bytes);
  const starts = offsets(pack);
  const take = (base64: string, chunk: Chunk, index: number): void => {
    whole.set(decodeChunk(chunk, base64), starts[index]);
    onChunk?.(chunk);
  };
  await fetchPack(pack, take, signal);
  return whole;
}

/** Where each chunk starts in the whole. */
function offsets(pack: Pack): number[] {
  let at = 0;
  return pack.chunks.map(({ bytes }) => (at += bytes) - bytes);
}

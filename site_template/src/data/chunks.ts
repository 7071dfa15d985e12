/** Fetches packs chunk by chunk: few at once, patiently, and what is waited for first. */

import { EngineError } from "../errors.ts";
import { decodeChunk } from "./base64.ts";
import { distrust, loadText, Missing } from "./files.ts";
import { line } from "./line.ts";
import type { Chunk, Pack } from "./pack.ts";
import * as words from "./words.ts";

/** Chunks on their way at once: enough to keep a line busy, few enough to keep memory low. */
const IN_FLIGHT = 3;
/** Where a chunk takes longer, fewer keep the line as busy, and what a visitor asks for meanwhile has more of it. */
const [SLOW_MS, IN_FLIGHT_SLOW] = [1000, 2];
/** Before a file that did not come is asked for again; a line that is back soon is no failure. */
const PAUSES_MS = [400, 2000];

export interface Asking {
  readonly signal?: AbortSignal | undefined;
  /** Nobody waits for it yet: whatever is waited for goes first. */
  readonly ahead?: boolean;
  readonly onChunk?: (chunk: Chunk) => void;
  /** Chunks that are there already, by index. */
  readonly has?: (index: number) => boolean;
}

/** By file: the text on its way, shared by all who ask. */
const pending = new Map<string, Promise<readonly string[]>>();

/**
 * The text of one chunk, as it stands in its file, in pieces.
 *
 * @throws EngineError when the file is missing; asking again tries again.
 */
function fetchChunk({ file }: Chunk, part = 1, parts = 1, ahead = false): Promise<readonly string[]> {
  const known = pending.get(file);
  if (known) return known;
  const text = fetchPatiently(file, ahead)
    .catch((error: unknown) => {
      throw error instanceof Missing ? new EngineError(...words.missing(file, part, parts)) : error;
    })
    .finally(() => pending.delete(file));
  pending.set(file, text);
  return text;
}

/** Lines are lost for a moment. */
async function fetchPatiently(file: string, ahead: boolean): Promise<readonly string[]> {
  // A file beside the page is there or not.
  for (const pause of location.protocol === "file:" ? [] : PAUSES_MS) {
    try {
      return await loadText(file, ahead);
    } catch {
      await new Promise((done) => setTimeout(done, pause));
    }
  }
  return loadText(file, ahead);
}

/**
 * Hands each chunk of a pack, by index and in no fixed order, to `take`; waits until all are taken.
 *
 * @param take resolves once the chunk is dealt with; the next one is fetched only then.
 * @throws whatever went wrong first; chunks not yet asked for are left.
 */
export async function fetchPack(
  pack: Pack,
  take: (text: readonly string[], chunk: Chunk, index: number) => Promise<void> | void,
  { signal, ahead = false, has = () => false }: Asking = {},
): Promise<void> {
  const left = [...pack.chunks.keys()].filter((index) => !has(index));
  let [stopped, slow] = [false, false];
  const lane = async (number: number): Promise<void> => {
    while (left.length > 0 && !stopped && !(slow && number >= IN_FLIGHT_SLOW)) {
      if (ahead) await line.free();
      signal?.throwIfAborted();
      const index = left.shift();
      if (index === undefined) return;
      const chunk = pack.chunks[index]!;
      const start = performance.now();
      const text = await fetchChunk(chunk, index + 1, pack.chunks.length, ahead);
      slow = ahead && performance.now() - start > SLOW_MS;
      signal?.throwIfAborted();
      try {
        await take(text, chunk, index);
      } catch (error) {
        if (!signal?.aborted) distrust(chunk.file);
        throw error;
      }
    }
  };
  try {
    await Promise.all(Array.from({ length: IN_FLIGHT }, (_, number) => lane(number)));
  } finally {
    stopped = true;
  }
}

/** A whole pack, decoded here and now: for small ones. */
export function readPack(pack: Pack, asking: Asking = {}): Promise<Uint8Array<ArrayBuffer>> {
  const reading = readWhole(pack, asking);
  return asking.ahead ? reading : line.wanted(reading);
}

async function readWhole(pack: Pack, asking: Asking): Promise<Uint8Array<ArrayBuffer>> {
  const whole = new Uint8Array(pack.bytes);
  const starts = offsets(pack);
  const take = (text: readonly string[], chunk: Chunk, index: number): void => {
    decodeChunk(chunk, text, whole.subarray(starts[index], starts[index]! + chunk.bytes));
    asking.onChunk?.(chunk);
  };
  await fetchPack(pack, take, asking);
  return whole;
}

/** Where each chunk starts in the whole, in bytes. */
export function offsets(pack: Pack): number[] {
  let at = 0;
  return pack.chunks.map(({ bytes }) => (at += bytes) - bytes);
}

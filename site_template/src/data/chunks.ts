/**
 * Fetches packs by script tag, the one way that works over https, in a sandboxed frame and from file:// alike.
 * Each chunk is a classic script that calls `elvitChunk(its own name, text)`.
 */

import { EngineError } from "../engine/engine.ts";
import { damaged, decodeChunk } from "./base64.ts";
import { line } from "./line.ts";
import type { Chunk, Pack } from "./manifest.ts";

/** Chunks on their way at once: enough to keep a line busy, few enough to keep memory low. */
const IN_FLIGHT = 3;
/** Where a chunk takes longer than this, fewer keep the line as busy, and what a visitor asks for meanwhile has more of it. */
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

/** By file: who waits for its text. */
const awaited = new Map<string, (text: string) => void>();
/** By file: the text on its way, shared by all who ask. */
const pending = new Map<string, Promise<string>>();

declare global {
  // eslint-disable-next-line no-var -- only `var` declares a property of globalThis
  var elvitChunk: ((file: string, text: string) => void) | undefined;
}

globalThis.elvitChunk = (file, text) => awaited.get(file)?.(text);

/**
 * The text of one chunk, as it stands in its file.
 *
 * @throws EngineError when the file is missing or does not hold the chunk; asking again tries again.
 */
export function fetchChunk(chunk: Chunk, part = 1, parts = 1, ahead = false): Promise<string> {
  const known = pending.get(chunk.file);
  if (known) return known;
  const text = fetchPatiently(chunk.file, part, parts, ahead).finally(() => pending.delete(chunk.file));
  pending.set(chunk.file, text);
  return text;
}

class Missing extends EngineError {}

/** Lines are lost for a moment; a file that is damaged stays so. */
async function fetchPatiently(file: string, part: number, parts: number, ahead: boolean): Promise<string> {
  // A file beside the page is there or not.
  for (const pause of location.protocol === "file:" ? [] : PAUSES_MS) {
    try {
      return await injectScript(file, part, parts, ahead);
    } catch (error) {
      if (!(error instanceof Missing)) throw error;
      await new Promise((done) => setTimeout(done, pause));
    }
  }
  return injectScript(file, part, parts, ahead);
}

function injectScript(file: string, part: number, parts: number, ahead: boolean): Promise<string> {
  const script = document.createElement("script");
  script.fetchPriority = ahead ? "low" : "high";
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

function missing(file: string, part: number, parts: number): Missing {
  const which = parts > 1 ? `Part ${part} of ${parts} (${file})` : `The file ${file}`;
  return new Missing(`${which} is missing.`, "Check the connection, or whether the whole folder was copied; then try again.");
}

/**
 * Hands each chunk of a pack, by index and in no fixed order, to `take`; waits until all are taken.
 *
 * @param take resolves once the chunk is dealt with; the next one is fetched only then.
 * @throws whatever went wrong first; chunks not yet asked for are left.
 */
export async function fetchPack(
  pack: Pack,
  take: (text: string, chunk: Chunk, index: number) => Promise<void> | void,
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
      await take(text, chunk, index);
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
  const take = (text: string, chunk: Chunk, index: number): void => {
    whole.set(decodeChunk(chunk, text), starts[index]);
    asking.onChunk?.(chunk);
  };
  await fetchPack(pack, take, asking);
  return whole;
}

/** Where each chunk starts in the whole. */
function offsets(pack: Pack): number[] {
  let at = 0;
  return pack.chunks.map(({ bytes }) => (at += bytes) - bytes);
}

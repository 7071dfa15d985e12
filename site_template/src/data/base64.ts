/** One chunk's text back into its bytes, checked: length and CRC-32 must be those of the manifest. */

import CRC32 from "crc-32";

import { EngineError } from "../engine/engine.ts";
import type { Chunk } from "./manifest.ts";

/** Browsers since 2025 have it; TypeScript's library does not yet. */
const native = (Uint8Array as { fromBase64?: (text: string) => Uint8Array<ArrayBuffer> }).fromBase64;

/**
 * @throws EngineError naming the file, when the bytes are not those that the builder wrote.
 */
export function decodeChunk(chunk: Chunk, text: string): Uint8Array<ArrayBuffer> {
  const bytes = chunk.text ? new TextEncoder().encode(text) : decode(text);
  if (bytes?.length !== chunk.bytes || CRC32.buf(bytes) >>> 0 !== chunk.crc32) throw damaged(chunk.file);
  return bytes;
}

export function damaged(file: string): EngineError {
  return new EngineError(`The file ${file} is damaged.`, "Copy the site once more, or build it again; then try again.");
}

function decode(base64: string): Uint8Array<ArrayBuffer> | null {
  try {
    return native ? native.call(Uint8Array, base64) : decodeByHand(base64);
  } catch {
    return null;
  }
}

/** For older browsers. */
export function decodeByHand(base64: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

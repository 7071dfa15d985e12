/** One chunk's text back into its bytes, checked: length and CRC-32 must be those of the manifest. */

import CRC32 from "crc-32";

import { EngineError } from "../errors.ts";
import type { Chunk } from "./pack.ts";
import * as words from "./words.ts";

interface Written {
  readonly read: number;
  readonly written: number;
}

/** Browsers since 2025 have it; TypeScript's library does not yet. */
type Into = Uint8Array & { setFromBase64?(text: string): Written };

/**
 * Decodes a chunk: base64 in a stylesheet, plain text in a script.
 *
 * @param pieces of the chunk's text, in order.
 * @param into as long as the chunk; spoilt where the chunk is damaged.
 * @throws EngineError naming the file, when the bytes are not those that the builder wrote.
 */
export function decodeChunk(chunk: Chunk, pieces: readonly string[], into: Uint8Array): void {
  const decode = chunk.file.endsWith(".js") ? encode : decodeBase64;
  let at = 0;
  for (const piece of pieces) {
    const { read, written } = decode(piece, into.subarray(at));
    if (read !== piece.length) throw damaged(chunk.file);
    at += written;
  }
  if (at !== chunk.bytes || CRC32.buf(into) >>> 0 !== chunk.crc32) throw damaged(chunk.file);
}

export function damaged(file: string): EngineError {
  return new EngineError(...words.damaged(file));
}

const encode = (text: string, into: Uint8Array): Written => new TextEncoder().encodeInto(text, into);

function decodeBase64(text: string, into: Into): Written {
  try {
    return into.setFromBase64 ? into.setFromBase64(text) : decodeByHand(text, into);
  } catch {
    return { read: -1, written: 0 };
  }
}

/** For older browsers. */
export function decodeByHand(text: string, into: Uint8Array): Written {
  const binary = atob(text);
  if (binary.length > into.length) return { read: -1, written: 0 };
  for (let i = 0; i < binary.length; i++) into[i] = binary.charCodeAt(i);
  return { read: text.length, written: binary.length };
}

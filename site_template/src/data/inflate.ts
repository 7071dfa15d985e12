/** Unpacks what the builder has compressed: base64 hides from a server's own compression what is alike in a program. */

import { EngineError } from "../errors.ts";
import * as words from "./words.ts";

/** @throws EngineError where the browser cannot. */
export async function inflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  if (typeof DecompressionStream === "undefined") throw new EngineError(...words.cannotUnpack);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

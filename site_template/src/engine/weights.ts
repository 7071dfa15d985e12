/** Puts chunks of weights, which come in any order, into one stream in order. */

import type { Chunk } from "../data/manifest.ts";
import { decodeChunk } from "../data/base64.ts";

interface Waiting {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly used: () => void;
}

export class WeightStream {
  readonly stream: ReadableStream<ArrayBuffer>;
  readonly #waiting = new Map<number, Waiting>();
  #wanted = 0;
  #wake: (() => void) | null = null;

  constructor() {
    // A chunk is taken only when it is asked for, so that few are in memory at once.
    this.stream = new ReadableStream<ArrayBuffer>({ pull: (controller) => this.#pull(controller) }, { highWaterMark: 0 });
  }

  /** Resolves once the chunk is on its way to the model. */
  put(index: number, chunk: Chunk, base64: string): Promise<void> {
    const bytes = decodeChunk(chunk, base64);
    return new Promise((used) => {
      this.#waiting.set(index, { bytes, used });
      this.#wake?.();
    });
  }

  async #pull(controller: ReadableStreamDefaultController<ArrayBuffer>): Promise<void> {
    while (!this.#waiting.has(this.#wanted)) await new Promise<void>((wake) => (this.#wake = wake));
    const { bytes, used } = this.#waiting.get(this.#wanted)!;
    this.#waiting.delete(this.#wanted++);
    controller.enqueue(bytes.buffer);
    used();
  }
}

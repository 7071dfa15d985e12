/** Puts chunks of weights, which come in any order, where the model will have them. */
import type { io, NamedTensorMap } from "@tensorflow/tfjs-core";

import { decodeChunk } from "../data/base64.ts";
import type { Chunk } from "../data/pack.ts";
import { type Place, placeOf } from "./places.ts";

interface Waiting {
  readonly place: Place;
  readonly start: number;
  readonly end: number;
}

export class Intake {
  /** Each weight by its name, once all have come. */
  readonly all: Promise<NamedTensorMap>;
  readonly #waiting: readonly Waiting[];
  /** Bytes that have not come yet. */
  #left = 0;
  /** What a chunk is decoded in; one serves them all, so that nothing is left for a garbage collector. */
  #scratch = new Uint8Array();
  #finish!: (weights: NamedTensorMap) => void;

  /** @param specs of the weights, in the order of their bytes. */
  constructor(specs: readonly io.WeightsManifestEntry[]) {
    this.all = new Promise((resolve) => (this.#finish = resolve));
    this.#waiting = specs.map((spec) => {
      const place = placeOf(spec);
      const start = this.#left;
      return { place, start, end: (this.#left += place.bytes) };
    });
    this.#finishIfAllCame();
  }

  /**
   * @param start of the chunk's bytes within those of all weights.
   * @throws EngineError when it is damaged; a sound one can take its place.
   */
  put(start: number, chunk: Chunk, pieces: readonly string[]): void {
    if (this.#scratch.length < chunk.bytes) this.#scratch = new Uint8Array(chunk.bytes);
    const bytes = this.#scratch.subarray(0, chunk.bytes);
    decodeChunk(chunk, pieces, bytes);
    for (const waiting of this.#waiting) {
      const [from, to] = [Math.max(start, waiting.start), Math.min(start + chunk.bytes, waiting.end)];
      if (from < to) waiting.place.write(bytes.subarray(from - start, to - start), from - waiting.start);
    }
    this.#left -= chunk.bytes;
    this.#finishIfAllCame();
  }

  #finishIfAllCame(): void {
    if (this.#left === 0)
      this.#finish(Object.fromEntries(this.#waiting.map(({ place }) => [place.name, place.tensor()])));
  }
}

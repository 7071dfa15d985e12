/** The precomputed maps of a picture: bytes back to similarity and attention, block by block, as they are asked for. */
import { readPack } from "./chunks.ts";
import type { MapsLayout, ModelEntry } from "./manifest.ts";
import type { Pack } from "./pack.ts";
import * as words from "./words.ts";

/** The largest error of a similarity. */
export const SIMILARITY_ERROR = 1 / 255;
/** The largest error of an attention value's square root, as a share of the square root of its matrix's highest. */
export const ATTENTION_ERROR = 0.5 / 255;

export interface Maps {
  readonly layout: MapsLayout;
  /** [pos, pos], symmetric, of the cosines after a block. */
  similarity(block: number): Float32Array;
  /** [head, query, key]; a single one, the mean over the heads, where the layout says so. */
  attention(block: number): Float32Array;
  /** The most likely classes if the model stopped after a block, highest first; none where nobody worked them out. */
  answers(block: number): readonly ClassShare[];
}

export interface ClassShare {
  readonly index: number;
  readonly share: number;
}

/** Bytes of one class and its share. */
const ANSWER = 8;

/** How many pictures' maps are kept: two views look at the same, and a picture is compared with another. */
const KEPT = 2;
const kept = new Map<Pack, Promise<Maps>>();

/**
 * The maps of a picture; null where the site has none, as of a visitor's own.
 *
 * @throws EngineError when the file is missing or damaged; asking again tries again.
 */
export async function readMaps(model: ModelEntry, image: string): Promise<Maps | null> {
  const pack = model.maps[image];
  if (!pack) return null;
  const asked = kept.get(pack) ?? readPack(pack).then((bytes) => decodeMaps(bytes, model.maps_layout));
  kept.delete(pack);
  kept.set(pack, asked);
  asked.catch(() => kept.delete(pack));
  for (const oldest of kept.keys()) if (kept.size > KEPT) kept.delete(oldest);
  return asked;
}

/** @throws RangeError when the bytes are not as many as the layout says. */
export function decodeMaps(bytes: Uint8Array, layout: MapsLayout): Maps {
  const { blocks, pos, heads, answers: told } = layout;
  const triangle = (pos * (pos + 1)) / 2;
  const plane = pos * pos;
  const first = 4 * blocks * heads;
  const second = first + blocks * triangle;
  const third = second + blocks * heads * plane;
  const whole = third + blocks * told * ANSWER;
  if (bytes.length !== whole) throw new RangeError(words.mapsLength(bytes.length, whole));
  const scales = new DataView(bytes.buffer, bytes.byteOffset, first);

  function similarity(block: number): Float32Array {
    const out = new Float32Array(plane);
    let at = first + block * triangle;
    for (let row = 0; row < pos; row++)
      for (let column = row; column < pos; column++)
        out[row * pos + column] = out[column * pos + row] = (bytes[at++]! / 255) * 2 - 1;
    return out;
  }

  function attention(block: number): Float32Array {
    const out = new Float32Array(heads * plane);
    for (let head = 0; head < heads; head++) {
      const number = block * heads + head;
      const factor = scales.getFloat32(4 * number, true) / 255 ** 2;
      const start = second + number * plane;
      for (let i = 0; i < plane; i++) out[head * plane + i] = bytes[start + i]! ** 2 * factor;
    }
    return out;
  }

  function answers(block: number): ClassShare[] {
    const view = new DataView(bytes.buffer, bytes.byteOffset + third + block * told * ANSWER, told * ANSWER);
    return Array.from({ length: told }, (_, i) => ({
      index: view.getUint32(i * ANSWER, true),
      share: view.getFloat32(i * ANSWER + 4, true),
    }));
  }

  return { layout, similarity: once(similarity), attention: once(attention), answers };
}

/** Of every block once. */
function once(make: (block: number) => Float32Array): (block: number) => Float32Array {
  const made = new Map<number, Float32Array>();
  return (block) => {
    const there = made.get(block) ?? make(block);
    made.set(block, there);
    return there;
  };
}

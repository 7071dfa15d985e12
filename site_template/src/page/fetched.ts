/** What has been fetched of the present run and its model, held within a budget. */
import type { Pack } from "../data/pack.ts";
import type { Engine, Slice, TensorValue } from "../engine/engine.ts";
import { imageSize } from "../hooks/sizes.ts";
import type { Pixels } from "../marks/picture.ts";
import { createCache } from "./cache.ts";
import type { Chosen } from "./chosen.ts";

export type LoadPack = (pack: Pack) => Promise<Uint8Array>;

export interface Fetched {
  tensor(name: string): Promise<TensorValue>;
  weight(name: string, slice?: Slice): Promise<TensorValue>;
  /** The chosen picture as the chosen model sees it; null while nobody knows. */
  pixels(): Promise<Pixels | null>;
  /** A run has said how a model sees a picture. */
  noteInput(model: string, picture: string, input: Pixels): void;
  forgetTensors(): void;
  forgetWeights(): void;
}

/** Bytes held at once, of tensors and of weights: all that ViT-B has would be 160 MB and 340 MB. */
const MOST_TENSORS = 96e6;
const MOST_WEIGHTS = 64e6;
const FLOAT_BYTES = 4;

export function createFetched(engine: Engine, { model, picture }: Chosen, loadPack: LoadPack): Fetched {
  const tensors = createCache<TensorValue>(MOST_TENSORS);
  const weights = createCache<TensorValue>(MOST_WEIGHTS);
  const inputs = new Map<string, Promise<Pixels | null>>();
  return {
    tensor(name) {
      const shape = model().hooks.find((hook) => hook.name === name)?.shape ?? [];
      return tensors.take(name, bytesOf(shape), () => engine.tensor(name));
    },
    weight(name, slice) {
      const { id, params } = model();
      const { dims, shape } = params[name] ?? { dims: [], shape: [] };
      const left = shape.filter((_, axis) => dims[axis] !== slice?.axis);
      const key = JSON.stringify([id, name, slice?.axis, slice?.index]);
      return weights.take(key, bytesOf(left), () => engine.weight(id, name, slice));
    },
    pixels() {
      const key = keyOf(model().id, picture().id);
      const kept = inputs.get(key);
      if (kept) return kept;
      const pack = model().inputs[picture().id];
      const { width } = imageSize(model().config);
      const asked = pack
        ? loadPack(pack).then((rgb) => ({ width, height: Math.round(rgb.length / 3 / width), rgb }))
        : Promise.resolve(null);
      inputs.set(key, asked);
      asked.catch(() => inputs.delete(key));
      return asked;
    },
    noteInput: (model, picture, input) => void inputs.set(keyOf(model, picture), Promise.resolve(input)),
    forgetTensors: () => tensors.clear(),
    forgetWeights: () => weights.clear(),
  };
}

const keyOf = (model: string, picture: string): string => `${model} ${picture}`;

const bytesOf = (shape: readonly number[]): number => shape.reduce((size, length) => size * length, FLOAT_BYTES);

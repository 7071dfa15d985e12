/** What the logit lens knows of a run, worked out once: the answer after each block, all patches of some blocks. */
import type { TensorValue } from "../../../engine/engine.ts";
import { answers, type Reader, readAnswer } from "../../../page/lens.ts";
import type { Scene } from "../scene.ts";

export interface KeptAnswers {
  /** By block what the head would say, as far as tokens are there. */
  read(scene: Scene, reader: Reader): readonly (Float64Array | null)[];
  /** Of the scene's block, [patch, class]; null where its tokens are not there, or somebody has stopped it. */
  patches(scene: Scene, reader: Reader, stopped: () => boolean): Promise<Float64Array | null>;
}

interface Known {
  readonly read: (Float64Array | null)[];
  readonly patches: Map<TensorValue, Float64Array>;
}

export function keptAnswers(): KeptAnswers {
  const known = new WeakMap<object, Known>();
  function knownOf({ data }: Scene): Known {
    const there = known.get(data) ?? { read: Array.from({ length: data.blocks }, () => null), patches: new Map() };
    known.set(data, there);
    return there;
  }
  return {
    read(scene, reader) {
      const { read } = knownOf(scene);
      read.forEach((before, block) => {
        const tensor = scene.data.tokens(block);
        if (!before && tensor) read[block] = readAnswer(tensor, reader);
      });
      return read;
    },
    async patches(scene, reader, stopped) {
      const { patches } = knownOf(scene);
      const { data, grid, block } = scene;
      const tensor = data.tokens(block);
      if (!tensor) return null;
      const found = patches.get(tensor) ?? (await answers(tensor, grid.prefix, grid.tokens, reader, stopped));
      if (found) patches.set(tensor, found);
      return found;
    },
  };
}

/** What the logit lens shows of a moment, and how its classes are called. */

import type { Reader } from "../../../page/lens.ts";
import type { Scene } from "../scene.ts";
import type { Hues } from "./lens-classes.ts";
import { lensWords } from "./words/lens.ts";

export interface Shown {
  readonly scene: Scene;
  readonly reader: Reader;
  readonly hues: Hues;
  /** By block what the head would say, [class]; null where the block's tokens are not there. */
  readonly read: readonly (Float64Array | null)[];
}

export const labelOf = ({ model }: Scene, index: number): string => model.labels[index] ?? lensWords.class(index);
/** The first of a class's names. */
export const shortOf = (scene: Scene, index: number): string => labelOf(scene, index).split(",")[0]!;

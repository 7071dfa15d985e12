/** What every part of the view draws from: the data, what is chosen, and what follows from both. */
import type { ModelEntry } from "../../data/manifest.ts";
import type { ColourScale, Tone } from "../../marks/colours.ts";
import type { Pixels } from "../../marks/picture.ts";
import type { Grid } from "../../maths/tokens.ts";
import type { Picture } from "../../page/pictures.ts";
import type { State } from "../../state/table.ts";
import type { Fuse, InterpretationData, RolloutOptions } from "./data.ts";

export type Method = "similarity" | "attention" | "rollout";

/** Which patches belong to the object; drawn by a visitor, or known from the gallery. */
export interface Mask {
  /** The class, or "your mask". */
  readonly name: string;
  readonly drawn: boolean;
  /** 1 for the patches that are the object's, 0 for the others. */
  readonly truth: Uint8Array;
  /** Share of each patch that is covered; of a drawn one 0 or 1. */
  readonly cover: ArrayLike<number>;
}

export interface Scene {
  readonly state: State;
  readonly model: ModelEntry;
  readonly picture: Picture;
  readonly grid: Grid;
  readonly tone: Tone;
  readonly data: InterpretationData;
  /** The picture as the model sees it, once somebody knows. */
  readonly pixels: Pixels | null;
  /** True while the pointer moves over the picture: the references are only tried out. Panels are not told of it. */
  readonly passing: boolean;
  /** Token indices, at least one, ascending. */
  readonly references: readonly number[];
  /** "CLS", "patch (3, 5)", "6 patches", "all patches". */
  readonly referenceName: string;
  readonly method: Method;
  readonly fuse: Fuse;
  readonly rollout: RolloutOptions;
  /** The block of the large map. */
  readonly block: number;
  /** Methods of the rows, the large map's first. */
  readonly methods: readonly Method[];
  readonly mask: Mask | null;
  /** Classes of the picture whose masks are known. */
  readonly masks: readonly string[];
  /** The map of a method after a block, one number a patch; null while it is not there. Computed once. */
  map(method: Method, block: number): Float64Array | null;
  /** Its colours: shared by all blocks, or of this block alone, as the state says. */
  scale(method: Method, block: number): ColourScale | null;
  /** From which value on a patch of the large map is outlined; NaN where there is no map. */
  readonly threshold: number;
}

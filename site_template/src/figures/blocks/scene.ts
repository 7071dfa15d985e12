/** What a view that goes block by block shows at one moment, as far as its frame and its small maps have to know. */
import type { ModelEntry } from "../../data/manifest.ts";
import type { Pixels } from "../../marks/picture.ts";
import type { Grid } from "../../maths/tokens.ts";
import type { BlockData } from "./run-data.ts";

export interface BlockScene {
  readonly model: ModelEntry;
  readonly grid: Grid;
  readonly data: BlockData;
  /** The picture as the model sees it, once somebody knows. */
  readonly pixels: Pixels | null;
  /** True while the pointer tries something out on the picture: figures follow, words and panels wait. */
  readonly passing: boolean;
  /** The block of the large figure. */
  readonly block: number;
}

/** A piece of the view that draws itself from a scene. */
export interface Part<Scene> {
  readonly element: HTMLElement;
  update(scene: Scene): void;
  destroy(): void;
}

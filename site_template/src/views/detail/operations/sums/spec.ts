/** What a figure of a sum is drawn from. */
import type { ColourScale, Tone } from "../../../../marks/colours.ts";
import type { Matrix, Placed, SumOfProducts } from "../../../../maths/workings/sums.ts";
import type { Across } from "../../figures/across.ts";
import type { Lane, Measure } from "../../figures/lanes.ts";
import type { Groups } from "./matrix.ts";

/** A vector: its name, a quiet line below it, its colours. */
export interface Side {
  readonly role: string;
  readonly title: string;
  readonly under: string;
  readonly picture?: HTMLElement;
  readonly scale: ColourScale;
  /** What its colours measure, for the legend. */
  readonly quantity: string;
}

export interface SumSpec {
  /** Name of the figure, and what it says to ears. */
  readonly name: string;
  readonly label: string;
  readonly sum: SumOfProducts & Placed;
  readonly left: Side;
  readonly right: Side;
  readonly tone: Tone;
  /** Heads that the terms belong to. */
  readonly heads: number | null;
  readonly matrix: { readonly matrix: Matrix; readonly name: string; readonly groups: Groups } | null;
  /** A lane above the vectors: the tokens that they run over, or the rows that the first is the mean of. */
  readonly above: ((measure: Measure, shape: Across) => Lane) | null;
  /** Whether the first vector is the mean of the rows above it. */
  readonly takesMean?: boolean;
  /** Shown beside what is multiplied: the patch of a key, say. */
  readonly beside: { readonly element: HTMLElement; readonly edge: number; at(index: number): void } | null;
  termName(index: number): string;
  /** The row that the result stands in; `heads` are groups of it. */
  readonly result: Side & { readonly heads: number | null; readonly how: string; placeName(index: number): string };
  /** Chooses another place of the result's row. */
  pick(index: number): void;
  /** Goes to the step of a term. */
  seek(index: number): void;
}

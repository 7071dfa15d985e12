/** What a chart of curves over the blocks is given. */

export interface Line {
  readonly id: string;
  readonly name: string;
  /** Class of the style sheet that gives the colour. */
  readonly role: string;
  /** One number a block; nan leaves a gap. */
  readonly values: ArrayLike<number>;
  readonly look?: "dashed" | "dotted";
  /** An interval around a second curve, and that curve. */
  readonly band?: {
    readonly low: ArrayLike<number>;
    readonly middle: ArrayLike<number>;
    readonly high: ArrayLike<number>;
  };
  /** Block whose point is ringed. */
  readonly best?: number | null;
}

export interface Curves {
  /** What the figure shows, for those who do not see it. */
  readonly label: string;
  readonly lines: readonly Line[];
  /** Level lines across the whole width. */
  readonly levels?: readonly { readonly value: number; readonly name: string }[];
  readonly blocks: number;
  readonly chosen: number;
  /** Ends of the axis; from the values where they are left out. */
  readonly domain?: readonly [number, number];
  readonly print?: (value: number) => string;
}

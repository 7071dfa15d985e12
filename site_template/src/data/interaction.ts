/** What was measured of a model's patch interactions over a labelled folder. Python owns these shapes. */
import { readPack } from "./chunks.ts";
import type { ModelEntry } from "./manifest.ts";

/** Mean, and the ends of its 95 % interval; null where there is no number. */
export type Interval = readonly [mean: number | null, low: number | null, high: number | null];

/** The value, its change against the untouched model, and how far the method is ahead of this control. */
export type Cell = readonly [value: Interval, change: Interval, ahead: Interval];

export interface InteractionNumbers {
  readonly format: 1;
  readonly experiment: {
    readonly indicators: readonly string[];
    readonly ks: readonly number[];
    readonly controls: readonly string[];
    /** Indicator and k of the controls, and of the fields that rank patches. */
    readonly usual: readonly [indicator: string, k: number];
    readonly orders: readonly string[];
    readonly shares: readonly number[];
    readonly metrics: readonly string[];
    readonly effects: readonly string[];
    /** How many edges of a picture were cut. */
    readonly edges: number;
  };
  readonly about: {
    readonly pictures: number;
    readonly classes: number;
    /** Pictures whose edges were cut. */
    readonly cut: number;
    readonly folder: string;
    /** Share of the patches that was left out at random in training; null where nobody knows. */
    readonly dropped: number | null;
  };
  /** By metric, of the untouched model. */
  readonly plain: readonly Interval[];
  /** By indicator and k: the windows' mean share of the grid. */
  readonly areas: readonly (readonly number[])[];
  /** By indicator, k and metric. */
  readonly windows: readonly (readonly (readonly Cell[])[])[];
  /** By control, k and metric; of the areas of the usual indicator's windows. */
  readonly controls: readonly (readonly (readonly Cell[])[])[];
  /** By order, share and metric. */
  readonly removal: readonly (readonly (readonly Cell[])[])[];
  /** By indicator, cut (each block, then all) and effect: the rank correlation, and by how much it beats the mean's. */
  readonly foretold: readonly (readonly (readonly (readonly [value: Interval, ahead: Interval])[])[])[];
}

/** Null where the site has none of this model. */
export async function interactionNumbers({ interaction }: ModelEntry): Promise<InteractionNumbers | null> {
  if (!interaction) return null;
  return JSON.parse(new TextDecoder().decode(await readPack(interaction.numbers))) as InteractionNumbers;
}

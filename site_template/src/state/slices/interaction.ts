/** What the address holds of the interaction view: which patch takes from which. */
import { choice, type Fields, shaped } from "../fields.ts";

export interface InteractionState {
  /** What the large figure of the interaction view shows. */
  readonly figure: "window" | "field" | "tendency";
  /** How the heads' attention becomes one number a pair of patches. */
  readonly indicator: "mean" | "std" | "mean+std" | "max";
  /** How many standard deviations above its row's mean a patch stands out. */
  readonly k: string;
  /** Where edges into the patch are cut to measure what that does: in all blocks, or in the one that is shown. */
  readonly cuts: "all" | "block";
  /** Which of the effects of a cut is shown: on the patch's own token, or on the answer. */
  readonly effect: "token" | "answer";
}

export const INTERACTION: Fields<InteractionState> = {
  figure: choice("window", "field", "tendency"),
  indicator: choice("mean", "std", "mean+std", "max"),
  k: shaped(/^-?\d{1,3}(\.\d{1,6})?$/, "1"),
  cuts: choice("all", "block"),
  effect: choice("token", "answer"),
};

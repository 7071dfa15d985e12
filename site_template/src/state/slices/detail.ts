/** What the address holds of whatever is played: the detail view, and the walk through depth. */
import { choice, type Fields, index } from "../fields.ts";

export interface DetailState {
  /** Step of the animation in the detail view. */
  readonly at: number;
  /** How fast it plays, and whether it begins anew at its end. */
  readonly speed: "0.25" | "0.5" | "1" | "2" | "4";
  readonly loop: "once" | "always";
}

export const DETAIL: Fields<DetailState> = {
  at: index(),
  speed: choice("1", "0.25", "0.5", "2", "4"),
  loop: choice("once", "always"),
};

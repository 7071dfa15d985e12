/** What the address holds of the overview. */
import { choice, type Fields, shaped, text } from "../fields.ts";

export interface OverviewState {
  /** Number of the block that the overview has unfolded; empty for none. */
  readonly open: string;
  /** How the overview is zoomed, as "x,y,k"; empty for the whole. */
  readonly zoom: string;
  /** What the small pictures of the overview show: likeness to the chosen token, or where it looks. */
  readonly maps: "similarity" | "attention";
}

export const OVERVIEW: Fields<OverviewState> = {
  open: shaped(/^\d{1,3}$/),
  zoom: text(),
  maps: choice("similarity", "attention"),
};

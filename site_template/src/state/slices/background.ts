/** What the address holds of the background: concepts and how they hang together. */
import { choice, type Fields, text } from "../fields.ts";

export interface BackgroundState {
  /** The concept that is read; empty for none. */
  readonly concept: string;
  /** The concept that a learning path leads to; empty for no path. */
  readonly path: string;
  /** Which links between concepts are drawn while none of them is looked at. */
  readonly links: "needs" | "all";
  /** What concepts are searched for. */
  readonly find: string;
  /** The part of the graph of concepts that is in sight, "x,y,k"; empty for all of it. */
  readonly graph: string;
}

export const BACKGROUND: Fields<BackgroundState> = {
  concept: text(),
  path: text(),
  links: choice("needs", "all"),
  find: text(),
  graph: text(),
};

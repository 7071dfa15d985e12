/** Where a visitor is, and what every view shares: the model, the picture, the tensor, and the place in it. */
import { choice, type Fields, index, text } from "../fields.ts";

export interface PlaceState {
  readonly view: string;
  /** Model id; empty for the first one. */
  readonly model: string;
  /** Picture id; empty for the first one. */
  readonly image: string;
  /** Which pictures the gallery shows. */
  readonly kind: "all" | "one" | "several" | "hard" | "mistaken";
  /** Hook name; empty for the view's own choice. */
  readonly hook: string;
  /** Position in the sequence, prefix tokens first: the row that is read. */
  readonly token: number;
  /** Index on the last axis: a feature, a key, a class. */
  readonly column: number;
  readonly head: number;
  /** How the picture is drawn. */
  readonly see: "original" | "model";
  /** What an overlay on the picture shows of a token's features. */
  readonly show: "norm" | "feature";
  /** Whether colours reach to the most extreme values, or only to where most values lie. */
  readonly range: "most" | "all";
  /** How many class bars are shown. */
  readonly classes: "five" | "ten";
}

export const PLACE: Fields<PlaceState> = {
  view: text("overview"),
  model: text(),
  image: text(),
  kind: choice("all", "one", "several", "hard", "mistaken"),
  hook: text(),
  token: index(),
  column: index(),
  head: index(),
  see: choice("original", "model"),
  show: choice("norm", "feature"),
  range: choice("most", "all"),
  classes: choice("five", "ten"),
};

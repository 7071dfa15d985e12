/** What a visitor likes, wherever they are: going back does not bring an old one back. */
import { choice, type Fields } from "../fields.ts";

export interface TasteState {
  readonly theme: "auto" | "light" | "dark";
  /** What the model computes on; "auto" is wasm, or the graphics card where a trial beside it was won. */
  readonly backend: "auto" | "wasm" | "webgl" | "webgpu";
}

export const TASTE: Fields<TasteState> = {
  theme: choice("auto", "light", "dark"),
  backend: choice("auto", "wasm", "webgl", "webgpu"),
};

/** What a visitor has changed in the model, for every view. */
import { type Fields, text } from "../fields.ts";

export interface EditsState {
  /** One edit behind another, such as "remove.9-12 window.2.27.0.4.1.5"; `edits/` reads and writes it. */
  readonly edits: string;
}

export const EDITS: Fields<EditsState> = { edits: text() };

/** What the address holds of the inspector. */
import { type Fields, text } from "../fields.ts";

export interface InspectorState {
  /** The hook or weight that the inspector shows; empty while it is closed. */
  readonly inspect: string;
  /** The number that it shows, as "head.row.column"; empty for the view's own. */
  readonly spot: string;
}

export const INSPECTOR: Fields<InspectorState> = { inspect: text(), spot: text() };

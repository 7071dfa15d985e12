/** What the address holds of the way in: which of its stops is shown. */
import { type Fields, within } from "../fields.ts";

export interface StartState {
  /** Number of the stop, from 1 on; 0 where the way in is not open. */
  readonly start: number;
}

/** Stops of the way in. */
export const STOPS = 7;

export const START: Fields<StartState> = { start: within(0, STOPS, 0) };

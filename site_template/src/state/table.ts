/** Everything the address holds: one typed table, joined of a slice a view, and the way between it and the hash. */
import type { Fields } from "./fields.ts";
import { editsOfOld, isOldKey, type OldKey } from "./old-links.ts";
import { BACKGROUND, type BackgroundState } from "./slices/background.ts";
import { DETAIL, type DetailState } from "./slices/detail.ts";
import { EDITS, type EditsState } from "./slices/edits.ts";
import { INSPECTOR, type InspectorState } from "./slices/inspector.ts";
import { INTERACTION, type InteractionState } from "./slices/interaction.ts";
import { INTERPRETATION, type InterpretationState } from "./slices/interpretation.ts";
import { OVERVIEW, type OverviewState } from "./slices/overview.ts";
import { PLACE, type PlaceState } from "./slices/place.ts";
import { START, type StartState } from "./slices/start.ts";
import { TASTE, type TasteState } from "./slices/taste.ts";

interface Known
  extends PlaceState,
    OverviewState,
    BackgroundState,
    DetailState,
    InspectorState,
    InterpretationState,
    InteractionState,
    EditsState,
    StartState,
    TasteState {}

export interface State extends Known {
  /** What this version does not know; kept, so that a link survives it. */
  readonly rest: Readonly<Record<string, string>>;
}

export type Key = keyof Known;

export const TABLE: Fields<Known> = {
  ...PLACE,
  ...OVERVIEW,
  ...BACKGROUND,
  ...DETAIL,
  ...INSPECTOR,
  ...INTERPRETATION,
  ...INTERACTION,
  ...EDITS,
  ...START,
  ...TASTE,
};

const KEYS = Object.keys(TABLE) as Key[];

export const INITIAL: State = {
  ...(Object.fromEntries(KEYS.map((key) => [key, TABLE[key].initial])) as unknown as Known),
  rest: {},
};

/** The state that a hash describes; what it leaves out, or what is no value, is as in `base`. */
export function parse(hash: string, base: State = INITIAL): State {
  const found: Record<string, unknown> = {};
  const rest: Record<string, string> = {};
  const old: Partial<Record<OldKey, string>> = {};
  for (const [key, value] of new URLSearchParams(hash.replace(/^#/, ""))) {
    if (isOldKey(key)) old[key] = value;
    else if (!(KEYS as string[]).includes(key)) rest[key] = value;
    else found[key] = TABLE[key as Key].read(value) ?? base[key as Key];
  }
  // A hook without a view is a link from when there was but one view.
  if (found["hook"] && !("view" in found)) found["view"] = "tensors";
  if (Object.keys(old).length > 0 && !("edits" in found)) found["edits"] = editsOfOld(old);
  return { ...base, ...found, rest };
}

/** The hash of a state, without "#"; initial values are left out, but for a view that a hook would be taken to name. */
export function format(state: State): string {
  const said = (key: Key) => state[key] !== TABLE[key].initial || (key === "view" && state.hook !== "");
  const known = KEYS.filter(said).map((key) => [key, String(state[key])]);
  return new URLSearchParams([...known, ...Object.entries(state.rest)] as string[][]).toString();
}

export const same = (a: State, b: State): boolean => KEYS.every((key) => a[key] === b[key]) && format(a) === format(b);

/** A change as a script asks for it, old keys among its own: as the table says it now. */
export function changeOf(
  asked: Partial<State> & Partial<Record<OldKey, string | number>>,
  state: State,
): Partial<State> {
  const of = (isOld: boolean) => Object.entries(asked).filter(([key]) => isOldKey(key) === isOld);
  const [old, change] = [of(true), Object.fromEntries(of(false)) as Partial<State>];
  if (old.length === 0) return change;
  const said = Object.fromEntries(old.map(([key, value]) => [key, String(value)]));
  return { ...change, edits: editsOfOld(said, change.edits ?? state.edits) };
}

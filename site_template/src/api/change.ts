/** What `elvit.go` may be given: keys of the state, with values that an address could hold. */
import { checkKeys } from "../engine/names.ts";
import { EngineError } from "../errors.ts";
import { isOldKey } from "../state/old-links.ts";
import { INITIAL, type Key, TABLE } from "../state/table.ts";
import * as words from "./words.ts";

/** @throws EngineError when a key is unknown, or a value is of another type or out of range. */
export function checkChange(call: string, change: object): void {
  const asked = Object.entries(change).filter(([key]) => !isOldKey(key) && key !== "rest");
  checkKeys(call, Object.fromEntries(asked), Object.keys(TABLE));
  for (const [key, value] of asked as [Key, unknown][]) {
    const isTaken = typeof value === typeof INITIAL[key] && TABLE[key].read(String(value)) === value;
    if (!isTaken) throw new EngineError(...words.noValue(call, key, String(value), String(INITIAL[key])));
  }
}

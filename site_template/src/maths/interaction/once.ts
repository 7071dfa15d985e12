/** What is worked out once of some data, whatever else is looked at. */

const whole = new WeakMap<object, Map<string, unknown>>();

/** What `make` gave first under this key; null is asked for again. */
export function once<T>(data: object, key: string, make: () => T | null): T | null {
  const kept = whole.get(data) ?? new Map<string, unknown>();
  whole.set(data, kept);
  if (!kept.has(key)) {
    const made = make();
    if (made === null) return null;
    // Of sliders that have moved on, little is wanted again.
    if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value!);
    kept.set(key, made);
  }
  return kept.get(key) as T;
}
const MOST_KEPT = 240;

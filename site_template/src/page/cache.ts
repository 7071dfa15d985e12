/** What has been fetched, held within a number of bytes: the one that was asked for longest ago goes first. */
export interface Cache<T> {
  /** What is held under the key, or what `ask` brings; a failure is not held. */
  take(key: string, bytes: number, ask: () => Promise<T>): Promise<T>;
  clear(): void;
}

export function createCache<T>(budget: number): Cache<T> {
  interface Entry {
    readonly bytes: number;
    readonly value: Promise<T>;
  }
  // In the order in which they were last asked for.
  const held = new Map<string, Entry>();
  let total = 0;

  function remove(key: string, entry: Entry): void {
    if (held.get(key) !== entry) return;
    held.delete(key);
    total -= entry.bytes;
  }

  function put(key: string, entry: Entry): void {
    held.set(key, entry);
    total += entry.bytes;
    for (const [oldest, old] of held) {
      if (total <= budget || old === entry) break;
      remove(oldest, old);
    }
  }

  return {
    take(key, bytes, ask) {
      const found = held.get(key);
      const entry = found ?? { bytes, value: ask() };
      if (found) remove(key, found);
      else entry.value.catch(() => remove(key, entry));
      put(key, entry);
      return entry.value;
    },
    clear() {
      held.clear();
      total = 0;
    },
  };
}

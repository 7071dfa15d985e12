/** Keys that work anywhere on the page, except where text is typed. */

export type Keys = Readonly<Record<string, () => void>>;

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable]");

/** Calls the action of a key; held keys and keys with modifiers belong to the browser, used ones to who used them. */
export function onKeys(keys: Keys): () => void {
  const heard = (event: KeyboardEvent) => {
    if (
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      event.repeat ||
      event.defaultPrevented ||
      typing(event.target) ||
      document.querySelector("dialog[open]")
    )
      return;
    const act = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
  addEventListener("keydown", heard);
  return () => removeEventListener("keydown", heard);
}

/** Ctrl Z, or ⌘ Z, wherever the focus is; a text that is typed has its own undoing. */
export function onUndo(can: () => boolean, undo: () => void): () => void {
  const heard = (event: KeyboardEvent) => {
    const own = event.target instanceof HTMLElement && event.target.matches('input:not([type="range"]), textarea');
    if (event.key.toLowerCase() !== "z" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
    if (event.defaultPrevented || own || !can() || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    undo();
  };
  addEventListener("keydown", heard);
  return () => removeEventListener("keydown", heard);
}

/** Tells while a key is held down. */
export function onHeld(key: string, listener: (held: boolean) => void): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const mine = (event: KeyboardEvent) =>
    event.key.toLowerCase() === key && !event.ctrlKey && !event.metaKey && !event.altKey && !typing(event.target);
  addEventListener("keydown", (event) => mine(event) && !event.repeat && listener(true), { signal });
  addEventListener("keyup", (event) => event.key.toLowerCase() === key && listener(false), { signal });
  addEventListener("blur", () => listener(false), { signal });
  return () => stop.abort();
}

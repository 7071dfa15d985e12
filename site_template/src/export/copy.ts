import { html } from "../marks/element.ts";
/** Copies a text; false where the page may not. */
export async function copyText(text: string): Promise<boolean> {
  // A frame without an origin is refused with a complaint in the console: do not ask.
  if (origin === "null" && copyBySelection(text)) return true;
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}
// Frames are refused the clipboard, but not always the old command.

function copyBySelection(text: string): boolean {
  const focused = document.activeElement;
  const area = html("textarea", { class: "off-screen", "aria-hidden": "true" });
  area.value = text;
  // What stands outside of an open dialog cannot be selected.
  (document.querySelector("dialog[open]") ?? document.body).append(area);
  area.select();
  try {
    return document.execCommand("copy");
  } catch {
    return false;
  } finally {
    area.remove();
    if (focused instanceof HTMLElement) focused.focus();
  }
}

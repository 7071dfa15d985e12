/** The view "Interpretation": what becomes like a reference, and where it looks, block by block. */
import { html } from "../../marks/element.ts";
import type { Context, View } from "../../shell/context.ts";

export function interpretation(root: HTMLElement, _context: Context): View {
  const panels = html("div", { class: "in-panels", "data-part": "panels" });
  const page = html("div", { class: "interpretation" }, html("h1", {}, "What becomes like CLS, block by block"), panels);
  root.replaceChildren(page);
  return { update: () => undefined, destroy: () => page.remove() };
}

/** Links from tensor to tensor within the view; they go through the store. */

import type { Hook } from "../../data/manifest.ts";
import { type Attributes, type Child, html } from "../../marks/element.ts";
import type { Store } from "../../state/store.ts";

export type Link = (hook: Hook, attributes: Attributes, ...children: Child[]) => HTMLAnchorElement;

export const linksTo =
  (store: Store): Link =>
  (hook, attributes, ...children) =>
    html("a", { href: store.link({ hook: hook.name }), "data-hook": hook.name, ...attributes }, ...children);

/** A followed hash would lose a small change that is still on its way to the address. */
export function followInPlace(element: HTMLElement, store: Store): void {
  element.addEventListener("click", (event) => {
    const chosen = (event.target as Element).closest<HTMLElement>("a[data-hook]");
    if (!chosen || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    store.set({ hook: chosen.dataset["hook"]! });
  });
}

/** Links that change the state in place; with a modifier key, or copied, they are ordinary links. */
import { type Attributes, type Child, html } from "../../marks/element.ts";
import type { Store } from "../../state/store.ts";
import type { State } from "../../state/table.ts";

export function stateLink(
  store: Store,
  change: Partial<State>,
  attributes: Attributes,
  ...children: Child[]
): HTMLAnchorElement {
  const link = html("a", { ...attributes, href: store.link(change) }, ...children);
  fresh(link, () => store.link(change));
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    store.set(change);
  });
  return link;
}

/** Keeps an address up to date: it is written anew whenever it is about to be followed or copied. */
export function fresh(link: HTMLAnchorElement | SVGAElement, address: () => string): void {
  for (const about of ["pointerenter", "focus"])
    link.addEventListener(about, () => link.setAttribute("href", address()));
}

/** Opens a concept in this view. */
export const opening = (id: string): Partial<State> => ({ view: "background", concept: id });

export const conceptLink = (store: Store, id: string, title: string, attributes: Attributes = {}): HTMLAnchorElement =>
  stateLink(store, opening(id), { "data-concept": id, ...attributes }, title);

/** Links within the page: to a tensor's own page, to the concept that explains it, to any state. */

import type { Concepts } from "../data/concepts.ts";
import type { Hook, Manifest } from "../data/manifest.ts";
import { type Attributes, type Child, html } from "../marks/element.ts";
import type { Context } from "../page/context.ts";
import type { State } from "../state/table.ts";

export const conceptsOf = (manifest: Manifest): Concepts | undefined => (manifest as { concepts?: Concepts }).concepts;

/** Id of the concept that a hook belongs to, where this site has it. */
export function conceptOf(manifest: Manifest, hook: Hook): string | null {
  const nodes = conceptsOf(manifest)?.nodes ?? [];
  const own = nodes.find(({ id }) => id === hook.concept);
  const short = hook.name.replace(/^blocks\.\d+\./, "");
  return (own ?? nodes.find(({ hooks }) => hooks.includes(short)))?.id ?? null;
}

export const hasConcept = (manifest: Manifest, id: string): boolean =>
  conceptsOf(manifest)?.nodes.some((node) => node.id === id) ?? false;

/** A link within the page: it goes through the store, so that no small change on its way to the address is lost. */
export function go(
  { store }: Context,
  change: Partial<State>,
  attributes: Attributes,
  ...children: Child[]
): HTMLAnchorElement {
  const link = html("a", { href: store.link(change), ...attributes }, ...children);
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    store.set(change);
  });
  // What else the address holds may have changed since the link was made.
  for (const moment of ["pointerdown", "focus", "contextmenu"])
    link.addEventListener(moment, () => (link.href = store.link(change)));
  return link;
}

/** A term: a link to its concept where the site has it, the plain word elsewhere. */
export function term(context: Context, concept: string | null, role: string, text: string): HTMLElement {
  if (concept === null) return html("span", { class: `ov-term role-${role}` }, text);
  return go(context, { view: "background", concept }, { class: `ov-term role-${role}`, "data-concept": concept }, text);
}

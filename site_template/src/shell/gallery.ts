/** The gallery: every picture as a thumbnail, the visitor's own ones first. */
import { html, setAttribute, setText } from "../marks/element.ts";
import type { Context } from "./context.ts";
import { describe, type Picture } from "./pictures.ts";

export function gallery(root: HTMLElement, { store, session }: Context): () => void {
  const thumbs = root.querySelector<HTMLElement>(".thumbs")!;
  const title = root.querySelector<HTMLElement>(".gallery-title")!;
  thumbs.addEventListener("click", (event) => {
    const chosen = (event.target as Element).closest<HTMLElement>("[data-picture]");
    if (chosen) store.set({ image: chosen.dataset["picture"]! });
  });
  thumbs.addEventListener("keydown", (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -1, ArrowDown: 1 }[event.key];
    const all = [...thumbs.querySelectorAll<HTMLElement>("[data-picture]")];
    const next = by === undefined ? undefined : all[all.indexOf(event.target as HTMLElement) + by];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
  return () => {
    const chosen = session.picture();
    for (const picture of [...session.pictures].reverse())
      if (!find(thumbs, picture.id)) thumbs.prepend(thumb(picture));
    for (const one of thumbs.querySelectorAll<HTMLElement>("[data-picture]"))
      setAttribute(one, "aria-pressed", one.dataset["picture"] === chosen.id ? "true" : "false");
    // One stop for the Tab key; arrows go on from there.
    for (const one of thumbs.querySelectorAll<HTMLElement>("[data-picture]"))
      one.tabIndex = one.dataset["picture"] === chosen.id ? 0 : -1;
    keepInSight(thumbs, find(thumbs, chosen.id));
    setText(title, caption(chosen));
    setAttribute(title, "title", [chosen.credit, chosen.licence].filter(Boolean).join(", ") || null);
  };
}

const find = (thumbs: HTMLElement, id: string) =>
  thumbs.querySelector<HTMLElement>(`[data-picture="${CSS.escape(id)}"]`);

// Only the strip scrolls, never the page.
function keepInSight(thumbs: HTMLElement, one: HTMLElement | null): void {
  if (!one) return;
  const [strip, box] = [thumbs.getBoundingClientRect(), one.getBoundingClientRect()];
  if (box.left < strip.left || box.right > strip.right) thumbs.scrollLeft += box.left - strip.left - strip.width / 2;
  if (box.top < strip.top || box.bottom > strip.bottom) thumbs.scrollTop += box.top - strip.top - strip.height / 2;
}

function caption(picture: Picture): string {
  if (picture.own) return `${picture.title}. It stays in this page and is gone when you leave.`;
  return picture.hard ? `${describe(picture)}. A hard one.` : describe(picture);
}

function thumb(picture: Picture): HTMLButtonElement {
  const image = html("img", { src: picture.thumbnail, alt: "", loading: "lazy", width: 32, height: 32 });
  return html(
    "button",
    {
      type: "button",
      class: "thumb",
      "data-picture": picture.id,
      "aria-label": describe(picture),
      title: describe(picture),
    },
    image,
  );
}

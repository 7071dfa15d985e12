/** The gallery: every picture as a thumbnail, the visitor's own ones first; narrowed to a kind where there are some. */

import { neighbour } from "../controls/neighbour.ts";
import type { ModelEntry } from "../data/manifest.ts";
import { html, setAttribute, setText } from "../marks/element.ts";
import { fitOf } from "../marks/picture.ts";
import type { Context } from "../page/context.ts";
import { describe, hardness, type Picture } from "../page/pictures.ts";
import type { State } from "../state/table.ts";
import { fitText } from "./fit.ts";
import { isOfKind, kindsOf } from "./kinds.ts";
import { GALLERY } from "./words.ts";

export function gallery(root: HTMLElement, context: Context): (state: State) => void {
  const { store, session } = context;
  const thumbs = root.querySelector<HTMLElement>(".thumbs")!;
  const about = captions(root.querySelector<HTMLElement>(".gallery-about")!);
  const narrow = kinds(root.querySelector<HTMLElement>(".kinds")!, context);
  thumbs.addEventListener("click", (event) => {
    const chosen = (event.target as Element).closest<HTMLElement>("[data-picture]");
    if (chosen) store.set({ image: chosen.dataset["picture"]! });
  });
  thumbs.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const next = neighbour(event.key, event.target as HTMLElement, visible(thumbs));
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
  let drawn = "";
  let stop: HTMLElement | undefined;
  // What is said beside the strip decides how high it is; that may come later.
  new ResizeObserver(() => keepInSight(thumbs, stop)).observe(thumbs);
  return (state) => {
    const [model, chosen] = [session.model(), session.picture()];
    const kind = narrow(state);
    const key = [model.id, chosen.id, kind, session.pictures.length].join(" ");
    if (key === drawn) return;
    drawn = key;
    const shown = new Map([...thumbs.querySelectorAll<HTMLElement>("[data-picture]")].map(byId));
    for (const picture of [...session.pictures].reverse())
      if (!shown.has(picture.id)) thumbs.prepend(shown.set(picture.id, thumb(picture)).get(picture.id)!);
    for (const picture of session.pictures) {
      const one = shown.get(picture.id)!;
      one.hidden = !isOfKind(kind, picture, model);
      const name = spoken(picture, model);
      for (const attribute of ["aria-label", "title"]) setAttribute(one, attribute, name);
      setAttribute(one, "aria-pressed", String(picture === chosen));
      one.tabIndex = -1;
    }
    // One stop for the Tab key; arrows go on from there.
    const entry = shown.get(chosen.id)!;
    stop = entry.hidden ? visible(thumbs)[0] : entry;
    if (stop) stop.tabIndex = 0;
    about(chosen, fitText(fitOf(model.preprocess, chosen.width, chosen.height)));
    keepInSight(thumbs, stop);
  };
}

const byId = (one: HTMLElement): [string, HTMLElement] => [one.dataset["picture"]!, one];

const visible = (thumbs: HTMLElement) => [...thumbs.querySelectorAll<HTMLElement>("[data-picture]:not([hidden])")];

// Only the strip scrolls, never the page.
function keepInSight(thumbs: HTMLElement, one: HTMLElement | undefined): void {
  if (!one) return;
  const [strip, box] = [thumbs.getBoundingClientRect(), one.getBoundingClientRect()];
  const [across, down] = [box.left + box.right, box.top + box.bottom];
  if (box.left < strip.left || box.right > strip.right) thumbs.scrollLeft += (across - strip.left - strip.right) / 2;
  if (box.top < strip.top || box.bottom > strip.bottom) thumbs.scrollTop += (down - strip.top - strip.bottom) / 2;
}

/** The choice of a kind; tells which one is in force. */
function kinds(place: HTMLElement, { store, session }: Context): (state: State) => State["kind"] {
  let offered = "";
  place.addEventListener("click", (event) => {
    const chosen = (event.target as Element).closest<HTMLElement>("[data-kind]");
    if (chosen) store.set({ kind: chosen.dataset["kind"] as State["kind"] });
  });
  return (state) => {
    const choices = kindsOf(session.pictures, session.model());
    const key = choices.map(({ id, count }) => `${id} ${count}`).join();
    if (key !== offered)
      place.replaceChildren(
        ...choices.map(({ id, label, meaning, count }) =>
          html(
            "button",
            { type: "button", class: "way", "data-kind": id, title: meaning },
            id === "hard" ? html("span", { class: "hard-sign", "aria-hidden": "true" }, "◆ ") : null,
            label,
            html("span", { class: "kind-count" }, ` ${count}`),
          ),
        ),
      );
    offered = key;
    place.hidden = choices.length === 0;
    const kind = choices.some(({ id }) => id === state.kind) ? state.kind : "all";
    for (const one of place.children) setAttribute(one, "aria-pressed", String(one.getAttribute("data-kind") === kind));
    return kind;
  };
}

/** What is said of the chosen picture: its title, why it is hard, how it is cut, who made it. */
function captions(place: HTMLElement): (picture: Picture, fit: string) => void {
  const title = place.querySelector<HTMLElement>(".gallery-title")!;
  const hard = html("p", { class: "gallery-hard", "data-part": "hard" });
  const fitted = html("p", { class: "gallery-fit", "data-part": "fit" });
  const credit = html("p", { class: "gallery-credit", "data-part": "credit" });
  place.append(hard, fitted, credit);
  return (picture, fit) => {
    setText(title, picture.own ? picture.title : describe(picture));
    hard.replaceChildren(html("span", { class: "hard-sign", "aria-hidden": "true" }, "◆ "), hardness(picture));
    setText(fitted, fit);
    const made = [picture.credit, picture.licence].filter(Boolean).join(", ");
    setText(credit, picture.own ? GALLERY.own : made);
    for (const [one, said] of [
      [hard, picture.hard],
      [fitted, fit],
      [credit, credit.textContent],
    ] as const)
      one.hidden = !said;
  };
}

/** What a thumbnail shows, and what the model takes it for. */
function spoken(picture: Picture, { labels, predictions }: ModelEntry): string {
  const [first] = predictions[picture.id] ?? [];
  const answer = first ? GALLERY.predicted(labels[first[0]] ?? GALLERY.unnamedClass(first[0]), first[1]) : "";
  return `${describe(picture)}${picture.hard ? GALLERY.hard : ""}${answer}`;
}

function thumb(picture: Picture): HTMLButtonElement {
  return html(
    "button",
    { type: "button", class: "thumb", "data-picture": picture.id },
    html("img", { src: picture.thumbnail, alt: "", loading: "lazy", width: 32, height: 32 }),
    picture.hard ? html("span", { class: "hard-mark", "aria-hidden": "true" }, "◆") : null,
  );
}

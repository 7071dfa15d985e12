/** What can be exported: a row for each figure on screen, a menu of all tensors. */

import type { Figure } from "../export/figures.ts";
import { stagesOf, stageTitle } from "../hooks/kinds.ts";
import { button, html } from "../marks/element.ts";
import type { Session } from "../page/session.ts";
import { EXPORT } from "./words.ts";

type SaveFigure = (figure: Figure, title: string, kind: "svg" | "png") => void;

/** Figures of one name are numbered. */
export function figureRows(found: readonly Figure[], save: SaveFigure): HTMLElement[] {
  const names = found.map(({ name }) => name);
  const isAlone = (name: string) => names.indexOf(name) === names.lastIndexOf(name);
  return found.map((figure, i) =>
    figureRow(figure, isAlone(figure.name) ? figure.name : EXPORT.numbered(figure.name, i + 1), save),
  );
}

function figureRow(figure: Figure, title: string, save: SaveFigure): HTMLElement {
  const one = (kind: "svg" | "png") => {
    const label = kind.toUpperCase();
    const attributes = { class: "text-button", "aria-label": EXPORT.as(title, label), "data-kind": kind };
    return button(attributes, label, () => save(figure, title, kind));
  };
  const name = html("span", { class: "export-name" }, title);
  const made = html("li", { class: "export-row" }, name, one("svg"), one("png"));
  const mark = (on: boolean) => figure.element.classList.toggle("to-export", on);
  for (const event of ["pointerenter", "focusin"]) made.addEventListener(event, () => mark(true));
  for (const event of ["pointerleave", "focusout"]) made.addEventListener(event, () => mark(false));
  return made;
}

export interface TensorMenu {
  readonly element: HTMLSelectElement;
  /** Offers the model's tensors; the one on screen is chosen, or else the one of the address. */
  fill(hook: string): void;
}

export function tensorMenu(session: Session): TensorMenu {
  const element = html("select", { id: "export-tensor", "data-part": "export-tensor" });
  let filled = "";
  return {
    element,
    fill(hook) {
      const { id, hooks } = session.model();
      const options = (stage: string) =>
        hooks.filter((one) => one.stage === stage).map(({ name }) => html("option", { value: name }, name));
      if (filled !== id)
        element.replaceChildren(
          ...stagesOf(hooks).map((stage) => html("optgroup", { label: stageTitle(stage) }, ...options(stage))),
        );
      filled = id;
      const shown = document.querySelector('[data-part="hook-name"]')?.textContent ?? hook;
      if (hooks.some(({ name }) => name === shown)) element.value = shown;
    },
  };
}

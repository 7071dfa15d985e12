/** The words beside the pointer or the focus: the number, what it is, the hook's name with its indices. */
import { html, style } from "./element.ts";

export interface Reading {
  readonly title: string;
  /** The number and what it stands for. */
  readonly says: readonly string[];
  readonly hook: string;
}

export interface ReadingBox {
  readonly element: HTMLElement;
  show(reading: Reading | null, at: DOMRect | { left: number; top: number; right: number; bottom: number }): void;
}

const GAP = 14;

export function readingBox(): ReadingBox {
  const [title, says, hook] = [html("strong", {}), html("div", { class: "ov-says" }), html("code", {})];
  const element = html(
    "div",
    { class: "ov-reading", "aria-hidden": "true", hidden: true, "data-part": "reading" },
    title,
    says,
    hook,
  );
  return {
    element,
    show(reading, at) {
      element.hidden = reading === null;
      if (!reading) return;
      title.textContent = reading.title;
      says.replaceChildren(...reading.says.map((line) => html("span", {}, line)));
      hook.textContent = reading.hook;
      hook.hidden = reading.hook === "";
      const { offsetWidth: width, offsetHeight: height } = element;
      const left = Math.max(8, Math.min(innerWidth - width - 8, at.left + GAP));
      const below = at.bottom + GAP;
      const top = below + height > innerHeight - 48 ? Math.max(8, at.top - GAP - height) : below;
      style(element, { transform: `translate(${left.toFixed(0)}px, ${top.toFixed(0)}px)` });
    },
  };
}

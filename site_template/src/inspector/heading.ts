/** What the matrix is: its words, its name and axes, its head where it has heads, and what belongs to it. */

import { nameOf, shapeText } from "../hooks/words.ts";
import { button, html, setAttribute } from "../marks/element.ts";
import { pickedAxis } from "../maths/plane.ts";
import type { Subject } from "./subject.ts";
import * as words from "./words.ts";

export interface Heading {
  readonly element: HTMLElement;
  readonly title: HTMLElement;
  update(subject: Subject | null, name: string, head: number | null): void;
}

export interface HeadingDo {
  open(name: string): void;
  head(index: number): void;
  close(): void;
}

export function heading(does: HeadingDo): Heading {
  const title = html("h2", { id: "inspector-title", tabindex: -1, autofocus: true, "data-part": "inspector-title" });
  const about = html("div", { class: "inspector-about" });
  const heads = html("div", { class: "heads", role: "group", "aria-label": words.HEADS, hidden: true });
  const close = button(
    { class: "inspector-close", "aria-label": words.CLOSE, title: words.CLOSE_TITLE, "data-part": "inspector-close" },
    "×",
    does.close,
  );
  const top = html("div", { class: "inspector-top" }, title, close);
  const element = html("header", { class: "inspector-heading" }, top, about, heads);
  let shown = "";

  return {
    element,
    title,
    update(subject, name, head) {
      const key = `${name} ${subject?.shape.join(" ")}`;
      if (key !== shown) {
        shown = key;
        title.textContent = subject?.title ?? words.NO_MATRIX;
        about.replaceChildren(...(subject ? aboutOf(subject, name, does) : []));
        fillHeads(heads, subject, does);
      }
      for (const one of heads.querySelectorAll<HTMLElement>("button"))
        setAttribute(one, "aria-pressed", String(Number(one.dataset["head"]) === head));
    },
  };
}

function aboutOf(subject: Subject, name: string, does: HeadingDo): HTMLElement[] {
  const isHook = subject.kind === "hook";
  const links = subject.others.map((other) =>
    button({ class: "text-button name", "data-inspect": other }, other.replace(/^blocks\.\d+\./, ""), () =>
      does.open(other),
    ),
  );
  const called = html(
    "p",
    { class: "tensor-name" },
    html("strong", { class: `role-${subject.role}` }, isHook ? nameOf(subject.hook) : words.WEIGHT),
    html("code", { "data-part": "inspector-name" }, name),
    html("span", { "data-part": "inspector-shape" }, shapeText(subject)),
  );
  const word = html("span", { class: "quiet" }, isHook ? words.ITS_WEIGHTS : words.USED_BY);
  return [
    called,
    ...(subject.about ? [html("p", { class: "quiet" }, subject.about)] : []),
    ...(links.length ? [html("p", { class: "inspector-others" }, word, ...links)] : []),
  ];
}

function fillHeads(heads: HTMLElement, subject: Subject | null, does: HeadingDo): void {
  const axis = subject ? pickedAxis(subject.hook) : null;
  const count = axis === null ? 0 : subject!.hook.shape[axis]!;
  heads.hidden = count < 2;
  const each = Array.from({ length: count }, (_, i) =>
    button({ class: "step", "data-head": i, "aria-label": words.headName(i) }, String(i), () => does.head(i)),
  );
  heads.replaceChildren(html("span", {}, words.HEAD), ...each);
}

/** What the matrix is: its words, its name and axes, its head where it has heads, and what belongs to it. */

import { nameOf, shapeText } from "../hooks/words.ts";
import { button, html, setAttribute } from "../marks/element.ts";
import { pickedAxis } from "../maths/plane.ts";
import type { Subject } from "./subject.ts";

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
  const heads = html("div", { class: "heads", role: "group", "aria-label": "Head", hidden: true });
  const close = button(
    {
      class: "inspector-close",
      "aria-label": "Close the inspector",
      title: "Close (Esc)",
      "data-part": "inspector-close",
    },
    "×",
    does.close,
  );
  const element = html(
    "header",
    { class: "inspector-heading" },
    html("div", { class: "inspector-top" }, title, close),
    about,
    heads,
  );
  let shown = "";

  function fill(subject: Subject | null, name: string): void {
    title.textContent = subject?.title ?? "No such matrix";
    if (!subject) return about.replaceChildren();
    const word = subject.kind === "hook" ? "Its weights" : "Used by";
    const links = subject.others.map((other) =>
      button({ class: "text-button name", "data-inspect": other }, other.replace(/^blocks\.\d+\./, ""), () =>
        does.open(other),
      ),
    );
    about.replaceChildren(
      html(
        "p",
        { class: "tensor-name" },
        html("strong", { class: `role-${subject.role}` }, subject.kind === "hook" ? nameOf(subject.hook) : "weight"),
        html("code", { "data-part": "inspector-name" }, name),
        html("span", { "data-part": "inspector-shape" }, shapeText(subject)),
      ),
      ...(subject.about ? [html("p", { class: "quiet" }, subject.about)] : []),
      ...(links.length
        ? [html("p", { class: "inspector-others" }, html("span", { class: "quiet" }, word), ...links)]
        : []),
    );
  }

  function fillHeads(subject: Subject | null): void {
    const axis = subject ? pickedAxis(subject.hook) : null;
    const count = axis === null ? 0 : subject!.hook.shape[axis]!;
    heads.hidden = count < 2;
    const each = Array.from({ length: count }, (_, i) =>
      button({ class: "step", "data-head": i, "aria-label": `head ${i}` }, String(i), () => does.head(i)),
    );
    heads.replaceChildren(html("span", {}, "head"), ...each);
  }

  return {
    element,
    title,
    update(subject, name, head) {
      const key = `${name} ${subject?.shape.join(" ")}`;
      if (key !== shown) {
        shown = key;
        fill(subject, name);
        fillHeads(subject);
      }
      for (const one of heads.querySelectorAll<HTMLElement>("button"))
        setAttribute(one, "aria-pressed", String(Number(one.dataset["head"]) === head));
    },
  };
}

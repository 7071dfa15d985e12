/** The formula, and with its numbers once they are there; what it leaves out of a long sum opens as a list. */

import { coloured } from "../../controls/coloured.ts";
import { html } from "../../marks/element.ts";
import type { Piece, Step, Story } from "./operation.ts";
import { termList } from "./term-list.ts";

export interface Worked {
  readonly element: HTMLElement;
  /** The formula alone, as the hook table has it. */
  wait(formula: string): void;
  load(story: Story): void;
  at(step: Step): void;
}

export function worked(): Worked {
  const formula = html("p", { class: "worked", "data-part": "worked" });
  const list = termList();
  const element = html("div", { class: "worked-frame" }, formula, list.element);
  let story: Story | null = null;
  let isOpen = false;

  function open(next: boolean): void {
    isOpen = next && story?.sum !== null;
    list.element.hidden = !isOpen;
    if (isOpen && story?.sum) list.show(story.sum);
    formula.querySelector("button")?.setAttribute("aria-expanded", String(isOpen));
  }

  function piece({ text, role, part }: Piece): Node {
    const kind = [part ? `worked-${part}` : "", role ? `role-${role}` : ""].join(" ").trim();
    if (part !== "more" || !story?.sum) return html("span", kind ? { class: kind } : {}, text);
    const expanded = { "data-part": "more-terms", "aria-expanded": String(isOpen) };
    const more = html("button", { type: "button", class: kind, ...expanded }, text);
    more.addEventListener("click", () => open(!isOpen));
    return more;
  }

  open(false);
  return {
    element,
    wait(text) {
      story = null;
      open(false);
      formula.replaceChildren(html("code", { class: "formula" }, ...coloured(text)));
    },
    load(next) {
      story = next;
      element.dataset["result"] = String(next.result);
      open(isOpen);
    },
    at(step) {
      if (!story) return;
      const held = formula.contains(document.activeElement);
      formula.replaceChildren(...story.formula(step).map(piece));
      if (held) formula.querySelector("button")?.focus();
      list.mark(step.phase.startsWith("term") ? step.index : null);
    },
  };
}

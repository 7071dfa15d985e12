/** The formula, and with its numbers filled in once they are there; what it leaves out of a long sum opens as a list of all terms. */

import { coloured } from "../../controls/coloured.ts";
import { html, setAttribute } from "../../marks/element.ts";
import { alignedOnPoint, number } from "../../maths/numbers.ts";
import type { Piece, Step, Story, Sum } from "./operation.ts";

export interface Worked {
  readonly element: HTMLElement;
  /** The formula alone, as the hook table has it. */
  wait(formula: string): void;
  load(story: Story): void;
  at(step: Step): void;
}

const ROW = 22;
const SPARE = 8;

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
    const more = html(
      "button",
      { type: "button", class: kind, "data-part": "more-terms", "aria-expanded": String(isOpen) },
      text,
    );
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

/** Every term of a sum, as many rows at a time as can be seen. */
function termList(): { element: HTMLElement; show(sum: Sum): void; mark(index: number | null): void } {
  const head = html("tr", {});
  const body = html("tbody", {});
  const above = html("div", {});
  const below = html("div", {});
  const scroll = html(
    "div",
    {
      class: "terms-scroll",
      tabindex: 0,
      role: "region",
      "aria-label": "All terms of the sum",
      "data-part": "all-terms",
    },
    above,
    html("table", {}, html("thead", {}, head), body),
    below,
  );
  const element = html("div", { class: "terms" }, scroll);
  let sum: Sum | null = null;
  let marked: number | null = null;

  function fill(): void {
    if (!sum) return;
    const visible = Math.ceil(scroll.clientHeight / ROW) + 2 * SPARE;
    const first = Math.max(0, Math.min(Math.floor(scroll.scrollTop / ROW) - SPARE, sum.count - visible));
    const last = Math.min(sum.count, first + visible);
    const terms = Array.from({ length: last - first }, (_, i) => sum!.term(first + i));
    const columns = [
      ...sum.factors.map((_, f) => terms.map(({ factors }) => factors[f]!)),
      terms.map(({ value }) => value),
      terms.map(({ running }) => running),
    ].map((values) => alignedOnPoint(values.map(number)));
    above.style.height = `${first * ROW}px`;
    below.style.height = `${(sum.count - last) * ROW}px`;
    body.replaceChildren(
      ...terms.map(({ name }, i) =>
        html(
          "tr",
          { "data-term": first + i, "aria-current": first + i === marked ? "true" : null },
          html("th", { scope: "row" }, name),
          ...columns.map((texts) => html("td", {}, texts[i]!)),
        ),
      ),
    );
  }

  scroll.addEventListener("scroll", fill);
  return {
    element,
    show(next) {
      if (next === sum) return;
      sum = next;
      const role = (name: string, kind: string) =>
        html("th", { scope: "col", class: kind ? `role-${kind}` : "" }, name);
      const product = next.factors.length > 1 ? "product" : "term";
      head.replaceChildren(
        role("term", ""),
        ...next.factors.map((factor) => role(factor.name, factor.role)),
        role(product, ""),
        role("sum so far", ""),
      );
      scroll.scrollTop = 0;
      fill();
    },
    mark(index) {
      if (index === marked) return;
      marked = index;
      if (element.hidden || !sum) return;
      for (const row of body.rows)
        setAttribute(row, "aria-current", Number(row.dataset["term"]) === index ? "true" : null);
      if (index === null) return;
      const top = index * ROW;
      if (top < scroll.scrollTop || top > scroll.scrollTop + scroll.clientHeight - 3 * ROW)
        scroll.scrollTop = Math.max(0, top - 2 * ROW);
    },
  };
}

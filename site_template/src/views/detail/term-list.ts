/** Every term of a sum, as many rows at a time as can be seen. */
import { html, setAttribute } from "../../marks/element.ts";
import { alignedOnPoint, number } from "../../maths/numbers.ts";
import type { Sum, Term } from "./operation.ts";
import { allTerms, product, sumSoFar, term } from "./words.ts";

export interface TermList {
  readonly element: HTMLElement;
  show(sum: Sum): void;
  mark(index: number | null): void;
}

const ROW = 22;
const SPARE = 8;

export function termList(): TermList {
  const [head, body] = [html("tr", {}), html("tbody", {})];
  const [above, below] = [html("div", {}), html("div", {})];
  const table = html("table", {}, html("thead", {}, head), body);
  const region = { tabindex: 0, role: "region", "aria-label": allTerms, "data-part": "all-terms" };
  const scroll = html("div", { class: "terms-scroll", ...region }, above, table, below);
  const element = html("div", { class: "terms" }, scroll);
  let sum: Sum | null = null;
  let marked: number | null = null;

  function fill(): void {
    if (!sum) return;
    const visible = Math.ceil(scroll.clientHeight / ROW) + 2 * SPARE;
    const first = Math.max(0, Math.min(Math.floor(scroll.scrollTop / ROW) - SPARE, sum.count - visible));
    const last = Math.min(sum.count, first + visible);
    const terms = Array.from({ length: last - first }, (_, i) => sum!.term(first + i));
    above.style.height = `${first * ROW}px`;
    below.style.height = `${(sum.count - last) * ROW}px`;
    body.replaceChildren(...rowsOf(terms, first, marked));
  }

  scroll.addEventListener("scroll", fill);
  return {
    element,
    show(next) {
      if (next === sum) return;
      sum = next;
      head.replaceChildren(...headingsOf(next));
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

function headingsOf({ factors }: Sum): HTMLElement[] {
  const heading = (name: string, role = "") => html("th", { scope: "col", class: role ? `role-${role}` : "" }, name);
  return [
    heading(term),
    ...factors.map(({ name, role }) => heading(name, role)),
    heading(factors.length > 1 ? product : term),
    heading(sumSoFar),
  ];
}

/** Terms from index `first` on, their numbers in columns. */
function rowsOf(terms: readonly Term[], first: number, marked: number | null): HTMLElement[] {
  const factors = terms[0]?.factors.map((_, f) => terms.map((one) => one.factors[f]!)) ?? [];
  const columns = [...factors, terms.map(({ value }) => value), terms.map(({ running }) => running)].map((values) =>
    alignedOnPoint(values.map(number)),
  );
  return terms.map(({ name }, i) =>
    html(
      "tr",
      { "data-term": first + i, "aria-current": first + i === marked ? "true" : null },
      html("th", { scope: "row" }, name),
      ...columns.map((texts) => html("td", {}, texts[i]!)),
    ),
  );
}

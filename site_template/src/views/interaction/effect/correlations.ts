/** How well each indicator ranks the effects, a bar from -1 to 1 each. */
import { html, svg } from "../../../marks/element.ts";
import { number } from "../../../maths/numbers.ts";
import { correlationWords } from "../words/effect.ts";
import type { Ranked } from "./numbers.ts";

export function correlations(): { readonly element: HTMLElement; update(ranks: readonly Ranked[]): void } {
  const body = html("tbody", {});
  const columns = correlationWords.columns.map((text) => html("th", { scope: "col" }, text));
  return {
    element: html(
      "table",
      { class: "ia-kept-table ia-correlations", "data-part": "correlations" },
      html("caption", {}, correlationWords.caption),
      html("thead", { class: "off-screen" }, html("tr", {}, ...columns)),
      body,
    ),
    update: (ranks) => body.replaceChildren(...ranks.map(rowOf)),
  };
}

function rowOf({ name, value, isOwn }: Ranked): HTMLElement {
  const bar = svg(
    "svg",
    { class: "ia-correlation", viewBox: "-1 0 2 1", preserveAspectRatio: "none", "aria-hidden": "true" },
    svg("line", { x1: 0, x2: 0, y1: 0, y2: 1, class: "ia-kept-rule" }),
  );
  if (value !== null) bar.prepend(svg("rect", { x: Math.min(0, value), width: Math.abs(value), y: 0.25, height: 0.5 }));
  return html(
    "tr",
    isOwn ? { "aria-current": "true" } : {},
    html("th", { scope: "row" }, name),
    html("td", { class: "ia-kept-cell" }, bar),
    html("td", { class: "figures" }, value === null ? "–" : number(value)),
  );
}

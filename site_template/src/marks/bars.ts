/** Class bars: label, bar, per cent. The same class keeps its row element, which moves to its new place. */
import { percent } from "../maths/numbers.ts";
import { html, reducedMotion, setText, svg } from "./element.ts";
import * as words from "./words.ts";

export interface Bar {
  readonly index: number;
  readonly label: string;
  /** Length of the bar as a share of the track. */
  readonly share: number;
  /** What is printed; per cent of the share unless given. */
  readonly text?: string;
  /** Whether the class is known to be in the picture. */
  readonly shown?: boolean;
  /** Where the bar starts on the track, as a share; 0 unless given. */
  readonly start?: number;
}

const MOVE = 320;
/** The shortest bar, so that every class leaves a mark. */
const LEAST = 0.006;

export function bars(list: HTMLElement, items: readonly Bar[]): void {
  const before = new Map<string, { row: HTMLElement; top: number }>();
  for (const row of list.querySelectorAll<HTMLElement>("[data-class]"))
    before.set(row.dataset["class"]!, { row, top: row.offsetTop });
  const rows = items.map((item) => filled(before.get(String(item.index))?.row ?? emptyRow(item), item));
  list.replaceChildren(...rows);
  if (reducedMotion() || before.size === 0) return;
  for (const row of rows) {
    const from = before.get(row.dataset["class"]!);
    if (!from) row.animate?.([{ opacity: 0 }, { opacity: 1 }], { duration: MOVE, easing: "ease-out" });
    else if (from.top !== row.offsetTop)
      row.animate?.([{ transform: `translateY(${from.top - row.offsetTop}px)` }, { transform: "none" }], {
        duration: MOVE,
        easing: "ease-in-out",
      });
  }
}

function emptyRow(item: Bar): HTMLElement {
  return html(
    "li",
    { class: "bar-row", "data-class": item.index },
    html(
      "span",
      { class: "bar-label" },
      html("span", { class: "bar-name" }),
      html(
        "span",
        { class: "bar-tick", hidden: true },
        html("span", { "aria-hidden": "true" }, "✓"),
        html("span", { class: "off-screen" }, words.IN_PICTURE),
      ),
    ),
    svg(
      "svg",
      { class: "bar-track", viewBox: "0 0 100 8", preserveAspectRatio: "none", "aria-hidden": "true" },
      svg("rect", { class: "bar", height: 8 }),
    ),
    html("span", { class: "bar-value" }),
  );
}

function filled(row: HTMLElement, item: Bar): HTMLElement {
  setText(row.querySelector(".bar-name")!, item.label);
  row.querySelector(".bar-name")!.setAttribute("title", item.label);
  row.querySelector<HTMLElement>(".bar-tick")!.hidden = !item.shown;
  setText(row.querySelector(".bar-value")!, item.text ?? percent(item.share));
  const bar = row.querySelector(".bar")!;
  bar.setAttribute("width", String(Math.max(LEAST, Math.min(1, item.share)) * 100));
  bar.setAttribute("x", String((item.start ?? 0) * 100));
  return row;
}

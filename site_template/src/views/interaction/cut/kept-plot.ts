/**
 * One row a way to take something away: the probability that is left of the answer, as a point; of random ones every
 * draw.
 */
import { html, setAttribute, setText, style, svg } from "../../../marks/element.ts";
import { number, tick } from "../../../maths/numbers.ts";
import { compareWords } from "../words/cut.ts";

export interface KeptRow {
  readonly id: string;
  readonly name: string;
  /** One a draw; null while it has not been run. */
  readonly values: readonly (number | null)[];
  /** What the visitor has chosen. */
  readonly isOwn: boolean;
}

const [WIDTH, HEIGHT] = [100, 20];

export interface KeptPlot {
  readonly element: HTMLElement;
  /** @param uncut the probability with nothing taken away. */
  update(rows: readonly KeptRow[], uncut: number, choose: ((id: string) => void) | null): void;
}

export function keptPlot(name: string): KeptPlot {
  const body = html("tbody", {});
  const axis = html(
    "div",
    { class: "ia-kept-axis figures quiet", "aria-hidden": "true" },
    html("span", {}, "0"),
    html("span", { class: "ia-kept-uncut" }),
    html("span", {}, "1"),
  );
  const caption = html("caption", { class: "off-screen" });
  const element = html(
    "div",
    { class: "ia-kept-plot" },
    html(
      "table",
      { class: "ia-kept-table" },
      caption,
      html(
        "thead",
        { class: "off-screen" },
        html("tr", {}, ...compareWords.columns.map((text) => html("th", { scope: "col" }, text))),
      ),
      body,
    ),
    axis,
  );
  return {
    element,
    update(rows, uncut, choose) {
      setText(caption, name);
      const most = reach([uncut, ...rows.flatMap(({ values }) => values.filter((value) => value !== null))]);
      style(element, { "--uncut": uncut / most });
      setText(axis.children[1]!, compareWords.uncut(uncut));
      setText(axis.children[2]!, tick(most));
      while (body.children.length > rows.length) body.lastElementChild!.remove();
      rows.forEach((row, i) => {
        const there = body.children[i] as HTMLElement | undefined;
        if (there?.dataset["way"] === row.id) return fill(there, row, uncut, most);
        const made = emptyRow(row.id, choose);
        if (there) there.replaceWith(made);
        else body.append(made);
        fill(made, row, uncut, most);
      });
    },
  };
}

function emptyRow(id: string, choose: ((id: string) => void) | null): HTMLElement {
  const label = choose ? html("button", { type: "button", class: "text-button" }) : html("span");
  label.addEventListener("click", () => choose?.(id));
  const track = svg("svg", {
    class: "ia-kept-track",
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
    preserveAspectRatio: "none",
    "aria-hidden": "true",
  });
  return html(
    "tr",
    { "data-way": id },
    html("th", { scope: "row" }, label),
    html("td", { class: "ia-kept-cell" }, track, html("span", { class: "ia-kept-dots", "aria-hidden": "true" })),
    html("td", { class: "figures" }),
  );
}

/** The end of the axis: 1, or where all is far below it the next round number. */
function reach(values: readonly number[]): number {
  const most = Math.max(...values);
  if (most > 0.4) return 1;
  const unit = 10 ** Math.floor(Math.log10(Math.max(1e-9, most)));
  return [1, 2, 5, 10].map((step) => step * unit).find((end) => end >= most * 1.2) ?? 1;
}

function fill(row: HTMLElement, { name, values, isOwn }: KeptRow, uncut: number, most: number): void {
  setText(row.querySelector("th > *")!, name);
  setAttribute(row, "aria-current", isOwn ? "true" : null);
  const known = values.filter((value) => value !== null);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const track = row.querySelector("svg")!;
  const line =
    known.length > 1
      ? [
          svg("line", {
            x1: (low / most) * WIDTH,
            x2: (high / most) * WIDTH,
            y1: HEIGHT / 2,
            y2: HEIGHT / 2,
            class: "ia-kept-range",
          }),
        ]
      : [];
  track.replaceChildren(
    svg("line", { x1: 0, x2: WIDTH, y1: HEIGHT / 2, y2: HEIGHT / 2, class: "ia-kept-base" }),
    svg("line", { x1: (uncut / most) * WIDTH, x2: (uncut / most) * WIDTH, y1: 0, y2: HEIGHT, class: "ia-kept-rule" }),
    ...line,
  );
  // Points are elements of their own: a drawing that is stretched would make ellipses of them.
  row.querySelector(".ia-kept-dots")!.replaceChildren(
    ...known.map((value) => {
      const dot = html("i", { class: "ia-kept-dot" });
      style(dot, { left: `${(100 * value) / most}%` });
      return dot;
    }),
  );
  const text = known.length === 0 ? "…" : known.length === 1 ? number(known[0]!) : compareWords.range(low, high);
  setText(row.lastElementChild!, text);
}

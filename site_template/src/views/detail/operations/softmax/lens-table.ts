/** The logit lens as a table: classes down, blocks across, each cell the probability had the model stopped there. */
import { css, magnitudeScale, type Rgb } from "../../../../marks/colours.ts";
import { html, setAttribute, setText, svg } from "../../../../marks/element.ts";
import { legend } from "../../../../marks/legend.ts";
import { percent } from "../../../../maths/numbers.ts";
import { lensClasses } from "../../../../maths/workings/lens.ts";
import type { Context } from "../../../../page/context.ts";
import type { Setting } from "../../operation.ts";
import type { SoftmaxWork } from "./work.ts";

export interface LensTable {
  readonly element: HTMLElement;
  draw(setting: Setting, made: SoftmaxWork, room: number): void;
  /** Puts the rectangle on a block. */
  at(block: number): void;
  lit(isLit: boolean): void;
}

const [ROW, HEAD, WIDEST] = [22, 20, 62];
const NUMBERS_FROM = 30;

export function lensTable(context: Context): LensTable {
  const title = html("p", { class: "figure-title" }, "Logit lens: had the model stopped after a block");
  const drawing = svg("svg", { class: "lens-table" });
  const box = svg("rect", { class: "lens-box", visibility: "hidden" });
  const foot = html("div", { class: "lens-foot" });
  const element = html("div", { class: "logit-lens", hidden: true, "data-part": "logit-lens" }, title, drawing, foot);
  let columns: { left: number; width: number } | null = null;
  drawing.addEventListener("click", (event) => {
    const row = (event.target as Element).closest("[data-class]");
    if (row) context.store.set({ column: Number(row.getAttribute("data-class")) });
  });
  return {
    element,
    draw(setting, made, room) {
      element.hidden = made.lens === null;
      if (!made.lens) return;
      const { rows } = made.lens;
      const classes = lensClasses(rows, made.column, 8);
      const left = Math.min(120, Math.round(room * 0.26));
      const width = Math.min(WIDEST, (room - left) / rows.length);
      columns = { left, width };
      const height = HEAD + classes.length * ROW;
      const scale = magnitudeScale(
        Math.max(...classes.flatMap((index) => rows.map((row) => row.probabilities[index]!))),
      );
      setAttribute(drawing, "viewBox", `0 0 ${room} ${height + 3}`);
      setAttribute(drawing, "width", room);
      setAttribute(drawing, "height", height + 3);
      setAttribute(box, "height", height - 2);
      setAttribute(box, "width", width);
      setAttribute(box, "y", 1);
      setAttribute(box, "visibility", "hidden");
      const every = Math.ceil(20 / width);
      const heads = rows.flatMap((_, block) =>
        block % every === 0
          ? [
              svg(
                "text",
                { x: left + (block + 0.5) * width, y: 13, class: "axis-text", "text-anchor": "middle" },
                String(block),
              ),
            ]
          : [],
      );
      const lines = classes.map((index, line) => {
        const y = HEAD + line * ROW;
        const isChosen = index === made.column;
        const name = svg(
          "text",
          { x: left - 8, y: y + 15, "text-anchor": "end", class: `lens-class${isChosen ? " chosen" : ""}` },
          shortened(made.names[index]!, left),
        );
        const cells = rows.map((row, block) => {
          const share = row.probabilities[index]!;
          const colour = scale.rgb(share);
          const x = left + block * width;
          const cell = svg("rect", { x: x + 0.5, y: y + 0.5, width: width - 1, height: ROW - 1, fill: css(colour) });
          const leads =
            row.leader === index
              ? svg("rect", {
                  x: x + 2,
                  y: y + 2,
                  width: width - 4,
                  height: ROW - 4,
                  class: isDark(colour) ? "lens-leads light" : "lens-leads",
                })
              : null;
          const text =
            width >= NUMBERS_FROM
              ? svg(
                  "text",
                  {
                    x: x + width / 2,
                    y: y + 15,
                    "text-anchor": "middle",
                    class: isDark(colour) ? "lens-number light" : "lens-number",
                  },
                  percent(share),
                )
              : null;
          return svg(
            "g",
            {},
            svg("title", {}, `block ${block}, ${made.names[index]}: ${percent(share)} %`),
            cell,
            leads,
            text,
          );
        });
        return svg("g", { "data-class": index }, name, ...cells);
      });
      const corner = svg("text", { x: left - 8, y: 13, "text-anchor": "end", class: "axis-text" }, "block");
      drawing.replaceChildren(corner, ...heads, ...lines, box);
      foot.replaceChildren(
        legend(scale, "probability"),
        html(
          "p",
          { class: "quiet" },
          "In per cent; the outlined class leads. A reading made afterwards, not a tensor of this run.",
        ),
      );
      const leaders = rows.map(
        (row, block) => `block ${block}: ${made.names[row.leader]} ${percent(row.probabilities[row.leader]!)} per cent`,
      );
      setAttribute(drawing, "role", "img");
      setAttribute(drawing, "aria-label", `Logit lens, the leading class after each block. ${leaders.join("; ")}.`);
      setAttribute(drawing, "data-figure", `${setting.hook.name}, logit lens`);
      setText(title, "Logit lens: had the model stopped after a block");
    },
    at(block) {
      if (!columns) return;
      setAttribute(box, "visibility", null);
      setAttribute(box, "x", (columns.left + block * columns.width).toFixed(1));
    },
    lit(isLit) {
      setAttribute(drawing, "data-pale", !isLit);
      setAttribute(box, "visibility", "hidden");
    },
  };
}

const isDark = ([red, green, blue]: Rgb): boolean => 0.2126 * red + 0.7152 * green + 0.0722 * blue < 128;

/** About seven pixels a letter. */
function shortened(name: string, room: number): string {
  const most = Math.max(6, Math.floor((room - 8) / 6.6));
  const first = name.split(",")[0]!;
  return first.length > most ? `${first.slice(0, most - 1)}…` : first;
}

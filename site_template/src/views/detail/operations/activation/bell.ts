/** The bell curve of the standard normal distribution, with the share below a number filled: the gate of GELU. */
import { setAttribute, setText, svg } from "../../../../marks/element.ts";
import { normalDensity, normalShare } from "../../../../maths/workings/erf.ts";
import type { Chart } from "./chart.ts";
import { bellNote, bellNumber } from "./words.ts";

export interface Bell {
  readonly element: SVGElement;
  /** Null, or too little room at the upper left of the chart, hides it. */
  draw(h: number | null, chart: Chart): void;
  lit(isLit: boolean): void;
}

const [END, POINTS, LEAST, WIDEST] = [3.2, 64, 96, 190];

export function bell(): Bell {
  const [area, line] = [svg("path", { class: "bell-area" }), svg("path", { class: "bell-line" })];
  const text = svg("text", { class: "curve-number" });
  const note = svg("text", { class: "axis-text" }, bellNote);
  const element = svg("g", { class: "bell" }, area, line, text, note);
  return {
    element,
    draw(h, chart) {
      const width = Math.min(WIDEST, chart.x(0) - 46);
      const height = Math.min(70, chart.y(0) - 60);
      const fits = h !== null && width >= LEAST && height > 30;
      setAttribute(element, "visibility", fits ? null : "hidden");
      if (!fits) return;
      const base = 34 + height;
      const x = (z: number) => 4 + ((z + END) / (2 * END)) * width;
      const y = (z: number) => base - (normalDensity(z) / normalDensity(0)) * height;
      const to = (end: number) => Array.from({ length: POINTS + 1 }, (_, i) => -END + ((end + END) * i) / POINTS);
      const through = (end: number) =>
        to(end)
          .map((z) => `${x(z).toFixed(1)} ${y(z).toFixed(1)}`)
          .join("L");
      const edge = Math.max(-END, Math.min(END, h));
      setAttribute(line, "d", `M${through(END)}`);
      setAttribute(area, "d", `M${x(-END)} ${base}L${through(edge)}L${x(edge).toFixed(1)} ${base}Z`);
      setText(text, bellNumber(h, normalShare(h)));
      setAttribute(text, "x", 4);
      setAttribute(text, "y", 12);
      setAttribute(note, "x", 4);
      setAttribute(note, "y", 25);
    },
    lit: (isLit) => setAttribute(element, "class", isLit ? "bell" : "bell pale"),
  };
}

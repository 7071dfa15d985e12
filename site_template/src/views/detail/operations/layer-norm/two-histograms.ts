/** How numbers are spread before and after, on one axis: before above it, after below it. */
import { ticks } from "d3-array";
import { html, setAttribute, svg } from "../../../../marks/element.ts";
import { tick } from "../../../../maths/numbers.ts";
import { histogram, magnitudeAt, summarise } from "../../../../maths/statistics.ts";
import { histogramName, histogramNote } from "./words.ts";

export interface TwoHistograms {
  readonly element: HTMLElement;
  draw(shown: Shown): void;
  /** Whether what comes after is at full strength. */
  lit(isLit: boolean): void;
}

interface Shown {
  readonly before: ArrayLike<number>;
  readonly after: ArrayLike<number>;
  readonly names: readonly [before: string, after: string];
  readonly width: number;
}

const [HALF, AXIS, BINS, MOST] = [44, 18, 61, 0.985];

export function twoHistograms(): TwoHistograms {
  const drawing = svg("svg", { class: "two-histograms", "aria-hidden": "true" });
  const element = html("div", { class: "two-histograms-frame" }, drawing);
  let after: SVGElement | null = null;
  return {
    element,
    draw({ before, after: then, names, width }) {
      const reach = Math.max(magnitudeAt(before, MOST), magnitudeAt(then, MOST)) * 1.25 || 1;
      const counts = [before, then].map((values) => histogram(values, -reach, reach, BINS));
      const most = Math.max(1, ...counts.flatMap((each) => [...each]));
      const height = 2 * HALF + AXIS;
      setAttribute(drawing, "viewBox", `0 0 ${width} ${height}`);
      setAttribute(drawing, "width", width);
      setAttribute(drawing, "height", height);
      const x = (value: number) => ((value + reach) / (2 * reach)) * width;
      const above = svg("path", { class: "histogram-before", d: outline(counts[0]!, most, width, HALF, -1) });
      const below = svg("path", { class: "histogram-after", d: outline(counts[1]!, most, width, HALF + AXIS, 1) });
      after = svg("g", {}, below, ...caption(names[1], "after", then, height - 16));
      const marks = ticks(-reach, reach, Math.max(3, Math.min(9, Math.floor(width / 70))))
        .filter((value) => Math.abs(value) < reach * 0.96)
        .map((value) =>
          svg("text", { x: x(value), y: HALF + 13, class: "axis-text", "text-anchor": "middle" }, tick(value)),
        );
      drawing.replaceChildren(
        above,
        ...caption(names[0], "before", before, 10),
        ...[HALF, HALF + AXIS].map((y) => svg("line", { x1: 0, x2: width, y1: y, y2: y, class: "level-axis" })),
        ...marks,
        after,
      );
    },
    lit: (isLit) => after && setAttribute(after, "class", isLit ? null : "pale"),
  };
}

/** Steps from bin to bin, up or down from a base line. */
function outline(counts: Uint32Array, most: number, width: number, base: number, direction: 1 | -1): string {
  const step = width / counts.length;
  let path = `M0 ${base}`;
  counts.forEach((count, i) => {
    const y = (base + (direction * count * (HALF - 2)) / most).toFixed(1);
    path += `V${y}H${((i + 1) * step).toFixed(1)}`;
  });
  return `${path}V${base}Z`;
}

function caption(name: string, when: "before" | "after", values: ArrayLike<number>, y: number): SVGElement[] {
  const { mean, deviation } = summarise(values);
  return [
    svg("text", { x: 0, y, class: "histogram-name" }, histogramName(when, name)),
    svg("text", { x: 0, y: y + 13, class: "axis-text" }, histogramNote(mean, deviation)),
  ];
}

/** A small histogram in SVG: how the values of a tensor are spread, with 0 marked and its ends printed. */
import { tick } from "../maths/numbers.ts";
import { histogram } from "../maths/statistics.ts";
import { type ColourScale, css } from "./colours.ts";
import { svg } from "./element.ts";
import * as words from "./words.ts";

const [WIDTH, HEIGHT, BINS] = [240, 56, 48];

/** Bars have the colour that the heatmap gives to the middle of their bin, edged so that pale ones stay visible. */
export function histogramMark(data: ArrayLike<number>, low: number, high: number, scale: ColourScale): SVGSVGElement {
  const [from, to] = high > low ? [low, high] : [low - 0.5, low + 0.5];
  const counts = histogram(data, from, to, BINS);
  const most = Math.max(1, ...counts);
  const step = WIDTH / BINS;
  const bars = Array.from(counts, (count, i) => {
    const height = count === 0 ? 0 : Math.max(1, (count / most) * HEIGHT);
    const middle = from + ((i + 0.5) / BINS) * (to - from);
    return svg("rect", {
      x: i * step + 0.5,
      y: HEIGHT - height,
      width: step - 1,
      height,
      fill: css(scale.rgb(middle)),
      class: "histogram-bar",
    });
  });
  const zero = from < 0 && to > 0 ? ((0 - from) / (to - from)) * WIDTH : null;
  return svg(
    "svg",
    {
      class: "histogram",
      viewBox: `0 0 ${WIDTH} ${HEIGHT + 16}`,
      role: "img",
      "aria-label": words.histogramOf(data.length, from, to),
    },
    ...bars,
    svg("line", { x1: 0, x2: WIDTH, y1: HEIGHT + 0.5, y2: HEIGHT + 0.5, class: "axis-line" }),
    svg("text", { x: 0, y: HEIGHT + 13, class: "axis-text" }, tick(from)),
    svg("text", { x: WIDTH, y: HEIGHT + 13, class: "axis-text", "text-anchor": "end" }, tick(to)),
    ...(zero === null ? [] : zeroMark(zero)),
  );
}

function zeroMark(x: number): SVGElement[] {
  const line = svg("line", { x1: x, x2: x, y1: HEIGHT, y2: HEIGHT + 4, class: "axis-line" });
  if (x < 28 || x > WIDTH - 28) return [line];
  return [line, svg("text", { x, y: HEIGHT + 13, class: "axis-text", "text-anchor": "middle" }, "0")];
}

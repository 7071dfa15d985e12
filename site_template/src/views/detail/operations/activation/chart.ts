/** The chart of an activation: its axes cross at 0; what comes in is counted below it, what comes out at its right. */
import { ticks } from "d3-array";
import { setAttribute, svg } from "../../../../marks/element.ts";
import { tick } from "../../../../maths/numbers.ts";
import { histogram } from "../../../../maths/statistics.ts";
import { isSilenced } from "../../../../maths/workings/silenced.ts";
import { spanOf } from "../../figures/terms.ts";
import { inputAxis, outputAxis } from "./words.ts";
import type { CurveWork } from "./work.ts";

export interface Chart {
  readonly width: number;
  readonly height: number;
  readonly plotWidth: number;
  readonly plotHeight: number;
  x(h: number): number;
  y(g: number): number;
  readonly curve: string;
  readonly domain: readonly [number, number];
  readonly range: readonly [number, number];
  readonly parts: { readonly counts: SVGElement; readonly shade: SVGElement };
  /** Whether the counts of what comes out are at full strength. */
  outputs(isLit: boolean): void;
  silenced(isShown: boolean): void;
}

const [SIDE, BELOW, SIDE_SMALL] = [84, 66, 46];
const [BINS_IN, BINS_OUT, POINTS] = [60, 40, 240];

export function chartFor(made: CurveWork, width: number): Chart {
  const side = width < 480 ? SIDE_SMALL : SIDE;
  const plotWidth = width - side;
  const plotHeight = Math.round(Math.max(190, Math.min(290, width * 0.45)));
  const domain = padded(spanOf(made.before), 0.06);
  const drawnAt = made.activation
    ? Array.from({ length: POINTS }, (_, i) => domain[0] + ((domain[1] - domain[0]) * i) / (POINTS - 1))
    : null;
  const points = drawnAt
    ? drawnAt.map((h): [number, number] => [h, made.activation!.apply(h)])
    : Array.from(made.before, (h, i): [number, number] => [h, made.after[i]!]).sort((a, b) => a[0] - b[0]);
  const range = padded(spanOf([...points.map(([, g]) => g)]), 0.08);
  const x = (h: number) => ((h - domain[0]) / (domain[1] - domain[0])) * plotWidth;
  const y = (g: number) => ((range[1] - g) / (range[1] - range[0])) * plotHeight;
  const counts = svg("path", { class: "histogram-after", d: sideways(made, range, plotWidth, side, plotHeight) });
  const shade = svg("path", { class: "curve-shade", d: shades(made, domain, plotHeight) });
  return {
    width,
    height: plotHeight + BELOW,
    plotWidth,
    plotHeight,
    x,
    y,
    curve: `M${points.map(([h, g]) => `${x(h).toFixed(1)} ${y(g).toFixed(1)}`).join("L")}`,
    domain,
    range,
    parts: { counts, shade },
    outputs: (isLit) => setAttribute(counts, "class", isLit ? "histogram-after" : "histogram-after pale"),
    silenced: (isShown) => setAttribute(shade, "visibility", isShown ? null : "hidden"),
  };

  // Stretches of the horizontal axis where less than a tenth is left.
  function shades({ activation }: CurveWork, [low, high]: readonly [number, number], tall: number): string {
    if (!activation) return "";
    const step = (high - low) / 400;
    let [path, from] = ["", NaN];
    for (let i = 0; i <= 401; i++) {
      const h = low + i * step;
      const isIn = i <= 400 && Math.abs(h) > step / 2 && isSilenced(h, activation.apply(h));
      if (isIn && Number.isNaN(from)) from = h;
      if (isIn || Number.isNaN(from)) continue;
      path += `M${x(from).toFixed(1)} 0H${x(h - step).toFixed(1)}V${tall}H${x(from).toFixed(1)}Z`;
      from = NaN;
    }
    return path;
  }
}

/** Axes with their ticks, the line of no change, and the counts of what comes in. */
export function frameOf(chart: Chart, made: CurveWork): SVGElement[] {
  const { x, y, plotWidth, plotHeight, domain, range } = chart;
  const [across, up] = [ticks(...domain, Math.max(3, Math.floor(plotWidth / 80))), ticks(...range, 5)];
  const same = [Math.max(domain[0], range[0]), Math.min(domain[1], range[1])] as const;
  const base = plotHeight + 24;
  return [
    chart.parts.shade,
    svg("line", { class: "level-axis", x1: 0, x2: plotWidth, y1: y(0), y2: y(0) }),
    svg("line", { class: "level-axis", x1: x(0), x2: x(0), y1: 0, y2: plotHeight }),
    svg("line", { class: "curve-same", x1: x(same[0]), x2: x(same[1]), y1: y(same[0]), y2: y(same[1]) }),
    ...across.map((h) =>
      svg("text", { class: "axis-text", x: x(h), y: plotHeight + 14, "text-anchor": "middle" }, tick(h)),
    ),
    ...up
      .filter((g) => g !== 0 && y(g) > 18)
      .map((g) => svg("text", { class: "axis-text", x: x(0) - 5, y: y(g) + 4, "text-anchor": "end" }, tick(g))),
    svg("path", {
      class: "histogram-before",
      d: hanging(made.before, domain, plotWidth, base, chart.height - base - 14),
    }),
    svg("text", { class: "histogram-name", x: 0, y: chart.height - 2 }, inputAxis),
    chart.parts.counts,
    svg(
      "text",
      { class: "histogram-name", x: chart.width, y: 10, "text-anchor": "end" },
      outputAxis(chart.width - plotWidth > 60),
    ),
  ];
}

const padded = ([low, high]: readonly [number, number], share: number): [number, number] => [
  low - (high - low) * share,
  high + (high - low) * share,
];

function hanging(
  values: ArrayLike<number>,
  [low, high]: readonly [number, number],
  width: number,
  top: number,
  tall: number,
): string {
  const counts = histogram(values, low, high, BINS_IN);
  const most = Math.max(1, ...counts);
  let path = `M0 ${top}`;
  counts.forEach(
    (count, i) => (path += `V${(top + (count / most) * tall).toFixed(1)}H${(((i + 1) / BINS_IN) * width).toFixed(1)}`),
  );
  return `${path}V${top}Z`;
}

function sideways(
  made: CurveWork,
  [low, high]: readonly [number, number],
  left: number,
  room: number,
  tall: number,
): string {
  const counts = histogram(made.after, low, high, BINS_OUT);
  const most = Math.max(1, ...counts);
  const from = left + 10;
  let path = `M${from} ${tall}`;
  counts.forEach((count, i) => {
    const [x, y] = [from + (count / most) * (room - 12), tall - ((i + 1) / BINS_OUT) * tall];
    path += `H${x.toFixed(1)}V${y.toFixed(1)}`;
  });
  return `${path}H${from}Z`;
}

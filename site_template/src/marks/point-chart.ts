/** Lines through points with their intervals, each named at its end; one point is read under the pointer. */
import { ticks } from "d3-array";
import { number, tick } from "../maths/numbers.ts";
import { html, setText, svg } from "./element.ts";
import { spaced } from "./spaced.ts";

export interface Point {
  readonly x: number;
  readonly y: number;
  /** Ends of the interval. */
  readonly low: number;
  readonly high: number;
  /** What a point is called, such as "k = 1". */
  readonly name: string;
}

export interface PointLine {
  readonly id: string;
  readonly name: string;
  /** Classes of the style sheet: the colour, and how the line is drawn. */
  readonly look: string;
  readonly points: readonly Point[];
}

export interface Points {
  readonly label: string;
  readonly across: string;
  readonly down: string;
  readonly lines: readonly PointLine[];
  /** A level across the whole width, with its interval. */
  readonly level: { readonly name: string; readonly y: number; readonly low: number; readonly high: number };
  /** Numbers along the lower edge. */
  readonly print: (x: number) => string;
}

export interface PointChart {
  readonly element: HTMLElement;
  draw(points: Points): void;
  destroy(): void;
}

const [HEIGHT, LEFT, TOP, BOTTOM, LETTER, LINE, ASIDE] = [260, 40, 22, 36, 6.6, 14, 4];

export function pointChart(part: string): PointChart {
  const drawing = svg("svg", { class: "pc-drawing", role: "img", "data-part": part });
  const readout = html("p", { class: "ip-readout" });
  const element = html("div", { class: "pc" }, readout, drawing);
  let now: Points | null = null;
  let width = 0;
  const sized = new ResizeObserver(() => {
    if (element.clientWidth === width) return;
    width = element.clientWidth;
    if (now) draw(now);
  });
  sized.observe(element);

  function draw(points: Points): void {
    now = points;
    width = element.clientWidth;
    if (width < 80) return;
    const { lines, level, across, down, print, label } = points;
    const names = Math.min(
      width * 0.42,
      Math.max(level.name.length, ...lines.map(({ name }) => name.length)) * LETTER + 14,
    );
    const all = lines.flatMap((line) => line.points);
    const xs = all.map(({ x }) => x);
    const [least, most] = [Math.min(...xs), Math.max(...xs)];
    const lows = [level.low, ...all.map(({ low }) => low)];
    const highs = [level.high, ...all.map(({ high }) => high)];
    const [bottom, top] = [Math.min(...lows), Math.max(...highs)];
    const x = (value: number) =>
      LEFT + 8 + ((value - least) / Math.max(1e-9, most - least)) * (width - LEFT - names - 16);
    const y = (value: number) => TOP + ((top - value) / Math.max(1e-9, top - bottom)) * (HEIGHT - TOP - BOTTOM);
    const labels = [
      ...lines.map(({ name, look, points: own }) => ({
        name,
        look,
        at: y(own.reduce((a, b) => (b.x > a.x ? b : a)).y),
      })),
      { name: level.name, look: "pc-untouched", at: y(level.y) },
    ];
    const ends = spaced(
      labels.map(({ at }) => at),
      LINE,
      TOP,
      HEIGHT - BOTTOM,
    );
    // Intervals of several lines at one place stand side by side.
    const aside = (i: number) => (i - (lines.length - 1) / 2) * ASIDE;
    drawing.setAttribute("viewBox", `0 0 ${width} ${HEIGHT}`);
    drawing.setAttribute("aria-label", label);
    const right = width - names;
    drawing.replaceChildren(
      svg("rect", {
        x: LEFT,
        width: right - LEFT,
        y: y(level.high),
        height: Math.max(1, y(level.low) - y(level.high)),
        class: "pc-band",
      }),
      svg("line", { x1: LEFT, x2: right, y1: y(level.y), y2: y(level.y), class: "pc-level" }),
      ...ticks(bottom, top, 4).flatMap((value) => [
        svg("line", { x1: LEFT, x2: right, y1: y(value), y2: y(value), class: "ip-grid" }),
        svg("text", { x: LEFT - 6, y: y(value) + 4, "text-anchor": "end", class: "axis-text" }, tick(value)),
      ]),
      ...[...new Set(xs)]
        .map((value) =>
          svg(
            "text",
            { x: x(value), y: HEIGHT - BOTTOM + 16, "text-anchor": "middle", class: "axis-text" },
            print(value),
          ),
        )
        .filter((_, i, texts) => texts.length < 9 || i % 2 === 0),
      svg("text", { x: right, y: HEIGHT - 4, "text-anchor": "end", class: "axis-text" }, `${across} →`),
      svg("text", { x: 0, y: 10, class: "axis-text" }, `↑ ${down}`),
      ...lines.flatMap(({ points: own, look }, line) => {
        const at = (point: Point) => x(point.x) + aside(line);
        return [
          svg("path", {
            d: own.map((point, i) => `${i ? "L" : "M"}${at(point).toFixed(1)} ${y(point.y).toFixed(1)}`).join(""),
            class: `pc-line ${look}`,
          }),
          ...own.map((point) =>
            svg("line", {
              x1: at(point),
              x2: at(point),
              y1: y(point.low),
              y2: y(point.high),
              class: `pc-interval ${look}`,
            }),
          ),
          ...own.map((point) => svg("circle", { cx: at(point), cy: y(point.y), r: 3.5, class: `pc-point ${look}` })),
        ];
      }),
      ...labels.map(({ name, look }, i) =>
        svg("text", { x: right + 6, y: ends[i]! + 4, class: `pc-name ${look}` }, name),
      ),
    );
    drawing.onpointermove = (event) => read(event, x, y);
    drawing.onpointerleave = () => setText(readout, "");
  }

  function read(event: PointerEvent, x: (value: number) => number, y: (value: number) => number): void {
    const box = drawing.getBoundingClientRect();
    const [left, top] = [event.clientX - box.left, event.clientY - box.top];
    const all = now!.lines.flatMap((line) =>
      line.points.map((point) => ({ line, point, far: Math.hypot(x(point.x) - left, y(point.y) - top) })),
    );
    const nearest = all.reduce((a, b) => (b.far < a.far ? b : a));
    const { line, point } = nearest;
    setText(
      readout,
      nearest.far > 40
        ? ""
        : `${line.name}, ${point.name}: ${number(point.y)} (95\u00a0% interval ${number(point.low)} to ${number(point.high)})`,
    );
  }

  return { element, draw, destroy: () => sized.disconnect() };
}

/** Lines through points with their intervals, each named at its end; one point is read under the pointer. */
import { ticks } from "d3-array";
import { tick } from "../maths/numbers.ts";
import { type Attributes, html, setText, svg } from "./element.ts";
import { spaced } from "./spaced.ts";
import * as words from "./words.ts";

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

/** Pixels within which a point is read. */
const NEAR = 40;

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
    const scales = scalesOf(points, width);
    drawing.setAttribute("viewBox", `0 0 ${width} ${HEIGHT}`);
    drawing.setAttribute("aria-label", points.label);
    drawing.replaceChildren(
      ...levelOf(points, scales),
      ...axesOf(points, scales),
      ...points.lines.flatMap((line, i) => lineOf(line, asideOf(i, points.lines.length), scales)),
      ...namesOf(points, scales),
    );
    drawing.onpointermove = (event) => {
      const box = drawing.getBoundingClientRect();
      setText(readout, nearest(points, scales, event.clientX - box.left, event.clientY - box.top));
    };
    drawing.onpointerleave = () => setText(readout, "");
  }

  return { element, draw, destroy: () => sized.disconnect() };
}

interface Scales {
  x(value: number): number;
  y(value: number): number;
  /** Where the plot ends and the names begin. */
  readonly right: number;
  readonly bottom: number;
  readonly top: number;
}

function scalesOf({ lines, level }: Points, width: number): Scales {
  const longest = Math.max(level.name.length, ...lines.map(({ name }) => name.length));
  const names = Math.min(width * 0.42, longest * LETTER + 14);
  const all = lines.flatMap((line) => line.points);
  const xs = all.map(({ x }) => x);
  const [least, most] = [Math.min(...xs), Math.max(...xs)];
  const bottom = Math.min(level.low, ...all.map(({ low }) => low));
  const top = Math.max(level.high, ...all.map(({ high }) => high));
  return {
    x: (value) => LEFT + 8 + ((value - least) / Math.max(1e-9, most - least)) * (width - LEFT - names - 16),
    y: (value) => TOP + ((top - value) / Math.max(1e-9, top - bottom)) * (HEIGHT - TOP - BOTTOM),
    right: width - names,
    bottom,
    top,
  };
}

function levelOf({ level }: Points, { y, right }: Scales): SVGElement[] {
  const height = Math.max(1, y(level.low) - y(level.high));
  return [
    svg("rect", { x: LEFT, width: right - LEFT, y: y(level.high), height, class: "pc-band" }),
    svg("line", { x1: LEFT, x2: right, y1: y(level.y), y2: y(level.y), class: "pc-level" }),
  ];
}

function axesOf({ lines, print, across, down }: Points, { x, y, right, bottom, top }: Scales): SVGElement[] {
  const text = (attributes: Attributes, label: string) => svg("text", { ...attributes, class: "axis-text" }, label);
  const xs = [...new Set(lines.flatMap((line) => line.points.map((point) => point.x)))];
  return [
    ...ticks(bottom, top, 4).flatMap((value) => [
      svg("line", { x1: LEFT, x2: right, y1: y(value), y2: y(value), class: "ip-grid" }),
      text({ x: LEFT - 6, y: y(value) + 4, "text-anchor": "end" }, tick(value)),
    ]),
    ...xs
      .filter((_, i) => xs.length < 9 || i % 2 === 0)
      .map((value) => text({ x: x(value), y: HEIGHT - BOTTOM + 16, "text-anchor": "middle" }, print(value))),
    text({ x: right, y: HEIGHT - 4, "text-anchor": "end" }, words.across(across)),
    text({ x: 0, y: 10 }, words.up(down)),
  ];
}

/** Intervals of several lines at one place stand side by side. */
const asideOf = (line: number, lines: number): number => (line - (lines - 1) / 2) * ASIDE;

function lineOf({ points, look }: PointLine, aside: number, { x, y }: Scales): SVGElement[] {
  const at = (point: Point) => x(point.x) + aside;
  const path = points.map((point, i) => `${i ? "L" : "M"}${at(point).toFixed(1)} ${y(point.y).toFixed(1)}`).join("");
  const interval = (point: Point) => {
    const ends = { x1: at(point), x2: at(point), y1: y(point.low), y2: y(point.high) };
    return svg("line", { ...ends, class: `pc-interval ${look}` });
  };
  return [
    svg("path", { d: path, class: `pc-line ${look}` }),
    ...points.map(interval),
    ...points.map((point) => svg("circle", { cx: at(point), cy: y(point.y), r: 3.5, class: `pc-point ${look}` })),
  ];
}

/** At the end of every line its name. */
function namesOf({ lines, level }: Points, { y, right }: Scales): SVGElement[] {
  const last = (points: readonly Point[]) => points.reduce((a, b) => (b.x > a.x ? b : a));
  const labels = [
    ...lines.map(({ name, look, points }) => ({ name, look, at: y(last(points).y) })),
    { name: level.name, look: "pc-untouched", at: y(level.y) },
  ];
  const wanted = labels.map(({ at }) => at);
  const ends = spaced(wanted, LINE, TOP, HEIGHT - BOTTOM);
  return labels.map(({ name, look }, i) =>
    svg("text", { x: right + 6, y: ends[i]! + 4, class: `pc-name ${look}` }, name),
  );
}

/** What is said of the point nearest to a place; nothing where it is far away. */
function nearest({ lines }: Points, { x, y }: Scales, left: number, top: number): string {
  const all = lines.flatMap((line) =>
    line.points.map((point) => ({ line, point, far: Math.hypot(x(point.x) - left, y(point.y) - top) })),
  );
  const { line, point, far } = all.reduce((a, b) => (b.far < a.far ? b : a));
  return far > NEAR ? "" : words.pointAt(line.name, point.name, point.y, point.low, point.high);
}

/** The drawing of an activation: curve and bell, the dots of the row, the way of one number and its labels. */
import { html, setAttribute, setText, style, svg } from "../../../../marks/element.ts";
import { GELU } from "../../../../maths/workings/activations.ts";
import { isSilenced } from "../../../../maths/workings/silenced.ts";
import { sized } from "../../figures/lanes.ts";
import { bell } from "./bell.ts";
import { type Chart, chartFor, frameOf } from "./chart.ts";
import { inputNumber, outputNumber, pointedAt } from "./words.ts";
import type { CurveWork } from "./work.ts";

/** How far the dots are: up to the curve, and over to the vertical axis. */
export type Way = readonly [up: number, over: number];

export interface CurveDrawing {
  readonly element: HTMLElement;
  /** The feature whose number stands nearest to a point of the horizontal axis. */
  nearest(x: number): number;
  draw(made: CurveWork, width: number): void;
  /** The feature that is followed; `isPeeked` where it is only pointed at. */
  follow(feature: number, isPeeked: boolean): void;
  /** What changes with the stage, not with the frame. */
  stage(phase: string): void;
  dots(way: Way): void;
}

interface Drawn {
  readonly made: CurveWork;
  readonly chart: Chart;
  readonly context: CanvasRenderingContext2D | null;
  /** Colours of the style sheet. */
  readonly ink: string;
  readonly quiet: string;
}

/** The stages at which what comes out is there. */
const LATE: readonly string[] = ["whole", "across", "follow", "silenced", "result"];

export function curveDrawing(): CurveDrawing {
  const { element, drawing, canvas, frame, curve, density, route, spot, into, out } = parts();
  let drawn: Drawn | null = null;
  let phase = "";
  let [feature, isPeeked] = [0, false];

  function labels(now: Drawn): void {
    const name = isPeeked ? pointedAt(feature) : "";
    labelInput(into, now, feature, name);
    labelOutput(out, now, feature, LATE.includes(phase));
  }

  const drawBell = ({ made, chart }: Drawn): void =>
    density.draw(made.activation === GELU ? made.before[feature]! : null, chart);

  return {
    element,
    nearest: (x) => (drawn ? nearestTo(drawn, x) : 0),
    draw(made, width) {
      const chart = chartFor(made, width);
      const look = getComputedStyle(element);
      const [ink, quiet] = [look.getPropertyValue("--mlp"), look.getPropertyValue("--quiet")];
      drawn = { made, chart, context: sized(canvas, chart.width, chart.height), ink, quiet };
      setAttribute(drawing, "viewBox", `0 0 ${chart.width} ${chart.height}`);
      setAttribute(drawing, "width", chart.width);
      setAttribute(drawing, "height", chart.height);
      style(element, { width: `${chart.width}px`, height: `${chart.height}px` });
      frame.replaceChildren(...frameOf(chart, made));
      setAttribute(curve, "d", chart.curve);
      drawBell(drawn);
    },
    follow(next, peeked) {
      [feature, isPeeked] = [next, peeked];
      if (!drawn) return;
      drawBell(drawn);
      labels(drawn);
    },
    stage(next) {
      phase = next;
      if (!drawn) return;
      drawn.chart.outputs(LATE.includes(next));
      drawn.chart.silenced(next === "silenced" || next === "whole");
      density.lit(next === "whole" || next === "follow");
      setAttribute(route, "visibility", next === "inputs" ? "hidden" : null);
      labels(drawn);
    },
    dots(way) {
      if (!drawn) return;
      const { chart, made } = drawn;
      const [h, g] = [made.before[feature]!, made.after[feature]!];
      const [x, y] = placeOf(drawn, feature, way);
      setAttribute(route, "d", `M${chart.x(h)} ${chart.y(0)}V${chart.y(g)}H${chart.x(0)}`);
      setAttribute(spot, "cx", x.toFixed(1));
      setAttribute(spot, "cy", y.toFixed(1));
      paintDots(drawn, way, phase === "silenced");
    },
  };
}

function parts() {
  const frame = svg("g", {});
  const curve = svg("path", { class: "curve-path" });
  const route = svg("path", { class: "curve-route" });
  const spot = svg("circle", { r: 5, class: "curve-spot" });
  const [into, out] = [svg("text", { class: "curve-number" }), svg("text", { class: "curve-number" })];
  const density = bell();
  const all = [frame, curve, density.element, route, spot, into, out];
  const drawing = svg("svg", { class: "curve-drawing", "aria-hidden": "true" }, ...all);
  const canvas = html("canvas", { class: "curve-dots", "aria-hidden": "true" });
  const element = html("div", { class: "curve-body" }, drawing, canvas);
  return { element, drawing, canvas, frame, curve, density, route, spot, into, out };
}

const placeOf = ({ made, chart }: Drawn, i: number, [up, over]: Way): [x: number, y: number] => [
  chart.x(made.before[i]! * (1 - over)),
  chart.y(made.after[i]! * up),
];

/** From so many numbers on, dots are smaller and fainter. */
const MANY = 1000;

/** All numbers of the row; where it is asked for, those that are silenced strong and the rest pale. */
function paintDots(now: Drawn, way: Way, isMarked: boolean): void {
  const { context: paint, chart, ink, quiet } = now;
  const { before, after } = now.made;
  if (!paint) return;
  paint.clearRect(0, 0, chart.width, chart.height);
  const many = before.length > MANY;
  const edge = many ? 3.4 : 4.4;
  for (const isPale of isMarked ? [true, false] : [false]) {
    paint.fillStyle = isPale ? quiet : ink;
    paint.globalAlpha = isPale ? 0.16 : many ? 0.35 : 0.5;
    for (let i = 0; i < before.length; i++) {
      if (isMarked && isPale === isSilenced(before[i]!, after[i]!)) continue;
      const [x, y] = placeOf(now, i, way);
      paint.fillRect(x - edge / 2, y - edge / 2, edge, edge);
    }
  }
}

function nearestTo({ made, chart }: Drawn, x: number): number {
  let best = 0;
  const off = (i: number) => Math.abs(chart.x(made.before[i]!) - x);
  for (let i = 1; i < made.before.length; i++) if (off(i) < off(best)) best = i;
  return best;
}

/** The number that comes in, at its place on the horizontal axis. */
function labelInput(text: SVGTextElement, { chart, made }: Drawn, feature: number, name: string): void {
  const [h, g] = [made.before[feature]!, made.after[feature]!];
  const half = 34 + name.length * 4;
  const x = clamp(chart.x(h), half, chart.plotWidth - half);
  label(text, `${name}${inputNumber(h)}`, x, chart.y(0) + (g < 0 ? -9 : 16), "middle");
}

/** The number that comes out, on the side of the vertical axis that is free. */
function labelOutput(text: SVGTextElement, { chart, made }: Drawn, feature: number, isThere: boolean): void {
  const [isLeft, g] = [made.before[feature]! >= 0, made.after[feature]!];
  const y = clamp(chart.y(g) + 4, 12, chart.plotHeight);
  label(text, isThere ? outputNumber(g) : "", chart.x(0) + (isLeft ? -8 : 8), y, isLeft ? "end" : "start");
}

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value));

function label(text: SVGTextElement, words: string, x: number, y: number, anchor: string): void {
  setText(text, words);
  setAttribute(text, "x", x.toFixed(1));
  setAttribute(text, "y", y.toFixed(1));
  setAttribute(text, "text-anchor", anchor);
}

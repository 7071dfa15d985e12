/** A vector as bars from 0 on a scale of its own, with lines and bands across it; bars move between two states. */
import { css, signedScale, type Tone } from "../../../marks/colours.ts";
import { type Child, html, setAttribute, setText, svg } from "../../../marks/element.ts";
import { tick } from "../../../maths/numbers.ts";
import { magnitudeAt } from "../../../maths/statistics.ts";
import { type Across, leftOf } from "./across.ts";
import { type Lane, lane, sized } from "./lanes.ts";

export type Range = readonly [low: number, high: number];

export interface Levels {
  readonly element: HTMLElement;
  readonly lane: Lane;
  name(title: Child, ...under: Child[]): void;
  /** Bars are coloured by their sign, or in one colour of the style sheet, such as "--pattern". */
  draw(values: ArrayLike<number>, shape: Across, range: Range, tone: Tone, colour?: string): void;
  /** Shows the bars on their way from other values on the same scale; 1 is there. */
  from(others: ArrayLike<number>, share: number): void;
  /** A line across at a value, with its name; null hides. */
  line(value: number | null, text?: string): void;
  /** A band across from one value to another; null hides. */
  band(range: Range | null): void;
  /** Whether it is at full strength. */
  lit(isLit: boolean): void;
}

const STRENGTH = 0.82;
const PAD = 2;

export function levels(role: string, height: number): Levels {
  const own = lane(role, "levels");
  const canvas = html("canvas", { "aria-hidden": "true" });
  own.clip.prepend(canvas);
  const band = svg("rect", { class: "level-band", visibility: "hidden" });
  const line = svg("line", { class: "level-line", visibility: "hidden" });
  const text = svg("text", { class: "level-text" });
  const ends = [svg("text", { class: "axis-text" }), svg("text", { class: "axis-text" })] as const;
  const over = svg("svg", { class: "level-over", "aria-hidden": "true" }, band, line, text, ...ends);
  own.plot.append(over);
  let drawn: Drawing | null = null;
  let shown = 1;
  const y = (value: number) => (drawn ? heightOf(value, drawn.range, height) : 0);

  return {
    element: own.element,
    lane: own,
    name: own.name,
    draw(values, shape, range, tone, colour) {
      own.size(shape.width, height);
      const context = sized(canvas, shape.width, height);
      const look = getComputedStyle(own.element);
      const inks = colour ? [look.getPropertyValue(colour), look.getPropertyValue(colour)] : signInks(tone);
      drawn = { values, shape, range, inks: [inks[0]!, inks[1]!], rule: look.getPropertyValue("--rule"), context };
      setAttribute(over, "viewBox", `0 0 ${shape.width} ${height}`);
      shown = 1;
      paint(drawn, height, drawn.values, 1);
      labelEnds(ends, range, shape.width, height);
      own.veil(Infinity);
      this.line(null);
      this.band(null);
    },
    from(others, share) {
      if (!drawn || (shown === 1 && share === 1)) return;
      shown = share;
      paint(drawn, height, others, share);
    },
    line(value, label = "") {
      setAttribute(line, "visibility", value === null || !drawn ? "hidden" : null);
      setText(text, value === null ? "" : label);
      if (value === null || !drawn) return;
      const at = y(value);
      for (const [name, number] of Object.entries({ x1: 0, x2: drawn.shape.width, y1: at, y2: at }))
        setAttribute(line, name, number.toFixed(1));
      // A line at the very top names the end of the scale already.
      setAttribute(ends[0], "visibility", value === drawn.range[1] || !(drawn.range[1] > 0) ? "hidden" : null);
      setAttribute(text, "x", 0);
      setAttribute(text, "y", -3);
    },
    band(range) {
      setAttribute(band, "visibility", range === null || !drawn ? "hidden" : null);
      if (range === null || !drawn) return;
      const [top, bottom] = [y(range[1]), y(range[0])];
      for (const [name, number] of Object.entries({ x: 0, width: drawn.shape.width, y: top, height: bottom - top }))
        setAttribute(band, name, Math.max(0, number).toFixed(1));
    },
    lit: (isLit) => own.veil(isLit ? Infinity : 0),
  };
}

/** Prints the ends of the scale at the right, where they lie off 0. */
function labelEnds(ends: readonly [SVGTextElement, SVGTextElement], range: Range, width: number, height: number): void {
  const [low, high] = range;
  setText(ends[0], tick(high));
  setText(ends[1], tick(low));
  setAttribute(ends[0], "y", (heightOf(high, range, height) + 7).toFixed(1));
  setAttribute(ends[1], "y", heightOf(low, range, height).toFixed(1));
  setAttribute(ends[0], "visibility", high > 0 ? null : "hidden");
  setAttribute(ends[1], "visibility", low < 0 ? null : "hidden");
  for (const end of ends) {
    setAttribute(end, "x", width - 1);
    setAttribute(end, "text-anchor", "end");
  }
}

interface Drawing {
  readonly values: ArrayLike<number>;
  readonly shape: Across;
  readonly range: Range;
  readonly inks: readonly [plus: string, minus: string];
  readonly rule: string;
  readonly context: CanvasRenderingContext2D | null;
}

function signInks(tone: Tone): [string, string] {
  const scale = signedScale(1, tone);
  return [css(scale.rgb(STRENGTH)), css(scale.rgb(-STRENGTH))];
}

/** Where a value lies; beyond the range, at its end. */
function heightOf(value: number, [low, high]: Range, height: number): number {
  const share = (high - Math.min(high, Math.max(low, value))) / (high - low);
  return PAD + share * (height - 2 * PAD);
}

function paint(drawing: Drawing, height: number, others: ArrayLike<number>, share: number): void {
  const { values, shape, range, inks, rule, context } = drawing;
  if (!context) return;
  context.clearRect(0, 0, shape.width, height);
  const zero = heightOf(0, range, height);
  context.fillStyle = rule;
  context.fillRect(0, zero - 0.5, shape.width, 1);
  const gap = shape.unit > 4 ? 1 : 0;
  const wide = Math.max(1 / devicePixelRatio, shape.unit - gap);
  for (const sign of [1, -1]) {
    context.fillStyle = inks[sign > 0 ? 0 : 1]!;
    for (let i = 0; i < shape.count; i++) {
      const value = share === 1 ? values[i]! : others[i]! + (values[i]! - others[i]!) * share;
      if (!(value * sign > 0)) continue;
      const at = heightOf(value, range, height);
      const tall = Math.max(0.6, Math.abs(at - zero));
      context.fillRect(leftOf(shape, i), sign > 0 ? zero - tall : zero, wide, tall);
    }
  }
}

const [MOST, WORTH, ROOM] = [0.98, 2.2, 1.4];

/** A range for several vectors on one scale, with 0; a few values far beyond the rest are cut at its ends. */
export function rangeOf(...vectors: readonly ArrayLike<number>[]): Range {
  let [low, high, cut] = [0, 0, 0];
  for (const values of vectors) {
    for (let i = 0; i < values.length; i++) {
      low = Math.min(low, values[i]!);
      high = Math.max(high, values[i]!);
    }
    cut = Math.max(cut, magnitudeAt(values, MOST));
  }
  if (!(high > low)) return [-0.5, 0.5];
  const limit = cut > 0 && Math.max(-low, high) > cut * WORTH ? cut * ROOM : Infinity;
  return [Math.max(low, -limit), Math.min(high, limit)];
}

/** How many values lie beyond a range. */
export function beyond(values: ArrayLike<number>, [low, high]: Range): number {
  let count = 0;
  for (let i = 0; i < values.length; i++) if (values[i]! < low || values[i]! > high) count++;
  return count;
}

/** The drawing of curves over the blocks: levels, bands, lines, names at their ends, the numbers of the blocks. */
import { ticks } from "d3-array";
import { svg } from "../../marks/element.ts";
import { tick } from "../../maths/numbers.ts";
import type { Curve } from "./curve-values.ts";

/** Room for names at the right. */
export const NAMES = 26;
export const HEIGHT = 136;
const [TOP, FOOT, LABEL] = [10, 18, 13];

export interface Frame {
  readonly width: number;
  /** Where each block stands, in pixels. */
  readonly places: readonly number[];
  readonly block: number;
  readonly role: string;
  /** Whether the axis reaches down to 0. */
  readonly fromZero: boolean;
}

type Level = (value: number) => number;

/** Nothing where no curve has a number. */
export function drawCurves(curves: readonly Curve[], frame: Frame): SVGElement[] {
  const all = curves
    .flatMap(({ values, band }) => [...values, ...(band ? [...band.low, ...band.high] : [])])
    .filter(Number.isFinite);
  if (all.length === 0) return [];
  const [least, most] = endsOf(all, frame.fromZero);
  const y: Level = (value) => TOP + ((most - value) / (most - least)) * (HEIGHT - TOP - FOOT);
  return [
    ...levels(least, most, y, frame.width - NAMES),
    here(frame),
    ...curves.flatMap((curve) => bandOf(curve, frame, y)),
    ...curves.map(({ kind, values }) =>
      svg("path", { d: pathOf(values, frame.places, y), class: `in-line in-${kind} role-${frame.role}` }),
    ),
    ...curves.flatMap((curve) => dotOf(curve, frame, y)),
    ...namesOf(curves, frame, y),
    ...blockNumbers(frame),
  ];
}

function endsOf(all: readonly number[], fromZero: boolean): [least: number, most: number] {
  const [low, most] = [Math.min(...all), Math.max(...all)];
  const least = fromZero ? Math.min(0, low) : low;
  return most - least < 1e-9 ? [least - 0.5, most + 0.5] : [least, most];
}

const levels = (least: number, most: number, y: Level, end: number): SVGElement[] =>
  ticks(least, most, 3).flatMap((value) => [
    svg("line", { x1: 0, x2: end, y1: y(value), y2: y(value), class: "in-level" }),
    svg("text", { x: 0, y: y(value) - 3, class: "axis-text" }, tick(value)),
  ]);

/** The block of the large map. */
function here({ places, block }: Frame): SVGElement {
  const x = places[block]!;
  return svg("line", { x1: x, x2: x, y1: TOP - 6, y2: HEIGHT - FOOT + 2, class: "in-here" });
}

function bandOf({ kind, band }: Curve, { places, role }: Frame, y: Level): SVGElement[] {
  if (!band) return [];
  const d = `${pathOf(band.high, places, y)}${areaBack(band.low, places, y)}Z`;
  return [svg("path", { d, class: `in-band in-${kind} role-${role}` })];
}

function dotOf({ kind, values }: Curve, { places, block, role }: Frame, y: Level): SVGElement[] {
  const value = values[block]!;
  if (!Number.isFinite(value)) return [];
  return [svg("circle", { cx: places[block]!, cy: y(value), r: 3, class: `in-dot in-${kind} role-${role}` })];
}

/** At the end of each curve stands what kind it is. */
function namesOf(curves: readonly Curve[], { places, role }: Frame, y: Level): SVGElement[] {
  const ends = spaced(curves.map(({ values }) => y([...values].reverse().find(Number.isFinite) ?? NaN)));
  return curves.flatMap(({ kind, short }, i) =>
    Number.isFinite(ends[i])
      ? [svg("text", { x: places.at(-1)! + 8, y: ends[i]! + 4, class: `in-name in-${kind} role-${role}` }, short)]
      : [],
  );
}

const blockNumbers = ({ places, block }: Frame): SVGElement[] =>
  places.map((x, at) =>
    svg(
      "text",
      { x, y: HEIGHT - 3, "text-anchor": "middle", class: `axis-text${at === block ? " in-now" : ""}` },
      String(at),
    ),
  );

function pathOf(values: readonly number[], places: readonly number[], y: Level): string {
  let pen = "M";
  return values
    .map((value, i) => {
      if (!Number.isFinite(value)) {
        pen = "M";
        return "";
      }
      const piece = `${pen}${places[i]!.toFixed(1)} ${y(value).toFixed(1)}`;
      pen = "L";
      return piece;
    })
    .join("");
}

const areaBack = (low: readonly number[], places: readonly number[], y: Level): string =>
  low
    .map((value, i) => (Number.isFinite(value) ? `L${places[i]!.toFixed(1)} ${y(value).toFixed(1)}` : ""))
    .reverse()
    .join("");

/** Names at the ends of lines, far enough apart to be read. */
function spaced(wanted: readonly number[]): number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => wanted[a]! - wanted[b]!);
  const out = [...wanted];
  for (let i = 1; i < order.length; i++) {
    const [above, below] = [order[i - 1]!, order[i]!];
    if (out[below]! - out[above]! >= LABEL) continue;
    const middle = (out[below]! + out[above]!) / 2;
    [out[above], out[below]] = [middle - LABEL / 2, middle + LABEL / 2];
  }
  return out;
}

/** The drawing of curves over the blocks: axes, levels, bands, curves with their points, names at their ends. */
import { ticks } from "d3-array";
import { svg } from "../../../marks/element.ts";
import { spaced } from "../../../marks/spaced.ts";
import { tick } from "../../../maths/numbers.ts";
import { areasOf, domainOf, pathOf } from "./line-paths.ts";
import type { Curves, Line } from "./line-shape.ts";
import { chartWords } from "./words/common.ts";

/** Room around the curves, in pixels; narrower than `least` nothing is drawn. */
export const PLOT = { left: 40, top: 10, bottom: 30, least: 40 } as const;
const LABEL = 15;
/** How wide a letter of a name is. */
const LETTER = 6.9;
/** With more blocks than this, a curve's points are left out. */
const POINTS_UP_TO = 16;

export interface LineFrame {
  readonly width: number;
  readonly height: number;
  /** Room for the names. */
  readonly right: number;
  readonly domain: readonly [low: number, high: number];
  x(block: number): number;
  y(value: number): number;
}

const namedOf = ({ lines }: Curves): Line[] => lines.filter(({ values }) => values.length > 0);

export function lineFrame(curves: Curves, width: number, height: number): LineFrame {
  const { blocks, lines, levels = [] } = curves;
  const longest = Math.max(0, ...[...namedOf(curves), ...levels].map(({ name }) => name.length));
  const right = Math.min(width * 0.34, longest * LETTER + 12);
  const every = lines.flatMap(({ values, band }) => [
    ...Array.from(values),
    ...(band ? [...Array.from(band.low), ...Array.from(band.high)] : []),
  ]);
  const domain = curves.domain ?? domainOf([...every, ...levels.map(({ value }) => value)]);
  const [low, high] = domain;
  const along = width - PLOT.left - right;
  return {
    width,
    height,
    right,
    domain,
    x: (block) => PLOT.left + (blocks > 1 ? (block / (blocks - 1)) * along : along / 2),
    y: (value) => PLOT.top + ((high - value) / (high - low || 1)) * (height - PLOT.top - PLOT.bottom),
  };
}

/** @param rule the line at the block that is read, which moves on its own. */
export function drawLines(curves: Curves, frame: LineFrame, rule: SVGElement): SVGElement[] {
  const end = frame.width - frame.right;
  return [
    ...gridOf(frame, end),
    ...blockAxis(curves, frame),
    rule,
    ...(curves.levels ?? []).map(({ value }) =>
      svg("line", { x1: PLOT.left, x2: end, y1: frame.y(value), y2: frame.y(value), class: "ip-level" }),
    ),
    ...curves.lines.flatMap((line) => curveOf(line, curves.blocks, frame)),
    ...labelsOf(curves, frame, end),
  ];
}

const gridOf = ({ domain: [low, high], y }: LineFrame, end: number): SVGElement[] =>
  ticks(low, high, 4).flatMap((value) => [
    svg("line", { x1: PLOT.left, x2: end, y1: y(value), y2: y(value), class: "ip-grid" }),
    svg("text", { x: PLOT.left - 7, y: y(value), dy: "0.35em", "text-anchor": "end", class: "axis-text" }, tick(value)),
  ]);

/** As many numbers of blocks as there is room for. */
function blockAxis({ blocks, chosen }: Curves, { width, height, right, x }: LineFrame): SVGElement[] {
  const room = (width - PLOT.left - right) / blocks;
  const step = Math.max(1, Math.ceil(20 / Math.max(1, room)));
  const shown = Array.from({ length: blocks }, (_, block) => block).filter((block) => block % step === 0);
  const y = height - PLOT.bottom + 14;
  const texts = shown.map((block) => {
    const here = block === chosen ? " ip-here" : "";
    return svg("text", { x: x(block), y, "text-anchor": "middle", class: `axis-text${here}` }, String(block));
  });
  return [...texts, svg("text", { x: PLOT.left, y: height - 2, class: "axis-text" }, chartWords.axis)];
}

function curveOf({ values, role, look, band, best }: Line, blocks: number, { x, y }: LineFrame): SVGElement[] {
  const path = (of: ArrayLike<number>) => pathOf(of, x, y);
  const bands = band
    ? [
        ...areasOf(band.low, band.high, x, y).map((d) => svg("path", { d, class: `ip-band ${role}` })),
        svg("path", { d: path(band.middle), class: `ip-curve ip-middle ${role}` }),
      ]
    : [];
  const points = pointsOf(values, blocks <= POINTS_UP_TO && !look);
  const isRinged = best !== undefined && best !== null && Number.isFinite(values[best]!);
  return [
    ...bands,
    svg("path", { d: path(values), class: `ip-curve ${look ? `ip-${look}` : ""} ${role}` }),
    ...points.map((i) => svg("circle", { cx: x(i), cy: y(values[i]!), r: 2.6, class: `ip-point ${role}` })),
    ...(isRinged ? [svg("circle", { cx: x(best), cy: y(values[best]!), r: 6.5, class: "ip-best-ring" })] : []),
  ];
}

/** All values that there are, or those without a neighbour, which no line would show. */
function pointsOf(values: ArrayLike<number>, all: boolean): number[] {
  const isThere = (i: number) => Number.isFinite(values[i] ?? NaN);
  const finite = Array.from(values, (_, i) => i).filter(isThere);
  return all ? finite : finite.filter((i) => !isThere(i - 1) && !isThere(i + 1));
}

/** At the end of each curve stands its name. */
function labelsOf(curves: Curves, { height, y }: LineFrame, end: number): SVGElement[] {
  const all = [
    ...namedOf(curves).map(({ name, role, values }) => ({ name, role, value: lastOf(values) })),
    ...(curves.levels ?? []).map(({ name, value }) => ({ name, role: "ip-quiet", value })),
  ].filter(({ value }) => Number.isFinite(value));
  const wanted = all.map(({ value }) => y(value));
  const places = spaced(wanted, LABEL, PLOT.top, height - PLOT.bottom);
  return all.map(({ name, role }, i) =>
    svg("text", { x: end + 10, y: places[i]!, dy: "0.35em", class: `ip-line-name ${role}` }, name),
  );
}

const lastOf = (values: ArrayLike<number>): number => Array.from(values).filter(Number.isFinite).at(-1) ?? NaN;

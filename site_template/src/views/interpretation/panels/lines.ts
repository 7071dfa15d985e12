/** Curves over the blocks of the model: one number a block and curve, named at its end, read under pointer and keys. */
import { ticks } from "d3-array";
import { html, style, svg } from "../../../marks/element.ts";
import { spaced } from "../../../marks/spaced.ts";
import { number, tick } from "../../../maths/numbers.ts";

export interface Line {
  readonly id: string;
  readonly name: string;
  /** Class of the style sheet that gives the colour. */
  readonly role: string;
  /** One number a block; nan leaves a gap. */
  readonly values: ArrayLike<number>;
  readonly look?: "dashed" | "dotted";
  /** An interval around a second curve, and that curve. */
  readonly band?: {
    readonly low: ArrayLike<number>;
    readonly middle: ArrayLike<number>;
    readonly high: ArrayLike<number>;
  };
  /** Block whose point is ringed. */
  readonly best?: number | null;
}

export interface Curves {
  /** What the figure shows, for those who do not see it. */
  readonly label: string;
  readonly lines: readonly Line[];
  /** Level lines across the whole width. */
  readonly levels?: readonly { readonly value: number; readonly name: string }[];
  readonly blocks: number;
  readonly chosen: number;
  /** Ends of the axis; from the values where they are left out. */
  readonly domain?: readonly [number, number];
  readonly print?: (value: number) => string;
}

export interface LineChart {
  readonly element: HTMLElement;
  draw(curves: Curves): void;
  destroy(): void;
}

const [LEFT, TOP, BOTTOM, LABEL] = [40, 10, 30, 15];
const LETTER = 6.9;
const POINTS_UP_TO = 16;

/** Round ends that hold all finite values, and the values themselves where they are all the same. */
export function domainOf(values: readonly number[]): [number, number] {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return [0, 1];
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  const room = high > low ? (high - low) * 0.08 : Math.max(0.05, Math.abs(high) * 0.1);
  return [low - room, high + room];
}

/** `onBlock` is told of a click, or of Enter, on a block. */
export function lineChart(
  part: string,
  height: number,
  onBlock: (block: number) => void,
  announce: (text: string) => void,
): LineChart {
  const readout = html("p", { class: "ip-readout", "data-part": `${part}-readout` });
  const drawing = svg("svg", { class: "ip-lines", "aria-hidden": "true" });
  const rule = svg("line", { class: "ip-rule" });
  const plot = html(
    "div",
    { class: "ip-plot", tabindex: 0, role: "application", "aria-roledescription": "line chart", "data-part": part },
    drawing,
  );
  const element = html("div", { class: "ip-chart" }, readout, plot);
  let curves: Curves | null = null;
  let passing: number | null = null;
  let right = 0;

  const sized = new ResizeObserver(() => curves && paint(curves));
  sized.observe(plot);
  const at = (event: MouseEvent): number | null => {
    if (!curves) return null;
    const box = plot.getBoundingClientRect();
    const share = (event.clientX - box.left - LEFT) / Math.max(1, box.width - LEFT - right);
    return Math.max(0, Math.min(curves.blocks - 1, Math.round(share * (curves.blocks - 1))));
  };
  plot.addEventListener("pointermove", (event) => pass(at(event)));
  plot.addEventListener("pointerleave", () => pass(null));
  plot.addEventListener("click", (event) => {
    const block = at(event);
    if (block !== null) onBlock(block);
  });
  plot.addEventListener("blur", () => pass(null));
  plot.addEventListener("keydown", (event) => {
    if (!curves || event.ctrlKey || event.metaKey || event.altKey) return;
    const now = passing ?? curves.chosen;
    const next = { ArrowLeft: now - 1, ArrowRight: now + 1, Home: 0, End: curves.blocks - 1 }[event.key];
    if (next !== undefined) pass(Math.max(0, Math.min(curves.blocks - 1, next)));
    else if (event.key === "Enter") onBlock(now);
    else return;
    event.preventDefault();
    announce(readout.textContent ?? "");
  });

  function pass(block: number | null): void {
    if (block === passing) return;
    passing = block;
    if (curves) read(curves);
  }

  function read(now: Curves): void {
    const block = passing ?? now.chosen;
    const print = now.print ?? number;
    const one = ({ name, role, values }: Line) => {
      const value = values[block] ?? NaN;
      return html(
        "span",
        { class: `ip-value ${role}` },
        `${name} `,
        html("b", {}, Number.isNaN(value) ? "none" : print(value)),
      );
    };
    const parts = now.lines.filter(({ values }) => values.length > 0).map(one);
    readout.replaceChildren(
      html("span", { class: "ip-where" }, `after block ${block}`),
      ...parts.flatMap((part) => [" ", part]),
    );
    const x = xOf(now, block);
    for (const [name, value] of Object.entries({ x1: x, x2: x, y1: TOP, y2: height - BOTTOM }))
      rule.setAttribute(name, String(value));
  }

  const xOf = (now: Curves, block: number): number => {
    const width = plot.clientWidth - LEFT - right;
    return LEFT + (now.blocks > 1 ? (block / (now.blocks - 1)) * width : width / 2);
  };

  function paint(now: Curves): void {
    const width = plot.clientWidth;
    if (width < 40) return;
    const named = now.lines.filter(({ values }) => values.length > 0);
    const longest = Math.max(
      0,
      ...named.map(({ name }) => name.length),
      ...(now.levels ?? []).map(({ name }) => name.length),
    );
    right = Math.min(width * 0.34, longest * LETTER + 12);
    const every = now.lines.flatMap(({ values, band }) => [
      ...Array.from(values),
      ...(band ? [...Array.from(band.low), ...Array.from(band.high)] : []),
    ]);
    const [low, high] = now.domain ?? domainOf([...every, ...(now.levels ?? []).map(({ value }) => value)]);
    const y = (value: number) => TOP + ((high - value) / (high - low || 1)) * (height - TOP - BOTTOM);
    style(plot, { height: `${height}px` });
    for (const [name, value] of Object.entries({ viewBox: `0 0 ${width} ${height}`, width, height }))
      drawing.setAttribute(name, String(value));
    drawing.replaceChildren(
      ...grid(low, high, y, width - right),
      ...blockAxis(now),
      rule,
      ...(now.levels ?? []).map(({ value }) =>
        svg("line", { x1: LEFT, x2: width - right, y1: y(value), y2: y(value), class: "ip-level" }),
      ),
      ...now.lines.flatMap((line) => curve(now, line, y)),
      ...labels(now, named, y, width - right),
    );
    plot.setAttribute("aria-label", now.label);
    read(now);
  }

  function grid(low: number, high: number, y: (value: number) => number, end: number): SVGElement[] {
    return ticks(low, high, 4).flatMap((value) => [
      svg("line", { x1: LEFT, x2: end, y1: y(value), y2: y(value), class: "ip-grid" }),
      svg("text", { x: LEFT - 7, y: y(value), dy: "0.35em", "text-anchor": "end", class: "axis-text" }, tick(value)),
    ]);
  }

  function blockAxis(now: Curves): SVGElement[] {
    const room = (plot.clientWidth - LEFT - right) / now.blocks;
    const step = Math.max(1, Math.ceil(20 / Math.max(1, room)));
    const shown = Array.from({ length: now.blocks }, (_, block) => block).filter((block) => block % step === 0);
    const texts = shown.map((block) =>
      svg(
        "text",
        {
          x: xOf(now, block),
          y: height - BOTTOM + 14,
          "text-anchor": "middle",
          class: `axis-text${block === now.chosen ? " ip-here" : ""}`,
        },
        String(block),
      ),
    );
    return [...texts, svg("text", { x: LEFT, y: height - 2, class: "axis-text" }, "after block")];
  }

  function curve(now: Curves, { values, role, look, band, best }: Line, y: (value: number) => number): SVGElement[] {
    const made: SVGElement[] = [];
    const path = (of: ArrayLike<number>) => pathOf(of, (block) => xOf(now, block), y);
    if (band) {
      made.push(
        ...areas(band.low, band.high, (block) => xOf(now, block), y).map((d) =>
          svg("path", { d, class: `ip-band ${role}` }),
        ),
      );
      made.push(svg("path", { d: path(band.middle), class: `ip-curve ip-middle ${role}` }));
    }
    made.push(svg("path", { d: path(values), class: `ip-curve ${look ? `ip-${look}` : ""} ${role}` }));
    const finite = Array.from(values, (_, i) => i).filter((i) => Number.isFinite(values[i]!));
    const points =
      now.blocks <= POINTS_UP_TO && !look
        ? finite
        : finite.filter((i) => !Number.isFinite(values[i - 1] ?? NaN) && !Number.isFinite(values[i + 1] ?? NaN));
    made.push(
      ...points.map((i) => svg("circle", { cx: xOf(now, i), cy: y(values[i]!), r: 2.6, class: `ip-point ${role}` })),
    );
    if (best !== undefined && best !== null && Number.isFinite(values[best]!))
      made.push(svg("circle", { cx: xOf(now, best), cy: y(values[best]!), r: 6.5, class: "ip-best-ring" }));
    return made;
  }

  /** At the end of each curve stands its name. */
  function labels(now: Curves, named: readonly Line[], y: (value: number) => number, x: number): SVGElement[] {
    const last = (values: ArrayLike<number>) => {
      for (let i = values.length - 1; i >= 0; i--) if (Number.isFinite(values[i]!)) return values[i]!;
      return NaN;
    };
    const all = [
      ...named.map(({ name, role, values }) => ({ name, role, value: last(values) })),
      ...(now.levels ?? []).map(({ name, value }) => ({ name, role: "ip-quiet", value })),
    ].filter(({ value }) => Number.isFinite(value));
    const places = spaced(
      all.map(({ value }) => y(value)),
      LABEL,
      TOP,
      height - BOTTOM,
    );
    return all.map(({ name, role }, i) =>
      svg("text", { x: x + 10, y: places[i]!, dy: "0.35em", class: `ip-line-name ${role}` }, name),
    );
  }

  return {
    element,
    draw(next) {
      curves = next;
      if (passing !== null && passing >= next.blocks) passing = null;
      paint(next);
      read(next);
    },
    destroy: () => sized.disconnect(),
  };
}

/** The path through all finite values; gaps stay open. */
export function pathOf(values: ArrayLike<number>, x: (block: number) => number, y: (value: number) => number): string {
  let [path, pen] = ["", "M"];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!Number.isFinite(value)) pen = "M";
    else {
      path += `${pen}${x(i).toFixed(1)} ${y(value).toFixed(1)}`;
      pen = "L";
    }
  }
  return path;
}

function areas(
  low: ArrayLike<number>,
  high: ArrayLike<number>,
  x: (block: number) => number,
  y: (value: number) => number,
): string[] {
  const found: string[] = [];
  for (let i = 0; i < low.length; i++) {
    const start = i;
    while (i < low.length && Number.isFinite(low[i]!) && Number.isFinite(high[i]!)) i++;
    if (i === start) continue;
    const run = Array.from({ length: i - start }, (_, k) => start + k);
    const up = run.map((k) => `${x(k).toFixed(1)} ${y(high[k]!).toFixed(1)}`);
    const back = [...run].reverse().map((k) => `${x(k).toFixed(1)} ${y(low[k]!).toFixed(1)}`);
    found.push(`M${[...up, ...back].join("L")}Z`);
  }
  return found;
}

/** How a sum grows, term by term: a curve from 0 with a dot where it is now. */
import { type Child, setAttribute, style, svg } from "../../../marks/element.ts";
import { type Across, middleOf } from "./across.ts";
import { type Lane, lane } from "./lanes.ts";
import { spanOf } from "./terms.ts";

export interface Running {
  readonly element: HTMLElement;
  readonly lane: Lane;
  name(title: Child, ...under: Child[]): void;
  /** `sums[i]` is the sum of the terms up to and with i. */
  draw(sums: ArrayLike<number>, shape: Across): void;
  /** The dot stands at the end of the first `done` terms, between two of them for a share. */
  at(done: number): void;
}

const [PAD, DOT] = [6, 4.5];

export function running(role = "ink", height = 54): Running {
  const own = lane(role, "running");
  const zeroLine = svg("line", { class: "running-zero" });
  const path = svg("path", { class: "running-path" });
  const zero = svg("text", { class: "axis-text", x: -3, dy: "0.35em", "text-anchor": "end" }, "0");
  const drawing = svg("svg", { class: "running-drawing", "aria-hidden": "true" }, zeroLine, path);
  own.clip.prepend(drawing);
  const dot = svg("circle", { r: DOT, class: "running-dot" });
  const over = svg("svg", { class: "running-over", "aria-hidden": "true" }, zero, dot);
  own.plot.append(over);
  let drawn: { shape: Across; sums: ArrayLike<number>; y: (value: number) => number } | null = null;

  return {
    element: own.element,
    lane: own,
    name: own.name,
    draw(sums, shape) {
      const [low, high] = spanOf(sums);
      const y = (value: number) => PAD + ((high - value) / (high - low)) * (height - 2 * PAD);
      drawn = { shape, sums, y };
      own.size(shape.width, height);
      for (const one of [drawing, over]) setAttribute(one, "viewBox", `0 0 ${shape.width} ${height}`);
      for (const [name, value] of Object.entries({ x1: 0, x2: shape.width, y1: y(0), y2: y(0) }))
        setAttribute(zeroLine, name, value.toFixed(1));
      setAttribute(zero, "y", y(0).toFixed(1));
      setAttribute(path, "d", curve(sums, shape, y));
      own.veil(Infinity);
      this.at(shape.count);
    },
    at(done) {
      if (!drawn) return;
      const { shape, y } = drawn;
      const at = Math.max(0, Math.min(shape.count, done));
      const [before, share] = [Math.floor(at), at - Math.floor(at)];
      const sum = sumAt(drawn.sums, before) * (1 - share) + (share > 0 ? sumAt(drawn.sums, before + 1) * share : 0);
      const x = xAt(shape, before) * (1 - share) + (share > 0 ? xAt(shape, before + 1) * share : 0);
      style(dot, { transform: `translate(${x.toFixed(1)}px, ${y(sum).toFixed(1)}px)` });
      own.veil(done >= shape.count ? Infinity : x);
    },
  };
}

const sumAt = (sums: ArrayLike<number>, done: number): number => (done === 0 ? 0 : sums[done - 1]!);
const xAt = (shape: Across, done: number): number => (done === 0 ? 0 : middleOf(shape, done - 1));

/** Many points to a pixel are thinned to their extremes, in order, so that the line keeps its look. */
function curve(sums: ArrayLike<number>, shape: Across, y: (value: number) => number): string {
  const step = Math.max(1, Math.floor(1 / shape.unit));
  let path = `M0 ${y(0).toFixed(1)}`;
  for (let from = 0; from < shape.count; from += step) {
    const to = Math.min(shape.count, from + step);
    let [least, most] = [from, from];
    for (let i = from; i < to; i++) {
      if (sums[i]! < sums[least]!) least = i;
      if (sums[i]! > sums[most]!) most = i;
    }
    const kept = [...new Set([Math.min(least, most), Math.max(least, most), to - 1])].sort((a, b) => a - b);
    for (const i of kept) path += `L${middleOf(shape, i).toFixed(1)} ${y(sums[i]!).toFixed(1)}`;
  }
  return path;
}

/** A vector as a strip of coloured cells with its name; cells thinner than a pixel become means. */
import { type ColourScale, css } from "../../../marks/colours.ts";
import { type Child, html, style } from "../../../marks/element.ts";
import { type Across, boxAround, leftOf, middleOf } from "./across.ts";
import { type Lane, lane, sized } from "./lanes.ts";

export interface StripOptions {
  /** Colour of its name and edge. */
  readonly role: string;
  readonly height?: number;
}

export interface Strip {
  readonly element: HTMLElement;
  readonly lane: Lane;
  name(title: Child, ...under: Child[]): void;
  draw(values: ArrayLike<number>, scale: ColourScale, shape: Across): void;
  /** The first `done` values are at full strength, what follows is pale; more than there are: none is pale. */
  at(done: number): void;
  /** Outlines one value; null none. `blank` hides its colour, as of a number not worked out yet. */
  mark(index: number | null, blank?: boolean): void;
}

const HEIGHT = 18;
/** Cells wider than this have a hair's gap between them. */
const GAP_FROM = 7;

export function strip({ role, height = HEIGHT }: StripOptions): Strip {
  const own = lane(role, "strip");
  const canvas = html("canvas", { "aria-hidden": "true" });
  own.clip.prepend(canvas);
  const spot = html("div", { class: "lane-cell", hidden: true });
  own.plot.append(spot);
  let shape: Across | null = null;
  return {
    element: own.element,
    lane: own,
    name: own.name,
    draw(values, scale, next) {
      shape = next;
      own.size(next.width, height);
      paintStrip(canvas, values, scale, next, height);
      own.veil(Infinity);
    },
    at: (done) => shape && own.veil(done >= shape.count ? Infinity : leftOf(shape, done)),
    mark(index, blank = false) {
      spot.hidden = index === null || shape === null;
      spot.classList.toggle("blank", blank);
      if (index === null || shape === null) return;
      const { x, width } = boxAround(shape, index);
      style(spot, { transform: `translateX(${x.toFixed(1)}px)`, width: `${width}px` });
    },
  };
}

/** The cells alone, for a canvas of one's own. */
function paintStrip(
  canvas: HTMLCanvasElement,
  values: ArrayLike<number>,
  scale: ColourScale,
  shape: Across,
  height: number,
): void {
  const context = sized(canvas, shape.width, height);
  if (!context) return;
  const pixel = 1 / devicePixelRatio;
  const gap = shape.unit > GAP_FROM ? pixel : 0;
  // As many cells to a drawn one as share a pixel; never across a gap.
  const together = Math.max(1, Math.ceil(pixel / shape.unit));
  const snapped = (x: number) => Math.round(x / pixel) * pixel;
  for (let from = 0; from < shape.count; ) {
    const groupEnd = Math.min(shape.count, (Math.floor(from / shape.group) + 1) * shape.group);
    const to = Math.min(from + together, groupEnd);
    let sum = 0;
    for (let i = from; i < to; i++) sum += values[i]!;
    const [left, right] = [snapped(leftOf(shape, from)), snapped(middleOf(shape, to - 1) + shape.unit / 2)];
    context.fillStyle = css(scale.rgb(sum / (to - from)));
    context.fillRect(left, 0, Math.max(pixel, right - left - gap), height);
    from = to;
  }
}

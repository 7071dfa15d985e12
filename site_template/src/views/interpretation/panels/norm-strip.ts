/** How long the patches' tokens are: one tick a patch on a line from 0, the median and the outliers marked. */
import { html, setAttribute, svg } from "../../../marks/element.ts";
import { number, tick } from "../../../maths/numbers.ts";
import { cautionWords } from "./words/caution.ts";

const [HEIGHT, LINE, LEFT, RIGHT] = [62, 36, 4, 12];
/** Narrower than this nothing is drawn. */
const LEAST = 60;
const words = cautionWords.lengths;

export interface Lengths {
  /** One a patch. */
  readonly lengths: Float64Array;
  readonly median: number;
  readonly outliers: readonly number[];
  nameOf(patch: number): string;
}

export interface NormStrip {
  readonly element: HTMLElement;
  draw(lengths: Lengths): void;
  destroy(): void;
}

/** Patches by their length, and where each stands. */
interface Placed extends Lengths {
  readonly order: readonly number[];
  readonly most: number;
  readonly width: number;
  x(length: number): number;
}

export function normStrip(onPatch: (patch: number | null) => void): NormStrip {
  const drawing = svg("svg", { class: "ip-norms", role: "img" });
  const readout = html("p", { class: "ip-readout", "data-part": "norm-readout" });
  const element = html("div", { class: "ip-norm-strip" }, html("h3", {}, words.title), readout, drawing);
  let last: Lengths | null = null;
  let placed: Placed | null = null;
  const sized = new ResizeObserver(paint);
  sized.observe(element);
  drawing.addEventListener("pointermove", (event) => {
    if (!placed) return;
    const nearest = nearestTo(placed, event.clientX - drawing.getBoundingClientRect().left);
    readout.replaceChildren(...lengthOf(placed, nearest));
    onPatch(nearest);
  });
  drawing.addEventListener("pointerleave", () => {
    onPatch(null);
    paint();
  });

  function paint(): void {
    const width = element.clientWidth;
    if (!last || width < LEAST) return;
    placed = placedOf(last, width);
    const { lengths, median, order, most } = placed;
    const label = words.label(lengths.length, number(lengths[order[0]!]!), number(most), number(median));
    const size = { viewBox: `0 0 ${width} ${HEIGHT}`, width, height: HEIGHT, "aria-label": label };
    for (const [name, value] of Object.entries(size)) setAttribute(drawing, name, value);
    drawing.replaceChildren(...ticksOf(placed));
    readout.replaceChildren(...wholeOf(placed));
  }

  return {
    element,
    draw(lengths) {
      last = lengths;
      paint();
    },
    destroy: () => sized.disconnect(),
  };
}

function placedOf(shown: Lengths, width: number): Placed {
  const { lengths } = shown;
  const most = Math.max(...lengths, Number.MIN_VALUE);
  return {
    ...shown,
    most,
    width,
    order: Array.from(lengths.keys()).sort((a, b) => lengths[a]! - lengths[b]!),
    x: (value) => LEFT + (value / most) * (width - LEFT - RIGHT),
  };
}

const nearestTo = ({ order, lengths, x }: Placed, at: number): number =>
  order.reduce(
    (best, patch) => (Math.abs(x(lengths[patch]!) - at) < Math.abs(x(lengths[best]!) - at) ? patch : best),
    order[0]!,
  );

function ticksOf({ lengths, median, outliers, order, most, width, x }: Placed): SVGElement[] {
  const far = new Set(outliers);
  const hasRoom = x(median) > 30 && x(median) < width - 70;
  const text = (at: number, anchor: string | null, says: string) =>
    svg("text", { x: at, y: HEIGHT - 4, "text-anchor": anchor, class: "axis-text" }, says);
  return [
    svg("line", { x1: LEFT, x2: width - RIGHT, y1: LINE, y2: LINE, class: "axis-line" }),
    ...order.map((patch) => {
      const [at, isFar] = [x(lengths[patch]!), far.has(patch)];
      const name = isFar ? "ip-norm ip-norm-far" : "ip-norm";
      return svg("line", { x1: at, x2: at, y1: isFar ? 10 : 18, y2: LINE, class: name });
    }),
    svg("path", { d: `M${x(median)} ${LINE + 2}l-4 7h8z`, class: "ip-median" }),
    text(LEFT, null, "0"),
    ...(hasRoom ? [text(x(median), "middle", words.median)] : []),
    text(width - RIGHT, "end", tick(most)),
  ];
}

const wholeOf = ({ median, most, order, nameOf }: Placed) => [
  html("b", {}, number(median)),
  words.isMedian,
  html("b", {}, number(most)),
  words.longest(nameOf(order.at(-1)!)),
];

const lengthOf = ({ lengths, median, nameOf }: Placed, patch: number) => [
  html("b", {}, number(lengths[patch]!)),
  words.of(nameOf(patch), number(lengths[patch]! / median)),
];

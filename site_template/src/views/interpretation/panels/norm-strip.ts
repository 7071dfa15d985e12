/** How long the patches' tokens are: one tick a patch on a line from 0, the median and the outliers marked. */
import { html, svg } from "../../../marks/element.ts";
import { number, tick } from "../../../maths/numbers.ts";

const [HEIGHT, LINE, LEFT, RIGHT] = [62, 36, 4, 12];

export interface NormStrip {
  readonly element: HTMLElement;
  draw(lengths: Float64Array, median: number, outliers: readonly number[], nameOf: (patch: number) => string): void;
  destroy(): void;
}

export function normStrip(onPatch: (patch: number | null) => void): NormStrip {
  const drawing = svg("svg", { class: "ip-norms", role: "img" });
  const readout = html("p", { class: "ip-readout", "data-part": "norm-readout" });
  const element = html(
    "div",
    { class: "ip-norm-strip" },
    html("h3", {}, "Lengths of the patches’ tokens"),
    readout,
    drawing,
  );
  let last: (() => void) | null = null;
  let pick: ((share: number) => void) | null = null;
  const sized = new ResizeObserver(() => last?.());
  sized.observe(element);
  drawing.addEventListener("pointermove", (event) => {
    const box = drawing.getBoundingClientRect();
    pick?.(event.clientX - box.left);
  });
  drawing.addEventListener("pointerleave", () => {
    onPatch(null);
    last?.();
  });

  return {
    element,
    draw(lengths, median, outliers, nameOf) {
      last = () => {
        const width = element.clientWidth;
        if (width < 60) return;
        const most = Math.max(...lengths, Number.MIN_VALUE);
        const x = (value: number) => LEFT + (value / most) * (width - LEFT - RIGHT);
        const far = new Set(outliers);
        const order = Array.from(lengths.keys()).sort((a, b) => lengths[a]! - lengths[b]!);
        const read = (patch: number | null) => {
          readout.replaceChildren(
            ...(patch === null
              ? [
                  html("b", {}, number(median)),
                  " is the median, ",
                  html("b", {}, number(most)),
                  ` the longest, ${nameOf(order.at(-1)!)}`,
                ]
              : [
                  html("b", {}, number(lengths[patch]!)),
                  ` ${nameOf(patch)}, ${number(lengths[patch]! / median)} times the median`,
                ]),
          );
        };
        drawing.setAttribute("viewBox", `0 0 ${width} ${HEIGHT}`);
        drawing.setAttribute("width", String(width));
        drawing.setAttribute("height", String(HEIGHT));
        drawing.setAttribute(
          "aria-label",
          `Lengths of ${lengths.length} tokens from ${number(lengths[order[0]!]!)} to ${number(most)}, median ${number(median)}`,
        );
        drawing.replaceChildren(
          svg("line", { x1: LEFT, x2: width - RIGHT, y1: LINE, y2: LINE, class: "axis-line" }),
          ...order.map((patch) =>
            svg("line", {
              x1: x(lengths[patch]!),
              x2: x(lengths[patch]!),
              y1: far.has(patch) ? 10 : 18,
              y2: LINE,
              class: far.has(patch) ? "ip-norm ip-norm-far" : "ip-norm",
            }),
          ),
          svg("path", { d: `M${x(median)} ${LINE + 2}l-4 7h8z`, class: "ip-median" }),
          svg("text", { x: LEFT, y: HEIGHT - 4, class: "axis-text" }, "0"),
          ...(x(median) > 30 && x(median) < width - 70
            ? [svg("text", { x: x(median), y: HEIGHT - 4, "text-anchor": "middle", class: "axis-text" }, "median")]
            : []),
          svg("text", { x: width - RIGHT, y: HEIGHT - 4, "text-anchor": "end", class: "axis-text" }, tick(most)),
        );
        read(null);
        pick = (at) => {
          const nearest = order.reduce(
            (best, patch) => (Math.abs(x(lengths[patch]!) - at) < Math.abs(x(lengths[best]!) - at) ? patch : best),
            order[0]!,
          );
          read(nearest);
          onPatch(nearest);
        };
      };
      last();
    },
    destroy: () => sized.disconnect(),
  };
}

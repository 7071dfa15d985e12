/** A small drawing for each stage: a block reads the residual stream twice and adds twice. */

import { blockOf } from "../../hooks/kinds.ts";
import { svg } from "../../marks/element.ts";

const path = (d: string, role: string) => svg("path", { d, class: `wire role-${role}` });

function plus(x: number, role: string): SVGElement {
  return svg(
    "g",
    { class: `plus role-${role}` },
    svg("circle", { cx: x, cy: 24, r: 3.6 }),
    svg("path", { d: `M${x - 2} 24h4M${x} 22v4` }),
  );
}

/** A glyph is 48 wide and 48 high, with the stream at half of its height; it is stretched to join its neighbours. */
export function glyph(stage: string): SVGElement {
  const stream = (from: number, to: number) => svg("line", { x1: from, x2: to, y1: 24, y2: 24, class: "stream-line" });
  const marks =
    blockOf(stage) !== null
      ? [
          stream(-300, 348),
          path("M5 24C5 4 20 4 20 20", "pattern"),
          path("M25 24C25 44 40 44 40 28", "mlp"),
          plus(20, "pattern"),
          plus(40, "mlp"),
        ]
      : stage === "embedding"
        ? [...patches(), stream(34, 348)]
        : [stream(-300, 16), ...answers()];
  return svg("svg", { class: "glyph", viewBox: "0 0 48 48", "aria-hidden": "true" }, ...marks);
}

function patches(): SVGElement[] {
  const spots = [0, 1, 2].flatMap((row) => [0, 1, 2].map((column) => [4 + column * 9, 11 + row * 9] as const));
  return spots.map(([x, y]) => svg("rect", { x, y, width: 7.5, height: 7.5, class: "role-stream glyph-patch" }));
}

function answers(): SVGElement[] {
  return [26, 8, 14, 5].map((width, i) =>
    svg("rect", { x: 18, y: 11 + i * 7, width, height: 4.5, class: "role-class glyph-bar" }),
  );
}

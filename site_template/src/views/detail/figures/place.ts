/** Puts elements where the layout says, and shapes where a moment says. */
import { setAttribute, style, svg } from "../../../marks/element.ts";

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export function place(element: HTMLElement, { x, y, width, height }: Box): void {
  style(element, { left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` });
}

function shapeTo(rect: SVGRectElement, { x, y, width, height }: Box, least = 0): void {
  const [wide, tall] = [Math.max(least, width), Math.max(least, height)];
  setAttribute(rect, "x", (x - (wide - width) / 2).toFixed(2));
  setAttribute(rect, "y", (y - (tall - height) / 2).toFixed(2));
  setAttribute(rect, "width", wide.toFixed(2));
  setAttribute(rect, "height", tall.toFixed(2));
}

export const label = (x: number, y: number, text: string, kind = "", anchor = "middle"): SVGTextElement =>
  svg("text", { x, y, "text-anchor": anchor, class: `patch-text ${kind}`.trim() }, text);

/** A rectangle round what is computed, with a halo so that it shows on any colour. */
export function outline(kind = ""): { group: SVGGElement; at(box: Box | null, least?: number): void } {
  const [halo, line] = [svg("rect", { class: "patch-halo" }), svg("rect", { class: `patch-outline ${kind}`.trim() })];
  const group = svg("g", {}, halo, line);
  return {
    group,
    at(box, least = 6) {
      setAttribute(group, "visibility", box ? null : "hidden");
      if (!box) return;
      for (const rect of [halo, line]) shapeTo(rect, box, least);
    },
  };
}

/** What is still to come in a square that fills row by row is pale: the rest of this row, and all rows below. */
export function veil(): { group: SVGGElement; at(box: Box, rows: number, columns: number, done: number): void } {
  const [rest, below] = [svg("rect", { class: "patch-veil" }), svg("rect", { class: "patch-veil" })];
  return {
    group: svg("g", {}, rest, below),
    at({ x, y, width, height }, rows, columns, done) {
      const at = Math.max(0, Math.min(rows * columns, done));
      const row = Math.min(rows - 1, Math.floor(at / columns));
      const share = Math.min(1, (at - row * columns) / columns);
      const tall = height / rows;
      shapeTo(rest, { x: x + share * width, y: y + row * tall, width: (1 - share) * width, height: tall });
      shapeTo(below, { x, y: y + (row + 1) * tall, width, height: (rows - row - 1) * tall });
    },
  };
}

/** Numbers laid end to end: a bar as long as their sum, each of them a stretch of it. */
import { type Child, html, style } from "../../../../marks/element.ts";
import { sumsBefore } from "../../../../maths/workings/softmax.ts";
import { type Lane, lane, sized } from "../../figures/lanes.ts";

export interface EndToEnd {
  readonly element: HTMLElement;
  readonly lane: Lane;
  name(title: Child, ...under: Child[]): void;
  draw(values: ArrayLike<number>, total: number, width: number, colour: string): void;
  /** Only so much of the sum is there yet. */
  upTo(sum: number): void;
  /** Outlines the stretch of one number. */
  mark(index: number): void;
}

const HEIGHT = 16;
const [FULL, SOFT] = [0.95, 0.55];

export function endToEnd(role: string): EndToEnd {
  const own = lane(role, "end-to-end");
  const canvas = html("canvas", { "aria-hidden": "true" });
  own.clip.prepend(canvas);
  const spot = html("div", { class: "lane-cell" });
  own.plot.append(spot);
  let drawn: { sums: Float64Array; total: number; width: number } | null = null;
  return {
    element: own.element,
    lane: own,
    name: own.name,
    draw(values, total, width, colour) {
      own.size(width, HEIGHT);
      const sums = sumsBefore(values);
      drawn = { sums, total, width };
      const context = sized(canvas, width, HEIGHT);
      if (!context) return;
      context.fillStyle = getComputedStyle(own.element).getPropertyValue(colour);
      for (let i = 0; i < values.length; i++) {
        context.globalAlpha = i % 2 === 0 ? FULL : SOFT;
        context.fillRect((sums[i]! / total) * width, 0, (values[i]! / total) * width, HEIGHT);
      }
      own.veil(Infinity);
    },
    upTo: (sum) => drawn && own.veil(sum >= drawn.total ? Infinity : (sum / drawn.total) * drawn.width),
    mark(index) {
      if (!drawn) return;
      const [from, to] = [drawn.sums[index]!, drawn.sums[index + 1]!].map((sum) => (sum / drawn!.total) * drawn!.width);
      const width = Math.max(4, to! - from!);
      style(spot, {
        transform: `translateX(${Math.min(from!, drawn.width - width).toFixed(1)}px)`,
        width: `${width}px`,
      });
    },
  };
}

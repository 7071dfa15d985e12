/** The result on its way: it leaves the sums and lands above its cell of the token's row. */
import { setAttribute, setText, svg } from "../../../../marks/element.ts";
import { number } from "../../../../maths/numbers.ts";

interface Point {
  readonly x: number;
  readonly y: number;
}

export interface ResultFlight {
  readonly element: SVGElement;
  draw(result: number, from: Point, to: Point): void;
  /** Null: it is not on its way. */
  at(share: number | null): void;
}

export function resultFlight(): ResultFlight {
  const element = svg("text", { class: "patch-sum result", "text-anchor": "end", visibility: "hidden" });
  let drawn: { result: number; from: Point; to: Point } | null = null;
  return {
    element,
    draw(result, from, to) {
      drawn = { result, from, to };
    },
    at(share) {
      const isGone = share === null || share >= 1 || !drawn;
      setAttribute(element, "visibility", isGone ? "hidden" : null);
      if (isGone || !drawn) return;
      const { result, from, to } = drawn;
      const eased = share * share * (3 - 2 * share);
      setText(element, number(result));
      setAttribute(element, "x", (from.x + (to.x - from.x) * eased).toFixed(1));
      setAttribute(element, "y", (from.y + (to.y - from.y) * eased).toFixed(1));
    },
  };
}

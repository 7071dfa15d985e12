/** Two rows and their sum drawn as a triangle of arrows, with their lengths and the angle between them. */
import { html, setAttribute, style, svg } from "../../../../marks/element.ts";
import { number } from "../../../../maths/numbers.ts";
import { fitInto, type Point, triangleOf } from "../../../../maths/workings/triangle.ts";
import { angleName, angleNumbers } from "./words.ts";

export interface ArrowsSpec {
  readonly title: string;
  /** First, second, their sum. */
  readonly arrows: readonly { readonly name: string; readonly role: string; readonly length: number }[];
  readonly cosine: number | null;
  readonly width: number;
}

export interface Arrows {
  readonly element: HTMLElement;
  draw(spec: ArrowsSpec): void;
  /** How many arrows are drawn, the last of them as far as the fraction says; whether the angle is. */
  at(arrows: number, hasAngle: boolean): void;
}

interface Arrow {
  readonly group: SVGGElement;
  readonly line: SVGLineElement;
  readonly head: SVGPathElement;
  readonly from: Point;
  readonly to: Point;
}

const [HEIGHT, PAD, HEAD] = [150, 12, 9];
/** The arc of the angle, and the dashed line on from the first arrow. */
const [ARC, ON] = [24, 40];

export function arrows(): Arrows {
  const title = html("p", { class: "grid-map-title" });
  const drawing = svg("svg", { class: "arrows-drawing", "aria-hidden": "true" });
  const list = html("ol", { class: "arrows-list" });
  let shapes: Arrow[] = [];
  let angle: SVGGElement | null = null;

  return {
    element: html("div", { class: "arrows" }, title, drawing, list),
    draw({ title: text, arrows: three, cosine, width }) {
      title.textContent = text;
      const { first, sum, angle: turn } = triangleOf(three[0]!.length, three[1]!.length, cosine);
      const origin = { x: 0, y: 0 };
      const inner = fitInto([origin, first, sum], width - 2 * PAD - ON, HEIGHT - 2 * PAD);
      const put = (point: Point): Point => ({ x: inner(point).x + PAD, y: inner(point).y + PAD });
      const ends = [
        [origin, first],
        [first, sum],
        [origin, sum],
      ].map(([from, to]) => ({ from: put(from!), to: put(to!) }));
      shapes = ends.map(({ from, to }, i) => shapeOf(three[i]!.role, i === 2, from, to));
      angle = angleOf(put(first), turn);
      setAttribute(drawing, "viewBox", `0 0 ${width} ${HEIGHT}`);
      style(drawing, { width: `${width}px`, height: `${HEIGHT}px` });
      const ghosts = ends.map(({ from, to }, i) => shapeOf(three[i]!.role, i === 2, from, to));
      ghosts.forEach((ghost) => drawTo(ghost, 1));
      const behind = svg("g", { class: "arrow-ghosts" }, ...ghosts.map(({ group }) => group));
      drawing.replaceChildren(behind, angle, ...shapes.map(({ group }) => group));
      const rows = [
        ...three.map(({ name, role, length }) =>
          html(
            "li",
            {},
            html("span", { class: `arrows-key role-${role}` }),
            html("span", {}, name),
            html("strong", {}, number(length)),
          ),
        ),
        html(
          "li",
          {},
          html("span", {}),
          html("span", {}, angleName(turn !== null)),
          html("strong", {}, turn === null || cosine === null ? "" : angleNumbers(turn, cosine)),
        ),
      ];
      rows[2]!.firstElementChild!.classList.add("sum");
      list.replaceChildren(...rows);
      this.at(3, true);
    },
    at(count, hasAngle) {
      shapes.forEach((shape, i) => {
        const share = Math.max(0, Math.min(1, count - i));
        setAttribute(shape.group, "visibility", share > 0 ? null : "hidden");
        drawTo(shape, share);
      });
      if (angle) setAttribute(angle, "visibility", hasAngle ? null : "hidden");
    },
  };
}

const directionOf = (from: Point, to: Point): number => (Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI;

/** As far as a share of its length. */
function drawTo({ line, head, from, to }: Arrow, share: number): void {
  const [x, y] = [from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share].map((at) => at.toFixed(1));
  setAttribute(line, "x2", x!);
  setAttribute(line, "y2", y!);
  setAttribute(head, "transform", `translate(${x} ${y}) rotate(${directionOf(from, to).toFixed(1)})`);
}

function shapeOf(role: string, isSum: boolean, from: Point, to: Point): Arrow {
  const line = svg("line", { x1: from.x, y1: from.y, class: "arrow-line" });
  const head = svg("path", { d: `M0 0L${-HEAD} ${-HEAD * 0.42}L${-HEAD} ${HEAD * 0.42}z`, class: "arrow-head" });
  const isTiny = Math.hypot(to.x - from.x, to.y - from.y) < HEAD;
  if (isTiny) setAttribute(head, "visibility", "hidden");
  const group = svg("g", { class: `arrow role-${role}${isSum ? " sum" : ""}` }, line, head);
  return { group, line, head, from, to };
}

/** The first arrow goes on as a dashed line; the angle opens from it to the second. */
function angleOf(at: Point, turn: number | null): SVGGElement {
  if (turn === null) return svg("g", {});
  const end = { x: at.x + ARC * Math.cos(turn), y: at.y - ARC * Math.sin(turn) };
  return svg(
    "g",
    { class: "arrow-angle" },
    svg("line", { x1: at.x, y1: at.y, x2: at.x + ON, y2: at.y }),
    svg("path", { d: `M${at.x + ARC} ${at.y}A${ARC} ${ARC} 0 0 0 ${end.x.toFixed(1)} ${end.y.toFixed(1)}` }),
  );
}

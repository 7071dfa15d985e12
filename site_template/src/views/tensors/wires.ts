/** The lines between the parts of a stage: which tensor is read by which, in the colour of what is read. */

import type { Place, Role } from "../../hooks/kinds.ts";
import { svg } from "../../marks/element.ts";

type Point = readonly [column: number, row: number];
type Wire = readonly [role: Role, from: Point, to: Point];

/** From centre to centre, in columns and rows of the group, counted from 1. */
const WIRES: Readonly<Record<Place["group"], readonly Wire[]>> = {
  embedding: [
    ["stream", [1, 1], [2, 1.5]],
    ["stream", [1, 2], [2, 1.5]],
    ["stream", [2, 1.5], [3.5, 1.5]],
  ],
  attention: [
    ["stream", [1, 4], [2, 2]],
    ["norm", [2, 1], [2, 2]],
    ["norm", [2, 2], [3, 1]],
    ["norm", [2, 2], [3, 2]],
    ["norm", [2, 2], [3, 3]],
    ["query", [3, 1], [4, 1.5]],
    ["key", [3, 2], [4, 1.5]],
    ["pattern", [4, 1.5], [5, 1.5]],
    ["pattern", [5, 1.5], [6, 2.5]],
    ["value", [3, 3], [6, 2.5]],
    ["value", [6, 2.5], [7, 2.5]],
    ["pattern", [7, 2.5], [8, 4]],
    ["stream", [0.5, 4], [8.5, 4]],
  ],
  mlp: [
    ["stream", [0.5, 4], [1, 2]],
    ["norm", [1, 1], [1, 2]],
    ["norm", [1, 2], [2, 2]],
    ["mlp", [2, 2], [3, 2]],
    ["mlp", [3, 2], [4, 2]],
    ["mlp", [4, 2], [5, 4]],
    ["stream", [0.5, 4], [5.5, 4]],
  ],
  head: [
    ["norm", [1, 1], [1, 2]],
    ["norm", [1, 2], [2, 2]],
    ["class", [2, 2], [3, 2]],
  ],
};

/** Drawn in a box of 10 units a column and a row, stretched over the group behind its parts. */
export function wires(group: Place["group"], columns: number, rows: number): SVGElement {
  const lines = WIRES[group].map(([role, from, to]) =>
    svg("path", {
      d: curve(from, to),
      class: isStream(role, from, to) ? "wire role-stream backbone" : `wire role-${role}`,
    }),
  );
  return svg(
    "svg",
    { class: "wires", viewBox: `0 0 ${columns * 10} ${rows * 10}`, preserveAspectRatio: "none", "aria-hidden": "true" },
    ...lines,
  );
}

const isStream = (role: Role, from: Point, to: Point) => role === "stream" && from[1] === 4 && to[1] === 4;

function curve([fromColumn, fromRow]: Point, [toColumn, toRow]: Point): string {
  const centre = (place: number) => place * 10 - 5;
  const [x1, y1, x2, y2] = [centre(fromColumn), centre(fromRow), centre(toColumn), centre(toRow)];
  const middle = (x1 + x2) / 2;
  return y1 === y2 || x1 === x2
    ? `M${x1} ${y1}L${x2} ${y2}`
    : `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`;
}

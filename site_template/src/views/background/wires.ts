/** The line of each link: from the edge of one box to the edge of the other, and where its head sits. */
import type { Link } from "./links.ts";
import type { Box, Plan } from "./place.ts";
import { type Point, routes } from "./routes.ts";

export interface Wire {
  readonly link: Link;
  readonly d: string;
  /** Where the head's tip lies, and the direction it points to, in degrees. */
  readonly tip: Point;
  readonly angle: number;
}

type Side = "top" | "bottom" | "left" | "right";
interface End {
  readonly id: string;
  readonly side: Side;
  readonly towards: number;
}

const [PORT, EDGE, LIFT] = [9, 9, 15];

export function wiresOf(plan: Plan, links: readonly Link[]): Wire[] {
  const drawn = links.filter(({ from, to }) => plan.boxes.has(from) && plan.boxes.has(to));
  const ends = drawn.map((link) => endsOf(plan, link));
  const ports = portsOf(plan, ends.flat());
  const through = routes(
    plan,
    drawn.map((_, i) => [ports.get(ends[i]![0])!, ports.get(ends[i]![1])!]),
  );
  return drawn.map((link, i) => ({ link, ...curve(ends[i]![0].side, ends[i]![1].side, through[i]!) }));
}

/** Neighbours in a row are joined side by side, others of a row over its top, the rest from bottom to top. */
function endsOf({ boxes }: Plan, { from, to }: Link): [End, End] {
  const [a, b] = [boxes.get(from)!, boxes.get(to)!];
  const make = (first: Side, second: Side): [End, End] => [
    { id: from, side: first, towards: b.x },
    { id: to, side: second, towards: a.x },
  ];
  if (a.row < b.row) return make("bottom", "top");
  if (a.row > b.row) return make("top", "bottom");
  const [low, high] = [Math.min(a.x, b.x), Math.max(a.x, b.x)];
  const between = [...boxes.values()].some((box) => box.row === a.row && box.x > low && box.x < high);
  if (between) return make("top", "top");
  return a.x < b.x ? make("right", "left") : make("left", "right");
}

/** Ends on one side of a box stand apart, in the order of where they lead to. */
function portsOf({ boxes }: Plan, ends: readonly End[]): Map<End, Point> {
  const ports = new Map<End, Point>();
  const sides = new Map<string, End[]>();
  for (const end of ends) {
    const key = `${end.id} ${end.side}`;
    sides.set(key, [...(sides.get(key) ?? []), end]);
  }
  for (const own of sides.values()) {
    own.sort((a, b) => a.towards - b.towards);
    const box = boxes.get(own[0]!.id)!;
    own.forEach((end, i) => ports.set(end, port(box, end.side, i, own.length)));
  }
  return ports;
}

function port(box: Box, side: Side, index: number, count: number): Point {
  if (side === "left") return [box.x - box.width / 2, box.y];
  if (side === "right") return [box.x + box.width / 2, box.y];
  const step = Math.min(PORT, (box.width - 2 * EDGE) / Math.max(1, count - 1));
  const x = box.x + (index - (count - 1) / 2) * step;
  return [x, box.y + (side === "top" ? -box.height / 2 : box.height / 2)];
}

const n = (value: number) => Math.round(value * 10) / 10;

/** A line through its points: level ones beside each other are joined straight, all others leave and arrive upright. */
function curve(side: Side, into: Side, points: readonly Point[]): Omit<Wire, "link"> {
  const [x1, y1] = points[0]!;
  const tip = points[points.length - 1]!;
  const [x2, y2] = tip;
  if (side === "left" || side === "right")
    return { d: `M${n(x1)} ${n(y1)}H${n(x2)}`, tip, angle: side === "right" ? 0 : 180 };
  const angle = into === "top" ? 90 : -90;
  if (side === into) {
    const top = n(y1 - LIFT);
    return { d: `M${n(x1)} ${n(y1)}C${n(x1)} ${top} ${n(x2)} ${top} ${n(x2)} ${n(y2)}`, tip, angle };
  }
  let d = `M${n(x1)} ${n(y1)}`;
  for (let i = 1; i < points.length; i++) {
    const [[ax, ay], [bx, by]] = [points[i - 1]!, points[i]!];
    const middle = n((ay + by) / 2);
    d += ax === bx ? `V${n(by)}` : `C${n(ax)} ${middle} ${n(bx)} ${middle} ${n(bx)} ${n(by)}`;
  }
  return { d, tip, angle };
}

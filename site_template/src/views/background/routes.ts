/** The way of a line from one row to another: between the boxes of every row that it passes, never behind one. */
import { BOX, type Plan } from "./place.ts";

export type Point = readonly [x: number, y: number];

interface Gap {
  readonly left: number;
  readonly right: number;
}
interface Row {
  readonly y: number;
  readonly gaps: readonly Gap[];
}
/** Where one line passes one row. */
interface Pass {
  readonly wire: number;
  readonly row: number;
  readonly gap: number;
  x: number;
}

/** Lines keep this far from boxes and, where there is room, from each other. */
const [CLEAR, APART] = [4, 4.5];

/** For each pair of ends the points that its line goes through, from the first end to the second. */
export function routes(plan: Plan, pairs: readonly (readonly [Point, Point])[]): Point[][] {
  const rows = rowsOf(plan);
  const passes = pairs.map((pair, wire) => passing(rows, pair, wire));
  separate(rows, passes.flat());
  return pairs.map(([start, end], i) => {
    const half = start[1] < end[1] ? BOX / 2 : -BOX / 2;
    const between = passes[i]!.flatMap(({ x, row }): Point[] => [
      [x, rows[row]!.y - half],
      [x, rows[row]!.y + half],
    ]);
    return [start, ...between, end];
  });
}

function rowsOf(plan: Plan): Row[] {
  const rows: { y: number; boxes: { left: number; right: number }[] }[] = [];
  for (const { row, x, y, width } of plan.boxes.values())
    (rows[row] ??= { y, boxes: [] }).boxes.push({ left: x - width / 2, right: x + width / 2 });
  return rows.map(({ y, boxes }) => {
    boxes.sort((a, b) => a.left - b.left);
    const starts = [plan.gutter - CLEAR, ...boxes.map(({ right }) => right)];
    const ends = [...boxes.map(({ left }) => left), plan.width + CLEAR];
    const gaps = starts.map((left, i) => ({ left: left + CLEAR, right: ends[i]! - CLEAR }));
    return { y, gaps: gaps.filter(({ left, right }) => right >= left) };
  });
}

/** Through one gap of each row between the ends, chosen so that the turns are smallest in all. */
function passing(rows: readonly Row[], [[x1, y1], [x2, y2]]: readonly [Point, Point], wire: number): Pass[] {
  const [low, high] = [Math.min(y1, y2), Math.max(y1, y2)];
  const crossed = rows
    .map((_, i) => i)
    .filter((i) => rows[i]!.y - BOX / 2 > low + 1 && rows[i]!.y + BOX / 2 < high - 1);
  if (y1 > y2) crossed.reverse();
  const ideal = (y: number) => x1 + ((x2 - x1) * (y - y1)) / (y2 - y1);
  let ways: { cost: number; passes: Pass[] }[] = [{ cost: 0, passes: [] }];
  const last = (passes: readonly Pass[]) => passes[passes.length - 1]?.x ?? x1;
  for (const row of crossed) {
    const { y, gaps } = rows[row]!;
    const before = ways;
    ways = gaps.map(({ left, right }, gap) => {
      const costs = before.map((way) => {
        const wanted = (ideal(y) + last(way.passes)) / 2;
        const x = Math.min(right, Math.max(left, wanted));
        return { way, x, cost: way.cost + Math.abs(x - last(way.passes)) ** 1.5 };
      });
      const { way, x, cost } = costs.reduce((best, one) => (one.cost < best.cost ? one : best));
      return { cost, passes: [...way.passes, { wire, row, gap, x }] };
    });
  }
  const finished = ways.map((way) => ({ ...way, cost: way.cost + Math.abs(x2 - last(way.passes)) ** 1.5 }));
  return finished.reduce((best, one) => (one.cost < best.cost ? one : best)).passes;
}

/** Lines through one gap lie side by side, in the order in which they come. */
function separate(rows: readonly Row[], passes: readonly Pass[]): void {
  const shared = new Map<string, Pass[]>();
  for (const pass of passes) {
    const key = `${pass.row} ${pass.gap}`;
    shared.set(key, [...(shared.get(key) ?? []), pass]);
  }
  for (const own of shared.values()) {
    const { left, right } = rows[own[0]!.row]!.gaps[own[0]!.gap]!;
    own.sort((a, b) => a.x - b.x || a.wire - b.wire);
    const step = Math.min(APART, (right - left) / Math.max(1, own.length - 1));
    own.forEach((pass, i) => (pass.x = Math.max(pass.x, i === 0 ? left : own[i - 1]!.x + step)));
    for (let i = own.length - 1; i >= 0; i--)
      own[i]!.x = Math.min(own[i]!.x, i === own.length - 1 ? right : own[i + 1]!.x - step);
  }
}

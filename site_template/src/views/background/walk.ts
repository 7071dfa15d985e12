/** Where an arrow key goes in the graph: along a link if one leads that way, else to what lies there. */
import type { Box } from "./place.ts";

export type Arrow = "ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight";

const DIRECTIONS: Readonly<Record<Arrow, readonly [number, number]>> = {
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
};

export const isArrow = (key: string): key is Arrow => key in DIRECTIONS;

/** The nearest linked concept within 60 degrees of the arrow; without one, the nearest of all; null at the edge. */
export function walk(
  boxes: ReadonlyMap<string, Box>,
  linked: ReadonlySet<string>,
  from: string,
  arrow: Arrow,
): string | null {
  return nearest(boxes, from, arrow, (id) => linked.has(id)) ?? nearest(boxes, from, arrow, () => true);
}

function nearest(
  boxes: ReadonlyMap<string, Box>,
  from: string,
  arrow: Arrow,
  among: (id: string) => boolean,
): string | null {
  const own = boxes.get(from);
  if (!own) return null;
  const [ax, ay] = DIRECTIONS[arrow];
  let best: { id: string; far: number } | null = null;
  for (const [id, box] of boxes) {
    if (id === from || !among(id)) continue;
    const [dx, dy] = [box.x - own.x, box.y - own.y];
    const [along, aside] = [dx * ax + dy * ay, Math.abs(dx * ay) + Math.abs(dy * ax)];
    if (along <= 0 || aside > along * Math.sqrt(3)) continue;
    const far = along + aside;
    if (!best || far < best.far) best = { id, far };
  }
  return best?.id ?? null;
}

/**
 * Where each concept stands: a band for every stage of the model, read like a page from left to right and down.
 *
 * The builder's layout says what comes first and which rows cross least; how many stand side by side depends on the
 * room and on how wide the labels are here, so that no two of them ever touch.
 */
import type { ConceptNode, ConceptStage } from "../../data/concepts.ts";
import type { Link } from "./links.ts";

export interface Box {
  /** The centre, in pixels. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Which row of the whole it stands in, from 0. */
  readonly row: number;
}

export interface Band {
  readonly stage: ConceptStage;
  readonly top: number;
  readonly bottom: number;
}

export interface Plan {
  readonly boxes: ReadonlyMap<string, Box>;
  readonly bands: readonly Band[];
  readonly width: number;
  readonly height: number;
  /** Room for the stages' names at the left; 0 where they stand above their bands. */
  readonly gutter: number;
}

export interface Room {
  readonly width: number;
  readonly gutter: number;
  /** The least room between two boxes of a row; lines pass through it. */
  readonly gap: number;
}

export const BOX = 24;
const [BETWEEN, MARGIN, NAME, EDGE] = [27, 14, 20, 6];
/** How often the rows are gone through, and how strongly links draw against an even spread. */
const [SWEEPS, PULL] = [16, 0.8];

export function place(
  nodes: readonly ConceptNode[],
  stages: readonly ConceptStage[],
  links: readonly Link[],
  widths: ReadonlyMap<string, number>,
  room: Room,
): Plan {
  const free = room.width - room.gutter - 2 * EDGE;
  const widthOf = (node: ConceptNode) => Math.min(free, widths.get(node.id) ?? 0);
  const rows: { nodes: readonly ConceptNode[]; y: number }[] = [];
  const bands: Band[] = [];
  let y = 0;
  for (const stage of stages) {
    const own = nodes.filter((node) => node.stage === stage.id).sort((a, b) => a.x - b.x || a.y - b.y);
    if (own.length === 0) continue;
    const top = y;
    y += MARGIN + (room.gutter > 0 ? 0 : NAME);
    for (const row of rowsOf(own, widthOf, free, room.gap)) {
      rows.push({ nodes: row, y: y + BOX / 2 });
      y += BOX + BETWEEN;
    }
    y += MARGIN - BETWEEN;
    bands.push({ stage, top, bottom: y });
  }
  const centres = spread(
    rows.map((row) => row.nodes),
    links,
    widthOf,
    { free, gap: room.gap },
  );
  const boxes = new Map<string, Box>();
  for (const [row, { nodes: own, y: middle }] of rows.entries())
    for (const node of own) {
      const x = room.gutter + EDGE + centres.get(node.id)!;
      boxes.set(node.id, { x, y: middle, width: widthOf(node), height: BOX, row });
    }
  return { boxes, bands, width: room.width, height: y, gutter: room.gutter };
}

/** As few rows as hold all, filled as evenly as their widths allow. */
function rowsOf(
  nodes: readonly ConceptNode[],
  widthOf: (node: ConceptNode) => number,
  free: number,
  gap: number,
): ConceptNode[][] {
  const fill = (limit: number) => {
    const rows: ConceptNode[][] = [];
    let used = Infinity;
    for (const node of nodes) {
      const width = widthOf(node);
      if (used + gap + width > limit) {
        rows.push([]);
        used = -gap;
      }
      rows[rows.length - 1]!.push(node);
      used += gap + width;
    }
    return rows;
  };
  const fewest = fill(free).length;
  let best = fill(free);
  for (let limit = free; limit > 0; limit -= gap) {
    if (nodes.some((node) => widthOf(node) > limit)) break;
    const tried = fill(limit);
    if (tried.length > fewest) break;
    best = tried;
  }
  return best;
}

/**
 * Centres within the free width.
 *
 * Rows draw near to what they are linked with, and concepts change places where no need forbids it.
 */
function spread(
  rows: readonly (readonly ConceptNode[])[],
  links: readonly Link[],
  widthOf: (node: ConceptNode) => number,
  { free, gap }: { free: number; gap: number },
): Map<string, number> {
  const joined = joinedBy(links);
  const centres = new Map<string, number>();
  const order = rows.map((row) => [...row]);
  const even = (row: readonly ConceptNode[], i: number) => (free * (i + 0.5)) / row.length;
  for (const row of order)
    settle(
      row,
      row.map((_, i) => even(row, i)),
      widthOf,
      { free, gap },
      centres,
    );
  for (let sweep = 0; sweep < SWEEPS; sweep++)
    for (const row of sweep % 2 ? [...order].reverse() : order) {
      const drawn = new Map(row.map((node) => [node, drawnTo(node, joined, centres)]));
      swap(row, drawn);
      const wanted = row.map((node, i) => PULL * drawn.get(node)! + (1 - PULL) * even(row, i));
      settle(row, wanted, widthOf, { free, gap }, centres);
    }
  return centres;
}

function joinedBy(links: readonly Link[]): Map<string, string[]> {
  const joined = new Map<string, string[]>();
  const add = (id: string, other: string) => joined.set(id, [...(joined.get(id) ?? []), other]);
  for (const { from, to, type } of links) {
    if (type !== "needs") continue;
    add(from, to);
    add(to, from);
  }
  return joined;
}

/** The middle of what a concept is linked with, or where it is. */
function drawnTo(
  node: ConceptNode,
  joined: ReadonlyMap<string, string[]>,
  centres: ReadonlyMap<string, number>,
): number {
  const others = (joined.get(node.id) ?? []).map((id) => centres.get(id)).filter((x) => x !== undefined);
  return others.length === 0 ? centres.get(node.id)! : others.reduce((sum, x) => sum + x, 0) / others.length;
}

/** Neighbours in a row change places when both are drawn past each other and neither needs the other. */
function swap(row: ConceptNode[], drawn: ReadonlyMap<ConceptNode, number>): void {
  for (let round = 1; round < row.length; round++)
    for (let i = 0; i + 1 < row.length; i++) {
      const [left, right] = [row[i]!, row[i + 1]!];
      if (drawn.get(left)! > drawn.get(right)! + 1 && !right.needs.includes(left.id))
        [row[i], row[i + 1]] = [right, left];
    }
}

/** The places nearest to the wanted ones where nothing overlaps and nothing leaves the room (pooled neighbours). */
function settle(
  row: readonly ConceptNode[],
  wanted: readonly number[],
  widthOf: (node: ConceptNode) => number,
  { free, gap }: { free: number; gap: number },
  centres: Map<string, number>,
): void {
  // How far right each centre lies at least when the row is pushed to the left edge.
  const least: number[] = [];
  row.forEach((node, i) => {
    least.push(i === 0 ? widthOf(node) / 2 : least[i - 1]! + (widthOf(row[i - 1]!) + widthOf(node)) / 2 + gap);
  });
  const last = row.length - 1;
  const room = Math.max(0, free - least[last]! - widthOf(row[last]!) / 2);
  const pools: { sum: number; count: number }[] = [];
  for (const [i, x] of wanted.entries()) {
    pools.push({ sum: x - least[i]!, count: 1 });
    while (pools.length > 1) {
      const [one, two] = [pools[pools.length - 2]!, pools[pools.length - 1]!];
      if (one.sum / one.count <= two.sum / two.count) break;
      pools.splice(-2, 2, { sum: one.sum + two.sum, count: one.count + two.count });
    }
  }
  const shifts = pools.flatMap(({ sum, count }) => Array<number>(count).fill(Math.min(room, Math.max(0, sum / count))));
  row.forEach((node, i) => centres.set(node.id, least[i]! + shifts[i]!));
}

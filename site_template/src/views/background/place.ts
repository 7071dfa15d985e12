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
}

export const BOX = 24;
const [GAP, BETWEEN, MARGIN, NAME, SWEEPS] = [16, 25, 13, 20, 12];

export function place(
  nodes: readonly ConceptNode[],
  stages: readonly ConceptStage[],
  links: readonly Link[],
  widths: ReadonlyMap<string, number>,
  room: Room,
): Plan {
  const free = room.width - room.gutter;
  const widthOf = (node: ConceptNode) => Math.min(free, widths.get(node.id) ?? 0);
  const rows: { nodes: readonly ConceptNode[]; y: number }[] = [];
  const bands: Band[] = [];
  let y = 0;
  for (const stage of stages) {
    const own = nodes.filter((node) => node.stage === stage.id).sort((a, b) => a.x - b.x || a.y - b.y);
    if (own.length === 0) continue;
    const top = y;
    y += MARGIN + (room.gutter > 0 ? 0 : NAME);
    for (const row of rowsOf(own, widthOf, free)) {
      rows.push({ nodes: row, y: y + BOX / 2 });
      y += BOX + BETWEEN;
    }
    y += MARGIN - BETWEEN;
    bands.push({ stage, top, bottom: y });
  }
  const centres = spread(rows.map((row) => row.nodes), links, widthOf, free);
  const boxes = new Map<string, Box>();
  for (const [row, { nodes: own, y: middle }] of rows.entries())
    for (const node of own) {
      const x = room.gutter + centres.get(node.id)!;
      boxes.set(node.id, { x, y: middle, width: widthOf(node), height: BOX, row });
    }
  return { boxes, bands, width: room.width, height: y, gutter: room.gutter };
}

/** As few rows as hold all, filled as evenly as their widths allow. */
function rowsOf(nodes: readonly ConceptNode[], widthOf: (node: ConceptNode) => number, free: number): ConceptNode[][] {
  const fill = (limit: number) => {
    const rows: ConceptNode[][] = [];
    let used = Infinity;
    for (const node of nodes) {
      const width = widthOf(node);
      if (used + GAP + width > limit) {
        rows.push([]);
        used = -GAP;
      }
      rows[rows.length - 1]!.push(node);
      used += GAP + width;
    }
    return rows;
  };
  const fewest = fill(free).length;
  let best = fill(free);
  for (let limit = free; limit > 0; limit -= GAP) {
    if (nodes.some((node) => widthOf(node) > limit)) break;
    const tried = fill(limit);
    if (tried.length > fewest) break;
    best = tried;
  }
  return best;
}

/** Centres within the free width: each row keeps its order and draws near to what it is linked with. */
function spread(
  rows: readonly (readonly ConceptNode[])[],
  links: readonly Link[],
  widthOf: (node: ConceptNode) => number,
  free: number,
): Map<string, number> {
  const centres = new Map<string, number>();
  for (const row of rows) {
    const spare = free - row.reduce((sum, node) => sum + widthOf(node), 0);
    let left = 0;
    for (const node of row) {
      left += spare / (row.length + 1);
      centres.set(node.id, left + widthOf(node) / 2);
      left += widthOf(node);
    }
  }
  const joined = new Map<string, string[]>();
  for (const { from, to, type } of links) {
    if (type !== "needs") continue;
    joined.set(from, [...(joined.get(from) ?? []), to]);
    joined.set(to, [...(joined.get(to) ?? []), from]);
  }
  const wanted = (node: ConceptNode) => {
    const others = (joined.get(node.id) ?? []).map((id) => centres.get(id)).filter((x) => x !== undefined);
    const own = centres.get(node.id)!;
    return others.length === 0 ? own : (own + others.reduce((sum, x) => sum + x, 0) / others.length) / 2;
  };
  for (let sweep = 0; sweep < SWEEPS; sweep++)
    for (const row of sweep % 2 ? [...rows].reverse() : rows) settle(row, row.map(wanted), widthOf, free, centres);
  return centres;
}

/** The places nearest to the wanted ones where nothing overlaps and nothing leaves the room. */
function settle(
  row: readonly ConceptNode[],
  wanted: readonly number[],
  widthOf: (node: ConceptNode) => number,
  free: number,
  centres: Map<string, number>,
): void {
  const centre = [...wanted];
  const apart = (i: number) => (widthOf(row[i - 1]!) + widthOf(row[i]!)) / 2 + GAP;
  for (let i = 0; i < row.length; i++)
    centre[i] = Math.max(centre[i]!, i === 0 ? widthOf(row[0]!) / 2 : centre[i - 1]! + apart(i));
  for (let i = row.length - 1; i >= 0; i--) {
    const most = i === row.length - 1 ? free - widthOf(row[i]!) / 2 : centre[i + 1]! - apart(i + 1);
    centre[i] = Math.min(centre[i]!, most);
  }
  row.forEach((node, i) => centres.set(node.id, centre[i]!));
}

/** One block unfolded: its parts in the order of the flow, the stream running along below them, or beside them. */
import type { Hook } from "../../data/manifest.ts";
import { kindOf, type Role } from "../../hooks/kinds.ts";
import { type Part, type Segment, segmentsOf } from "./segments.ts";
import { type Box, curve, LABEL, type Rect, SHAPE, sum, turn, type Wire } from "./shapes.ts";

export interface Panel {
  readonly rect: Rect;
  readonly boxes: readonly Box[];
  readonly wires: readonly Wire[];
}

const PAD = 14;
const HEADER = 58;
const STREAM_UNIT = 0.92;
const LEAST_UNIT = 62;
const LARGEST_UNIT = 104;
const GAZE = 116;
const LANE = 48;
const TALL = 104;

const isSquare = (hook: Hook) => hook.dims.includes("query");
const headCount = (hooks: readonly Hook[]) => {
  const hook = hooks.find(isSquare);
  return hook ? (hook.shape[hook.dims.indexOf("head")] ?? 1) : 0;
};

const units = (segment: Segment) =>
  (segment.start ? STREAM_UNIT * 0.75 : 0) + segment.depths + (segment.end ? STREAM_UNIT : 0);

/** Segments side by side where they fit, else below each other. */
function rowsOf(segments: readonly Segment[], room: number): Segment[][] {
  const all = segments.reduce((sum, one) => sum + units(one), 0);
  return room / all >= LEAST_UNIT ? [[...segments]] : segments.map((one) => [one]);
}

export function panelAcross(stage: string, hooks: readonly Hook[], at: { x: number; y: number; width: number }): Panel {
  const boxes: Box[] = [];
  const wires: Wire[] = [];
  const looks = headCount(hooks) > 0;
  const room = at.width - 2 * PAD - (looks ? GAZE + 12 : 0);
  const rows = rowsOf(segmentsOf(hooks), room);
  const unit = Math.min(LARGEST_UNIT, ...rows.map((row) => room / row.reduce((all, one) => all + units(one), 0)));
  const left = at.x + PAD;
  let y = at.y + HEADER;
  const first = y;
  let before: { x: number; y: number } | null = null;
  for (const row of rows) {
    const lanes = Math.max(1, ...row.flatMap(({ parts }) => parts.map((part) => part.lanes)));
    const height = Math.max(TALL + LABEL + SHAPE, lanes * (LANE + LABEL + SHAPE));
    const stream = y + height + 40;
    let x = before ? left + 26 : left;
    const start = x;
    const ends: number = x + row.reduce((all, one) => all + units(one), 0) * unit;
    wires.push({
      role: "stream",
      kind: "stream",
      inside: true,
      path: `M${start - 6} ${stream}H${Math.min(ends + 4, at.x + at.width - PAD)}`,
    });
    if (before)
      wires.push({
        role: "stream",
        kind: "stream",
        inside: true,
        path: turn(
          before.x,
          before.y,
          Math.min(before.x + 26, at.x + at.width - PAD),
          y - 8,
          left + 2,
          stream,
          start - 6,
        ),
      });
    before = { x: ends, y: stream };
    for (const one of row) x = segmentAcross(one, stage, x, y, height, stream, unit, boxes, wires);
    y = stream + 28 + SHAPE + (row === rows.at(-1) ? 0 : 14);
  }
  const rect = { x: at.x, y: at.y, width: at.width, height: y - at.y };
  const frame: Box = { ...rect, id: `panel-${stage}`, kind: "panel", hook: null, stage };
  const square = hooks.filter(isSquare).at(-1) ?? null;
  if (square) {
    boxes.push({
      id: `${stage}-gaze`,
      kind: "gaze",
      hook: square,
      stage,
      x: at.x + at.width - PAD - GAZE,
      y: first + LABEL + 2,
      width: GAZE,
      height: GAZE,
    });
    const heads = headCount(hooks);
    const size = Math.max(14, Math.min(34, Math.floor((at.width - 430) / heads) - 5));
    const wide = heads * (size + 5);
    boxes.push({
      id: `${stage}-heads`,
      kind: "heads",
      hook: square,
      stage,
      x: at.x + at.width - PAD - wide - 46,
      y: at.y + 10,
      width: wide,
      height: size,
    });
  }
  return { rect, boxes: [frame, ...boxes], wires };
}

function segmentAcross(
  segment: Segment,
  stage: string,
  from: number,
  top: number,
  height: number,
  stream: number,
  unit: number,
  boxes: Box[],
  wires: Wire[],
): number {
  const placed = new Map<string, Rect>();
  let x = from;
  const put = (hook: Hook, rect: Rect, bare = false) => {
    placed.set(hook.name, rect);
    boxes.push({ ...rect, id: hook.name, kind: "tensor", hook, stage, bare });
  };
  const edge = Math.min(44, unit * 0.6);
  if (segment.start) {
    put(segment.start, { x, y: stream - edge / 2, width: edge, height: edge });
    x += STREAM_UNIT * 0.75 * unit;
  }
  for (const part of segment.parts) {
    if (part.beside) continue;
    const rect = partRect(part, x, top, height, unit);
    put(part.hook, rect);
    wires.push(...incoming(part, segment.parts, rect, placed, x - unit * 0.12, stream, unit));
  }
  for (const part of segment.parts.filter(({ beside }) => beside !== null)) {
    const owner = placed.get(part.beside!)!;
    put(part.hook, { x: owner.x - 10, y: owner.y, width: 7, height: owner.height }, true);
  }
  x += segment.depths * unit;
  if (segment.end) {
    const plus = x + 10;
    const added = segment.parts.find(({ hook }) => segment.end!.inputs.includes(hook.name));
    const source = added && placed.get(added.hook.name);
    if (source && added) {
      const { role } = kindOf(added.hook);
      wires.push({
        role,
        kind: "wire",
        path: drop(source.x + source.width + 2, source.y + source.height / 2, plus, stream - 8),
      });
      wires.push(sum(plus, stream, role));
    }
    put(segment.end, { x: plus + 12, y: stream - edge / 2, width: edge, height: edge });
    x += STREAM_UNIT * unit;
  }
  return x;
}

function partRect(part: Part, x: number, top: number, height: number, unit: number): Rect {
  const width = unit * (isSquare(part.hook) ? 0.84 : 0.7);
  const tall = isSquare(part.hook) ? width : part.lanes > 1 ? LANE : TALL;
  const lane = height / part.lanes;
  const y = top + part.lane * lane + (lane - tall - LABEL - SHAPE) / 2 + LABEL;
  return {
    x: x + part.depth * unit + (part.hook.op === "layer_norm" ? 8 : 2),
    y,
    width: part.hook.op === "layer_norm" ? width - 6 : width,
    height: tall,
  };
}

/** From what it reads: parts to the left, or the stream below. */
function incoming(
  part: Part,
  peers: readonly Part[],
  rect: Rect,
  placed: ReadonlyMap<string, Rect>,
  reads: number,
  stream: number,
  unit: number,
): Wire[] {
  const middle = rect.y + rect.height / 2;
  const sources = part.hook.inputs
    .map((name) => ({ name, box: placed.get(name) }))
    .filter(({ box }) => box && box.y + box.height < stream);
  const role = (name: string) =>
    wireRole(kindOf(peers.find(({ hook }) => hook.name === name)!.hook).role, kindOf(part.hook).role);
  if (sources.length === 0)
    return part.depth === 0
      ? [
          {
            role: kindOf(part.hook).role,
            kind: "wire",
            path: `M${reads} ${stream}V${middle + 14}q0 -14 14 -14H${Math.max(reads + 14, rect.x - 12)}`,
          },
        ]
      : [];
  return sources.map(({ name, box }) => {
    const [x, y] = [box!.x + box!.width + 2, box!.y + box!.height / 2];
    // A long way is gone along its own lane first, below what lies between.
    const bend = Math.max(x, rect.x - 2 - unit * 0.5);
    return {
      role: role(name),
      kind: "wire" as const,
      path: `M${x.toFixed(1)} ${y.toFixed(1)}L${curve(bend, y, rect.x - 2, middle).slice(1)}`,
    };
  });
}

/** A query, a key, a value keeps its colour on the way to where it is used. */
export const wireRole = (from: Role, to: Role): Role => (from === "stream" || from === "norm" ? to : from);

const drop = (x1: number, y1: number, x2: number, y2: number) =>
  x2 - x1 > 10 ? `M${x1} ${y1}H${x2 - 10}q10 0 10 10V${y2}` : `M${x1} ${y1}Q${x2} ${y1} ${x2} ${y2}`;

/** The same from top to bottom: depths become rows, lanes columns. */
export function panelDown(stage: string, hooks: readonly Hook[], at: { x: number; y: number; width: number }): Panel {
  const boxes: Box[] = [];
  const wires: Wire[] = [];
  const [streamX, left] = [at.x + 22, at.x + 64];
  const room = at.x + at.width - 12 - left;
  let y = at.y + 66;
  const square = hooks.filter(isSquare).at(-1) ?? null;
  if (square) {
    const heads = headCount(hooks);
    const size = Math.min(34, Math.floor(room / heads) - 4);
    boxes.push({
      id: `${stage}-heads`,
      kind: "heads",
      hook: square,
      stage,
      x: left,
      y: y + 4,
      width: heads * (size + 4),
      height: size,
    });
    y += size + 18;
  }
  for (const segment of segmentsOf(hooks)) y = segmentDown(segment, stage, streamX, left, room, y, boxes, wires);
  if (square) {
    boxes.push({
      id: `${stage}-gaze`,
      kind: "gaze",
      hook: square,
      stage,
      x: left,
      y: y + LABEL + 6,
      width: 128,
      height: 128,
    });
    y += LABEL + 128 + SHAPE + 18;
  }
  const rect = { x: at.x, y: at.y, width: at.width, height: y - at.y };
  wires.unshift({ role: "stream", kind: "stream", inside: true, path: `M${streamX} ${at.y}V${rect.y + rect.height}` });
  return { rect, boxes: [{ ...rect, id: `panel-${stage}`, kind: "panel", hook: null, stage }, ...boxes], wires };
}

function segmentDown(
  segment: Segment,
  stage: string,
  streamX: number,
  left: number,
  room: number,
  top: number,
  boxes: Box[],
  wires: Wire[],
): number {
  const placed = new Map<string, Rect>();
  let y = top;
  const put = (hook: Hook, rect: Rect, bare = false) => {
    placed.set(hook.name, rect);
    boxes.push({ ...rect, id: hook.name, kind: "tensor", hook, stage, bare });
  };
  if (segment.start) {
    put(segment.start, { x: left, y: y + LABEL, width: 56, height: 40 });
    wires.push({ role: "stream", kind: "wire", path: `M${streamX} ${y + LABEL + 20}H${left - 3}` });
    y += LABEL + 40 + SHAPE + 6;
  }
  for (let depth = 0; depth < segment.depths; depth++) {
    const row = segment.parts.filter((part) => part.depth === depth && part.beside === null);
    let deepest = 0;
    for (const part of row) {
      const gap = 10;
      const width = (room - gap * (part.lanes - 1)) / part.lanes;
      const edge = isSquare(part.hook) ? Math.min(116, width) : 0;
      const rect = {
        x: left + part.lane * (width + gap) + (part.lanes > 1 ? 0 : 12),
        y: y + LABEL,
        width: edge || (part.lanes > 1 ? width : width - 12),
        height: edge || 52,
      };
      put(part.hook, rect);
      deepest = Math.max(deepest, rect.height);
      for (const name of part.hook.inputs) {
        const source = placed.get(name);
        const owner = segment.parts.find(({ hook }) => hook.name === name);
        const role = wireRole(owner ? kindOf(owner.hook).role : "stream", kindOf(part.hook).role);
        if (source && name !== segment.start?.name)
          wires.push({
            role,
            kind: "wire",
            path: `M${mid(source)} ${source.y + source.height + 2}L${mid(source)} ${source.y + source.height + SHAPE}${curve(mid(source), source.y + source.height + SHAPE, mid(rect), rect.y - LABEL, true).replace(/^M[\d.]+ [\d.]+/, "")}`,
          });
        else if (part.depth === 0 && !segment.parts.some(({ hook, beside }) => beside && hook.name === name))
          wires.push({ role, kind: "wire", path: `M${streamX} ${rect.y + rect.height / 2}H${rect.x - 12}` });
      }
    }
    for (const part of segment.parts.filter((one) => one.depth === depth && one.beside !== null)) {
      const owner = placed.get(part.beside!)!;
      put(part.hook, { x: owner.x - 10, y: owner.y, width: 7, height: owner.height }, true);
    }
    y += LABEL + deepest + SHAPE + 10;
  }
  if (segment.end) {
    const added = segment.parts.find(({ hook }) => segment.end!.inputs.includes(hook.name));
    const source = added && placed.get(added.hook.name);
    const centre = y + LABEL + 20;
    if (source && added) {
      const { role } = kindOf(added.hook);
      wires.push({
        role,
        kind: "wire",
        path: `M${source.x - 2} ${source.y + source.height / 2}H${streamX + 24}q-14 0 -14 14V${centre - 14}q0 10 -4 12`,
      });
      wires.push(sum(streamX, centre, role));
    }
    put(segment.end, { x: left, y: y + LABEL, width: 56, height: 40 });
    wires.push({ role: "stream", kind: "wire", path: `M${streamX + 8} ${centre}H${left - 3}` });
    y += LABEL + 40 + SHAPE + 6;
  }
  return y;
}

const mid = (rect: Rect): number => rect.x + rect.width / 2;

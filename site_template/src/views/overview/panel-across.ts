/** One block unfolded from left to right: its parts in the order of the flow, the stream running along below them. */
import type { Hook } from "../../data/manifest.ts";
import { kindOf } from "../../hooks/kinds.ts";
import {
  addSum,
  type Block,
  headCount,
  isSquare,
  type Laid,
  nothingLaid,
  ofSegment,
  type Panel,
  panelBox,
  patternBox,
  put,
  putBeside,
  type Room,
  squareOf,
  streamWire,
  wireRole,
} from "./panel.ts";
import { type Part, type Segment, segmentsOf } from "./segments.ts";
import { type Box, curve, inShape, LABEL, type Rect, SHAPE, turn, type Wire } from "./shapes.ts";

const PAD = 14;
const HEADER = 58;
const STREAM_UNIT = 0.92;
const LEAST_UNIT = 62;
const LARGEST_UNIT = 104;
const GAZE = 116;
const LANE = 48;
const TALL = 104;

const units = (segment: Segment) =>
  (segment.start ? STREAM_UNIT * 0.75 : 0) + segment.depths + (segment.end ? STREAM_UNIT : 0);
const unitsOf = (row: readonly Segment[]) => row.reduce((all, one) => all + units(one), 0);

/** Segments side by side where they fit, else below each other. */
const rowsOf = (segments: readonly Segment[], room: number): Segment[][] =>
  room / unitsOf(segments) >= LEAST_UNIT ? [[...segments]] : segments.map((one) => [one]);

/** One row of segments: where it lies, and how wide a part of it is. */
interface Row {
  readonly top: number;
  readonly height: number;
  /** The height of the stream. */
  readonly stream: number;
  readonly unit: number;
}

export function panelAcross(block: Block, at: Room): Panel {
  const { stage, hooks } = block;
  const laid = nothingLaid(stage);
  const square = squareOf(hooks);
  const room = at.width - 2 * PAD - (square ? GAZE + 12 : 0);
  const rows = rowsOf(segmentsOf(hooks), room);
  const unit = Math.min(LARGEST_UNIT, ...rows.map((row) => room / unitsOf(row)));
  const [left, right] = [at.x + PAD, at.x + at.width - PAD];
  let y = at.y + HEADER;
  let before: { x: number; y: number } | null = null;
  for (const segments of rows) {
    const row = rowAt(segments, y, unit);
    const start: number = before ? left + 26 : left;
    const end = start + unitsOf(segments) * unit;
    laid.wires.push(streamWire(`M${start - 6} ${row.stream}H${Math.min(end + 4, right)}`));
    if (before) laid.wires.push(streamWire(turned(before, right, y - 8, left + 2, row.stream, start - 6)));
    before = { x: end, y: row.stream };
    let x = start;
    for (const one of segments) x = layAcross(ofSegment(laid), one, x, row);
    y = row.stream + 28 + SHAPE + (segments === rows.at(-1) ? 0 : 14);
  }
  const rect = { x: at.x, y: at.y, width: at.width, height: y - at.y };
  const pattern = square ? patternBoxes(block, square, at) : [];
  return { rect, boxes: [panelBox(stage, rect), ...laid.boxes, ...pattern], wires: laid.wires };
}

function rowAt(segments: readonly Segment[], top: number, unit: number): Row {
  const lanes = Math.max(1, ...segments.flatMap(({ parts }) => parts.map((part) => part.lanes)));
  const height = Math.max(TALL + LABEL + SHAPE, lanes * (LANE + LABEL + SHAPE));
  return { top, height, stream: top + height + 40, unit };
}

/** From the end of a row to the stream of the next. */
const turned = (
  from: { x: number; y: number },
  right: number,
  middle: number,
  left: number,
  next: number,
  to: number,
): string => turn(from.x, from.y, Math.min(from.x + 26, right), middle, left, next, to);

/** Where the chosen token looks at the right, the heads above it. */
function patternBoxes(block: Block, hook: Hook, at: Room): Box[] {
  const { stage } = block;
  const right = at.x + at.width - PAD;
  const heads = headCount(hook);
  const size = Math.max(14, Math.min(34, Math.floor((at.width - 430) / heads) - 5));
  const width = heads * (size + 5);
  const gaze = { x: right - GAZE, y: at.y + HEADER + LABEL + 2, width: GAZE, height: GAZE };
  return [
    patternBox("gaze", stage, hook, inShape(gaze, block)),
    patternBox("heads", stage, hook, { x: right - width - 46, y: at.y + 10, width, height: size }),
  ];
}

/** Lays one segment from x on; returns where it ends. */
function layAcross(laid: Laid, segment: Segment, from: number, row: Row): number {
  const { stream, unit } = row;
  const edge = Math.min(44, unit * 0.6);
  let x = from;
  if (segment.start) {
    put(laid, segment.start, { x, y: stream - edge / 2, width: edge, height: edge });
    x += STREAM_UNIT * 0.75 * unit;
  }
  for (const part of segment.parts) {
    if (part.beside) continue;
    const rect = partRect(part, x, row);
    put(laid, part.hook, rect);
    laid.wires.push(...incoming(laid, part, segment.parts, rect, x - unit * 0.12, row));
  }
  putBeside(laid, segment);
  x += segment.depths * unit;
  if (!segment.end) return x;
  const plus = x + 10;
  addSum(laid, segment, plus, stream, ({ x: left, y, width, height }) =>
    drop(left + width + 2, y + height / 2, plus, stream - 8),
  );
  put(laid, segment.end, { x: plus + 12, y: stream - edge / 2, width: edge, height: edge });
  return x + STREAM_UNIT * unit;
}

function partRect(part: Part, x: number, { top, height, unit }: Row): Rect {
  const width = unit * (isSquare(part.hook) ? 0.84 : 0.7);
  const tall = isSquare(part.hook) ? width : part.lanes > 1 ? LANE : TALL;
  const lane = height / part.lanes;
  const isNorm = part.hook.op === "layer_norm";
  return {
    x: x + part.depth * unit + (isNorm ? 8 : 2),
    y: top + part.lane * lane + (lane - tall - LABEL - SHAPE) / 2 + LABEL,
    width: isNorm ? width - 6 : width,
    height: tall,
  };
}

/** From what it reads: parts to the left, or the stream below. */
function incoming(
  { placed }: Laid,
  part: Part,
  peers: readonly Part[],
  rect: Rect,
  reads: number,
  { stream, unit }: Row,
): Wire[] {
  const own = kindOf(part.hook).role;
  const middle = rect.y + rect.height / 2;
  const sources = part.hook.inputs
    .map((name) => ({ name, box: placed.get(name) }))
    .filter(({ box }) => box && box.y + box.height < stream);
  if (sources.length === 0) {
    if (part.depth > 0) return [];
    const turnAt = Math.max(reads + 14, rect.x - 12);
    return [{ role: own, kind: "wire", path: `M${reads} ${stream}V${middle + 14}q0 -14 14 -14H${turnAt}` }];
  }
  return sources.map(({ name, box }) => {
    const [x, y] = [box!.x + box!.width + 2, box!.y + box!.height / 2];
    // A long way is gone along its own lane first, below what lies between.
    const bend = Math.max(x, rect.x - 2 - unit * 0.5);
    const source = kindOf(peers.find(({ hook }) => hook.name === name)!.hook).role;
    const path = `M${x.toFixed(1)} ${y.toFixed(1)}L${curve(bend, y, rect.x - 2, middle).slice(1)}`;
    return { role: wireRole(source, own), kind: "wire", path };
  });
}

const drop = (x1: number, y1: number, x2: number, y2: number) =>
  x2 - x1 > 10 ? `M${x1} ${y1}H${x2 - 10}q10 0 10 10V${y2}` : `M${x1} ${y1}Q${x2} ${y1} ${x2} ${y2}`;

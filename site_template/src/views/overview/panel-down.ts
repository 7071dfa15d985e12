/** One block unfolded from top to bottom: depths become rows, lanes columns, the stream runs along beside them. */
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
import { curve, inShape, LABEL, type Rect, SHAPE, type Wire } from "./shapes.ts";

const HEADER = 66;
const GAZE = 128;
const LARGEST_HEAD = 34;
const GAP = 10;
/** A tensor of the stream, a part, and the longest edge of a square one. */
const STREAM_BOX = { width: 56, height: 40 };
const PART = 52;
const SQUARE = 116;

/** The column that parts are laid in, and the stream at its left. */
interface Column {
  readonly stream: number;
  readonly left: number;
  readonly room: number;
}

export function panelDown(block: Block, at: Room): Panel {
  const { stage, hooks } = block;
  const laid = nothingLaid(stage);
  const left = at.x + 64;
  const column: Column = { stream: at.x + 22, left, room: at.x + at.width - 12 - left };
  let y = at.y + HEADER;
  const square = squareOf(hooks);
  if (square) {
    const heads = headCount(square);
    const size = Math.min(LARGEST_HEAD, Math.floor(column.room / heads) - 4);
    const rect = { x: left, y: y + 4, width: heads * (size + 4), height: size };
    laid.boxes.push(patternBox("heads", stage, square, rect));
    y += size + 18;
  }
  for (const segment of segmentsOf(hooks)) y = layDown(ofSegment(laid), segment, column, y);
  if (square) {
    const slot = { x: left, y: y + LABEL + 6, width: GAZE, height: GAZE };
    laid.boxes.push(patternBox("gaze", stage, square, inShape(slot, block)));
    y += LABEL + GAZE + SHAPE + 18;
  }
  const rect = { x: at.x, y: at.y, width: at.width, height: y - at.y };
  laid.wires.unshift(streamWire(`M${column.stream} ${at.y}V${rect.y + rect.height}`));
  return { rect, boxes: [panelBox(stage, rect), ...laid.boxes], wires: laid.wires };
}

/** Lays one segment from y on; returns where it ends. */
function layDown(laid: Laid, segment: Segment, column: Column, top: number): number {
  const { stream, left } = column;
  let y = top;
  if (segment.start) {
    put(laid, segment.start, { x: left, y: y + LABEL, ...STREAM_BOX });
    laid.wires.push({ role: "stream", kind: "wire", path: `M${stream} ${y + LABEL + 20}H${left - 3}` });
    y += LABEL + STREAM_BOX.height + SHAPE + 6;
  }
  for (let depth = 0; depth < segment.depths; depth++) y = layRow(laid, segment, depth, column, y);
  if (!segment.end) return y;
  const centre = y + LABEL + 20;
  const round = `H${stream + 24}q-14 0 -14 14V${centre - 14}q0 10 -4 12`;
  addSum(laid, segment, stream, centre, (from) => `M${from.x - 2} ${from.y + from.height / 2}${round}`);
  put(laid, segment.end, { x: left, y: y + LABEL, ...STREAM_BOX });
  laid.wires.push({ role: "stream", kind: "wire", path: `M${stream + 8} ${centre}H${left - 3}` });
  return y + LABEL + STREAM_BOX.height + SHAPE + 6;
}

/** The parts of one depth, side by side. */
function layRow(laid: Laid, segment: Segment, depth: number, column: Column, y: number): number {
  let deepest = 0;
  for (const part of segment.parts) {
    if (part.depth !== depth || part.beside !== null) continue;
    const rect = partRect(part, column, y);
    put(laid, part.hook, rect);
    deepest = Math.max(deepest, rect.height);
    for (const name of part.hook.inputs) laid.wires.push(...incoming(laid, segment, part, name, rect, column));
  }
  putBeside(laid, segment, depth);
  return y + LABEL + deepest + SHAPE + 10;
}

function partRect(part: Part, { left, room }: Column, y: number): Rect {
  const width = (room - GAP * (part.lanes - 1)) / part.lanes;
  const edge = isSquare(part.hook) ? Math.min(SQUARE, width) : 0;
  const indent = part.lanes > 1 ? 0 : 12;
  return {
    x: left + part.lane * (width + GAP) + indent,
    y: y + LABEL,
    width: edge || width - indent,
    height: edge || PART,
  };
}

/** From one of the tensors that a part reads: from above, or from the stream at the left. */
function incoming(
  { placed }: Laid,
  segment: Segment,
  part: Part,
  name: string,
  rect: Rect,
  { stream }: Column,
): Wire[] {
  const source = placed.get(name);
  const owner = segment.parts.find(({ hook }) => hook.name === name);
  const role = wireRole(owner ? kindOf(owner.hook).role : "stream", kindOf(part.hook).role);
  if (source && name !== segment.start?.name) return [{ role, kind: "wire", path: fromAbove(source, rect) }];
  if (part.depth > 0 || owner?.beside) return [];
  return [{ role, kind: "wire", path: `M${stream} ${rect.y + rect.height / 2}H${rect.x - 12}` }];
}

/** Straight down past what stands below the source, then over to what reads it. */
function fromAbove(source: Rect, to: Rect): string {
  const [x, foot] = [mid(source), source.y + source.height];
  const start = foot + SHAPE;
  const bend = curve(x, start, mid(to), to.y - LABEL, true).replace(/^M[\d.]+ [\d.]+/, "");
  return `M${x} ${foot + 2}L${x} ${start}${bend}`;
}

const mid = (rect: Rect): number => rect.x + rect.width / 2;

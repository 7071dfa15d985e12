/** One block unfolded: what both ways of laying it out share. */
import type { Hook } from "../../data/manifest.ts";
import { kindOf, type Role } from "../../hooks/kinds.ts";
import type { Segment } from "./segments.ts";
import { type Box, type Rect, sum, type Wire } from "./shapes.ts";

export interface Panel {
  readonly rect: Rect;
  readonly boxes: readonly Box[];
  readonly wires: readonly Wire[];
}

/** The block, and the shape of the picture that its tokens look at. */
export interface Block {
  readonly aspect: number;
  readonly stage: string;
  readonly hooks: readonly Hook[];
}

export interface Room {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** What has been laid so far of the block named by `stage`. */
export interface Laid {
  readonly stage: string;
  readonly boxes: Box[];
  readonly wires: Wire[];
  readonly placed: Map<string, Rect>;
}

export const nothingLaid = (stage: string): Laid => ({ stage, boxes: [], wires: [], placed: new Map() });

/** A segment reads what was laid before it from the stream alone. */
export const ofSegment = (laid: Laid): Laid => ({ ...laid, placed: new Map() });

export function put({ stage, boxes, placed }: Laid, hook: Hook, rect: Rect, bare = false): void {
  placed.set(hook.name, rect);
  boxes.push({ ...rect, id: hook.name, kind: "tensor", hook, stage, bare });
}

/** What belongs to a tensor and is narrow stands close at its left. */
export function putBeside(laid: Laid, { parts }: Segment, depth: number | null = null): void {
  for (const part of parts) {
    if (part.beside === null || (depth !== null && part.depth !== depth)) continue;
    const owner = laid.placed.get(part.beside)!;
    put(laid, part.hook, { x: owner.x - 10, y: owner.y, width: 7, height: owner.height }, true);
  }
}

/** The plus where the segment's last part is added to the stream, and the way to it from that part. */
export function addSum(laid: Laid, segment: Segment, x: number, y: number, way: (from: Rect) => string): void {
  const added = segment.parts.find(({ hook }) => segment.end!.inputs.includes(hook.name));
  const source = added && laid.placed.get(added.hook.name);
  if (!added || !source) return;
  const { role } = kindOf(added.hook);
  laid.wires.push({ role, kind: "wire", path: way(source) }, sum(x, y, role));
}

export const streamWire = (path: string): Wire => ({ role: "stream", kind: "stream", inside: true, path });

export const panelBox = (stage: string, rect: Rect): Box => ({
  ...rect,
  id: `panel-${stage}`,
  kind: "panel",
  hook: null,
  stage,
});

/** The attention pattern's own boxes: where the chosen token looks, and its heads. */
export const patternBox = (kind: "gaze" | "heads", stage: string, hook: Hook, rect: Rect): Box => ({
  ...rect,
  id: `${stage}-${kind}`,
  kind,
  hook,
  stage,
});

export const isSquare = (hook: Hook): boolean => hook.dims.includes("query");

/** The last tensor of a block that has a row and a column a token. */
export const squareOf = (hooks: readonly Hook[]): Hook | null => hooks.filter(isSquare).at(-1) ?? null;

export const headCount = (hook: Hook): number => hook.shape[hook.dims.indexOf("head")] ?? 1;

/** A query, a key, a value keeps its colour on the way to where it is used. */
export const wireRole = (from: Role, to: Role): Role => (from === "stream" || from === "norm" ? to : from);

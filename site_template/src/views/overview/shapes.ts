/** What a layout consists of: boxes with a place, and the wires between them. */
import type { Hook } from "../../data/manifest.ts";
import { blockOf, type Role } from "../../hooks/kinds.ts";
import type { Size } from "../../hooks/sizes.ts";

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type BoxKind =
  | "image"
  | "patches"
  | "tensor"
  | "station"
  | "captions"
  | "name"
  | "panel"
  | "heads"
  | "gaze"
  | "answer";

export interface Box extends Rect {
  readonly id: string;
  readonly kind: BoxKind;
  readonly hook: Hook | null;
  readonly stage: string;
  /** A tensor that stands close beside another has no room for words of its own. */
  readonly bare?: boolean;
}

export interface Wire {
  readonly role: Role;
  readonly path: string;
  /** The stream itself, a sum on it, or from a station to what it unfolds into. */
  readonly kind: "wire" | "stream" | "sum" | "opening";
  /** Part of an unfolded block, not of the whole. */
  readonly inside?: boolean;
}

export interface Layout {
  readonly direction: "across" | "down";
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
  readonly wires: readonly Wire[];
  /** Where a station draws its parts, from its own corner. */
  readonly station: { readonly label: number; readonly map: Rect; readonly stream: number; readonly table: number };
}

/** Words above and below a picture. */
export const LABEL = 17;
export const SHAPE = 29;
export const LINE = 17;
/** Classes that a station tells. */
export const ANSWERS = 3;

export interface Plan {
  /** Height of the model's picture by its width. */
  readonly aspect: number;
  readonly before: readonly Hook[];
  readonly blocks: readonly { readonly stage: string; readonly hooks: readonly Hook[] }[];
  readonly after: readonly Hook[];
}

/** The table cut into what lies before the blocks, the blocks, and what comes after. */
export function planOf(hooks: readonly Hook[], { width, height }: Size = SQUARE): Plan {
  const first = hooks.findIndex((hook) => blockOf(hook.stage) !== null);
  const names = [...new Set(hooks.map((hook) => hook.stage))].filter((stage) => blockOf(stage) !== null);
  const outside = hooks.filter((hook) => blockOf(hook.stage) === null);
  return {
    aspect: height / width,
    before: outside.filter((hook) => first < 0 || hooks.indexOf(hook) < first),
    blocks: names.map((stage) => ({ stage, hooks: hooks.filter((hook) => hook.stage === stage) })),
    after: outside.filter((hook) => first >= 0 && hooks.indexOf(hook) > first),
  };
}

const SQUARE: Size = { width: 1, height: 1 };

/** The largest rectangle of the picture's shape that fits into a square, in its middle. */
export function inShape({ x, y, width, height }: Rect, { aspect }: Pick<Plan, "aspect">): Rect {
  const [wide, high] = [width * Math.min(1, 1 / aspect), height * Math.min(1, aspect)];
  return { x: x + (width - wide) / 2, y: y + (height - high) / 2, width: wide, height: high };
}

/** A calm curve from one point to another, leaving and arriving along the direction of the flow. */
export function curve(x1: number, y1: number, x2: number, y2: number, down = false): string {
  const at = (value: number) => value.toFixed(1);
  if (down) {
    const middle = (y1 + y2) / 2;
    return `M${at(x1)} ${at(y1)}C${at(x1)} ${at(middle)} ${at(x2)} ${at(middle)} ${at(x2)} ${at(y2)}`;
  }
  const middle = (x1 + x2) / 2;
  return `M${at(x1)} ${at(y1)}C${at(middle)} ${at(y1)} ${at(middle)} ${at(y2)} ${at(x2)} ${at(y2)}`;
}

/** A circle with a plus: where something is added to the stream. */
export const sum = (x: number, y: number, role: Role): Wire => ({
  role,
  kind: "sum",
  path: `M${x - 7} ${y}a7 7 0 1 0 14 0a7 7 0 1 0 -14 0M${x - 4} ${y}h8M${x} ${y - 4}v8`,
});

/** From the end of a row around to the beginning of the next. */
export function turn(
  x: number,
  y: number,
  right: number,
  middle: number,
  left: number,
  next: number,
  to: number,
): string {
  const r = 10;
  const atRight = `M${x} ${y}H${right - r}q${r} 0 ${r} ${r}V${middle - r}q0 ${r} ${-r} ${r}`;
  return `${atRight}H${left + r}q${-r} 0 ${-r} ${r}V${next - r}q0 ${r} ${r} ${r}H${to}`;
}

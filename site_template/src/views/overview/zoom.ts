/** Where the diagram is looked at, and how the address says it. No DOM. */

/** The point of the diagram, in shares of its size, that lies in the middle of the frame; and how many times larger. */
export interface Zoom {
  readonly x: number;
  readonly y: number;
  readonly k: number;
}

export const WHOLE: Zoom = { x: 0.5, y: 0.5, k: 1 };
export const MOST = 10;
export const STEP = 1.4;

/** A zoom that shows nothing but diagram: never past an edge, never smaller than the frame. */
export function within({ x, y, k }: Zoom): Zoom {
  const size = Math.min(MOST, Math.max(1, k));
  const margin = 0.5 / size;
  const hold = (value: number) => Math.min(1 - margin, Math.max(margin, value));
  return size === 1 ? WHOLE : { x: hold(x), y: hold(y), k: size };
}

/** "0.42,0.5,2.8"; the whole is empty, and so is what is no zoom. */
export function formatZoom(zoom: Zoom): string {
  const { x, y, k } = within(zoom);
  return k < 1.005 ? "" : [x.toFixed(4), y.toFixed(4), k.toFixed(3)].map((text) => String(Number(text))).join(",");
}

export function parseZoom(text: string): Zoom {
  const parts = text.split(",").map(Number);
  const [x, y, k] = parts;
  return parts.length === 3 && text !== "" && parts.every(Number.isFinite) ? within({ x: x!, y: y!, k: k! }) : WHOLE;
}

/** Enlarged by a factor while one point of the frame, in shares of the frame, stays where it is. */
export function scaledAt(zoom: Zoom, factor: number, atX: number, atY: number): Zoom {
  const k = Math.min(MOST, Math.max(1, zoom.k * factor));
  const move = 1 / zoom.k - 1 / k;
  return within({ x: zoom.x + (atX - 0.5) * move, y: zoom.y + (atY - 0.5) * move, k });
}

/** Moved by shares of the frame. */
export const moved = (zoom: Zoom, byX: number, byY: number): Zoom =>
  within({ x: zoom.x + byX / zoom.k, y: zoom.y + byY / zoom.k, k: zoom.k });

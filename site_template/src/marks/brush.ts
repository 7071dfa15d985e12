/** Strokes of a brush over a patch grid: drag over patches, click one that is chosen to take it out, or use keys. */
import { placeOf, type Shape } from "../maths/tokens.ts";
import type { PatchGrid } from "./patch-grid.ts";

export interface Brushed {
  /** The patches, and how many tokens stand before the first one. */
  shape(): (Shape & { readonly prefix: number }) | null;
  isChosen(patch: number): boolean;
  /** 1 adds what is brushed, 0 takes it out. */
  tool(): 0 | 1;
  /** A stroke or a press of a key begins. */
  begin(): void;
  paint(patches: readonly number[], value: 0 | 1): void;
  /** It has ended. */
  end(): void;
  point(patch: number): void;
}

/** Makes a patch grid one that is brushed. */
export function brushOver({ element }: PatchGrid, brushed: Brushed): { readonly isDown: boolean } {
  let stroke: {
    readonly value: 0 | 1;
    readonly wasChosen: boolean;
    readonly first: number;
    last: number;
    moved: boolean;
  } | null = null;

  const patchOf = (target: EventTarget | null): number | null => {
    const token = (target as HTMLElement | null)?.dataset?.["token"];
    const shape = brushed.shape();
    return token === undefined || !shape || !element.contains(target as Node) ? null : Number(token) - shape.prefix;
  };
  element.addEventListener("pointerdown", (event) => {
    const patch = patchOf(event.target);
    if (patch === null || event.button !== 0) return;
    brushed.begin();
    stroke = { value: brushed.tool(), wasChosen: brushed.isChosen(patch), first: patch, last: patch, moved: false };
    element.setPointerCapture(event.pointerId);
    brushed.paint([patch], stroke.value);
  });
  element.addEventListener("pointermove", (event) => {
    const patch = stroke && patchOf(document.elementFromPoint(event.clientX, event.clientY));
    if (!stroke || patch === null || patch === stroke.last) return;
    brushed.paint(between(stroke.last, patch, brushed.shape()!), stroke.value);
    [stroke.last, stroke.moved] = [patch, true];
    brushed.point(patch);
  });
  const lift = () => {
    if (!stroke) return;
    const { first, moved, value, wasChosen } = stroke;
    stroke = null;
    if (!moved && wasChosen && value === 1) brushed.paint([first], 0);
    brushed.end();
  };
  for (const end of ["pointerup", "pointercancel", "lostpointercapture"]) element.addEventListener(end, lift);
  element.addEventListener("keydown", (event) => {
    const patch = patchOf(event.target);
    if (patch === null || event.ctrlKey || event.metaKey || event.altKey) return;
    const toggles = event.key === " " || event.key === "Enter";
    if (!toggles && event.key !== "Backspace" && event.key !== "Delete") return;
    event.preventDefault();
    brushed.begin();
    brushed.paint([patch], toggles && !brushed.isChosen(patch) ? 1 : 0);
    brushed.end();
  });
  return {
    get isDown() {
      return stroke !== null;
    },
  };
}

/** The patches on the way from one to another, so that a quick stroke leaves no gaps; both ends included. */
export function between(from: number, to: number, grid: Shape): number[] {
  const [row, column] = placeOf(grid, from);
  const [lastRow, lastColumn] = placeOf(grid, to);
  const [down, across] = [lastRow - row, lastColumn - column];
  const steps = Math.max(Math.abs(down), Math.abs(across));
  if (steps === 0) return [from];
  return Array.from({ length: steps + 1 }, (_, i) => {
    const share = i / steps;
    return (row + Math.round(down * share)) * grid.columns + column + Math.round(across * share);
  });
}

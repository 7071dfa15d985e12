/** The patches of the large map under the pointer and the arrow keys: read, and looked at. */
import { patchUnder } from "../../../marks/map-picture.ts";
import { placeOf, tokenName } from "../../../maths/tokens.ts";
import type { Context } from "../../../page/context.ts";
import type { Reader } from "../reading.ts";
import type { Scene } from "../scene.ts";
import { largeWords } from "../words/figure.ts";

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
};

/** What is shown: the block is the one that is passed while the figure plays. */
interface Shown {
  readonly scene: Scene;
  readonly block: number;
}

export function readPatches(
  { store, pointed, announce }: Context,
  frame: HTMLElement,
  reader: Reader,
  shown: () => Shown | null,
): { destroy(): void } {
  let cursor: number | null = null;

  function choose({ grid }: Scene, patch: number): void {
    store.set({ token: patch + grid.prefix, refs: "" });
    announce(largeWords.lookedAt(tokenName(grid, patch + grid.prefix)));
  }

  function point(patch: number | null, from: PointerEvent | DOMRect | null): void {
    const now = shown();
    if (!now) return;
    const { scene, block } = now;
    if (patch !== null) cursor = patch;
    pointed.set(patch === null ? null : patch + scene.grid.prefix);
    reader.show(patch === null ? null : { scene, figure: scene.figure, block, patch }, from ?? new DOMRect());
  }

  function step(scene: Scene, patch: number): void {
    point(patch, placeIn(frame, scene, patch));
    announce(reader.sentence({ scene, figure: scene.figure, block: scene.block, patch }));
  }

  function key(event: KeyboardEvent): void {
    const scene = shown()?.scene;
    if (!scene || event.ctrlKey || event.metaKey || event.altKey) return;
    const from = cursor ?? scene.patch;
    const way = STEPS[event.key];
    if (way) step(scene, moved(scene, from, way));
    else if (event.key === "Enter" || event.key === " ") choose(scene, from);
    else return;
    event.preventDefault();
  }

  const under = (event: MouseEvent): number | null => {
    const scene = shown()?.scene;
    return scene ? patchUnder(frame, event, scene.grid) : null;
  };
  const events = new AbortController();
  const on = <K extends keyof HTMLElementEventMap>(name: K, act: (event: HTMLElementEventMap[K]) => void) =>
    frame.addEventListener(name, act, { signal: events.signal });
  on("pointermove", (event) => point(under(event), event));
  on("pointerleave", () => point(null, null));
  on("blur", () => point(null, null));
  on("keydown", key);
  on("click", (event) => {
    const [scene, patch] = [shown()?.scene, under(event)];
    if (scene && patch !== null) choose(scene, patch);
  });
  on("focus", () => {
    const scene = shown()?.scene;
    if (scene && frame.matches(":focus-visible")) step(scene, cursor ?? scene.patch);
  });
  return { destroy: () => events.abort() };
}

/** A step of an arrow key; at the edge of the grid it stays. */
function moved({ grid }: Scene, patch: number, [down, across]: readonly [number, number]): number {
  const [row, column] = placeOf(grid, patch);
  const within = (value: number, length: number) => Math.min(length - 1, Math.max(0, value));
  return within(row + down, grid.rows) * grid.columns + within(column + across, grid.columns);
}

/** Where a patch stands on the screen. */
function placeIn(frame: HTMLElement, { grid }: Scene, patch: number): DOMRect {
  const { left, top, width, height } = frame.getBoundingClientRect();
  const [row, column] = placeOf(grid, patch);
  const [across, down] = [width / grid.columns, height / grid.rows];
  return new DOMRect(left + column * across, top + row * down, across, down);
}

/** The large map under pointer and keys: they read a patch, and make one the reference. */
import { patchUnder } from "../../marks/map-picture.ts";
import { referTo } from "../../maths/reference.ts";
import { type Grid, placeOf, tokenName } from "../../maths/tokens.ts";
import type { Context } from "../../page/context.ts";
import type { Reader } from "./reading.ts";
import type { Scene } from "./scene.ts";
import { largeWords } from "./words/figures.ts";

const WAYS: Readonly<Record<string, readonly [down: number, across: number]>> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
};

export function pointOnLarge(
  frame: HTMLElement,
  { store, pointed, announce }: Context,
  reader: Reader,
  sceneOf: () => Scene | null,
): void {
  /** Where keys go on from. */
  let cursor: number | null = null;
  const from = (scene: Scene) => cursor ?? firstOf(scene);

  function point(scene: Scene, patch: number | null, at: PointerEvent | DOMRect): void {
    if (patch !== null) cursor = patch;
    pointed.set(patch === null ? null : patch + scene.grid.prefix);
    const { method, block } = scene;
    reader.show(patch === null ? null : { scene, method, block, patch }, at);
  }

  function step(scene: Scene, patch: number): void {
    point(scene, patch, cellBox(scene.grid, patch, frame.getBoundingClientRect()));
    announce(reader.sentence(scene, scene.method, scene.block, patch));
  }

  function refer({ grid }: Scene, patch: number): void {
    const token = patch + grid.prefix;
    store.set(referTo([token], grid));
    announce(largeWords.referred(tokenName(grid, token)));
  }

  const on = <Name extends keyof HTMLElementEventMap>(
    name: Name,
    act: (scene: Scene, event: HTMLElementEventMap[Name]) => void,
  ) =>
    frame.addEventListener(name, (event) => {
      const scene = sceneOf();
      if (scene) act(scene, event);
    });
  on("pointermove", (scene, event) => point(scene, patchUnder(frame, event, scene.grid), event));
  on("pointerleave", (scene) => point(scene, null, new DOMRect()));
  on("blur", (scene) => point(scene, null, new DOMRect()));
  on("focus", (scene) => frame.matches(":focus-visible") && step(scene, from(scene)));
  on("click", (scene, event) => {
    const patch = patchUnder(frame, event, scene.grid);
    if (patch !== null) refer(scene, patch);
  });
  on("keydown", (scene, event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const way = WAYS[event.key];
    if (way) step(scene, beside(scene.grid, from(scene), way));
    else if (event.key === "Enter" || event.key === " ") refer(scene, from(scene));
    else return;
    event.preventDefault();
  });
}

/** The first patch that is a reference, or the first of all. */
function firstOf({ references, grid }: Scene): number {
  const first = references.find((token) => token >= grid.prefix);
  return first === undefined ? 0 : first - grid.prefix;
}

/** The patch a step away; the edge holds. */
function beside(grid: Grid, patch: number, [down, across]: readonly [number, number]): number {
  const [row, column] = placeOf(grid, patch);
  const within = (at: number, count: number) => Math.min(count - 1, Math.max(0, at));
  return within(row + down, grid.rows) * grid.columns + within(column + across, grid.columns);
}

function cellBox(grid: Grid, patch: number, { left, top, width, height }: DOMRect): DOMRect {
  const [row, column] = placeOf(grid, patch);
  const [across, down] = [width / grid.columns, height / grid.rows];
  return new DOMRect(left + column * across, top + row * down, across, down);
}

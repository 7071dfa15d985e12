/** Pairs of the indicator matrix under the pointer and the arrow keys: read, and the row's patch looked at. */
import type { Context } from "../../../page/context.ts";
import type { Scene } from "../scene.ts";

export interface Cell {
  readonly row: number;
  readonly column: number;
}

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

export interface CellEvents {
  /** Null where nothing is pointed at. */
  onPoint(cell: Cell | null): void;
  /** What a pair that keys have led to says. */
  said(): string;
}

/**
 * @param shown the scene, once there is a matrix.
 * @returns the way to stop.
 */
export function readCells(
  { store, pointed, announce }: Context,
  plot: HTMLElement,
  shown: () => Scene | null,
  { onPoint, said }: CellEvents,
): () => void {
  let cell: Cell | null = null;

  function point(next: Cell | null): void {
    cell = next;
    const scene = shown();
    pointed.set(next && scene ? next.column + scene.grid.prefix : null);
    onPoint(next);
  }

  const pick = ({ grid }: Scene, patch: number) => store.set({ token: patch + grid.prefix, refs: "" });

  function key(event: KeyboardEvent): void {
    const scene = shown();
    if (!scene || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = STEPS[event.key];
    if (step) {
      const within = (value: number) => Math.max(0, Math.min(scene.count - 1, value));
      const from = cell ?? { row: scene.patch, column: scene.patch - step[1] };
      point({ row: within(from.row + step[0]), column: within(from.column + step[1]) });
      announce(said());
    } else if (event.key === "Enter") pick(scene, cell?.row ?? scene.patch);
    else return;
    event.preventDefault();
  }

  const events = new AbortController();
  const on = <K extends keyof HTMLElementEventMap>(name: K, act: (event: HTMLElementEventMap[K]) => void) =>
    plot.addEventListener(name, act, { signal: events.signal });
  on("pointermove", (event) => {
    const scene = shown();
    if (scene && event.pointerType !== "touch") point(under(plot, event, scene.count));
  });
  on("pointerleave", () => point(null));
  on("blur", () => point(null));
  on("keydown", key);
  on("click", (event) => {
    const scene = shown();
    if (scene) pick(scene, under(plot, event, scene.count).row);
  });
  return () => events.abort();
}

/** The pair under a pointer; the nearest where it is outside. */
function under(plot: HTMLElement, event: MouseEvent, count: number): Cell {
  const { left, top, width, height } = plot.getBoundingClientRect();
  const place = (share: number) => Math.max(0, Math.min(count - 1, Math.floor(share * count)));
  return { row: place((event.clientY - top) / height), column: place((event.clientX - left) / width) };
}

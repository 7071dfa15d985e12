/** Pointer, focus and keys on the diagram: what is said, and where they lead. */
import { style } from "../../marks/element.ts";
import type { ReadingBox } from "../../marks/reading-box.ts";
import { readingOf } from "./readings.ts";
import type { Scene } from "./scene.ts";
import type { Zoomer } from "./zoom.ts";

/** Listens to the frame for as long as it lives; returns what marks a token in every small picture. */
export function pointing(
  frame: HTMLElement,
  scene: Scene,
  reading: ReadingBox,
  view: Zoomer,
): (token: number | null) => void {
  const { store, pointed } = scene.context;
  // Once a frame is enough to be read.
  let [due, latest] = [0, null as PointerEvent | null];
  function read(): void {
    due = 0;
    if (!latest || frame.classList.contains("moving")) return;
    const { clientX: x, clientY: y } = latest;
    const found = readingOf(scene, latest.target as Element, latest);
    reading.show(found.reading, { left: x, right: x, top: y, bottom: y });
    pointed.set(found.token);
  }
  frame.addEventListener("pointermove", (event) => {
    if (event.pointerType === "touch") return;
    latest = event;
    if (due === 0) due = requestAnimationFrame(read);
  });
  frame.addEventListener("pointerleave", () => {
    latest = null;
    reading.show(null, frame.getBoundingClientRect());
    pointed.set(null);
  });
  frame.addEventListener("focusin", (event) => {
    const target = event.target as HTMLElement;
    if (!target.matches(":focus-visible")) return;
    reveal(target);
    reading.show(readingOf(scene, target, null).reading, target.getBoundingClientRect());
  });
  frame.addEventListener("focusout", () => reading.show(null, frame.getBoundingClientRect()));

  /** What has the focus is never outside of the frame. */
  function reveal(target: HTMLElement): void {
    if (view.zoom.k === 1) return;
    const [outer, inner] = [frame.getBoundingClientRect(), target.getBoundingClientRect()];
    if (
      inner.left >= outer.left &&
      inner.right <= outer.right &&
      inner.top >= outer.top &&
      inner.bottom <= outer.bottom
    )
      return;
    const world = scene.drawing.world.getBoundingClientRect();
    const centre = (from: number, size: number, start: number, all: number) => (from + size / 2 - start) / all;
    view.show(
      {
        x: centre(inner.left, inner.width, world.left, world.width),
        y: centre(inner.top, inner.height, world.top, world.height),
        k: view.zoom.k,
      },
      true,
    );
  }

  frame.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && store.state.open !== "") {
      const closed = store.state.open;
      store.set({ open: "" });
      frame.querySelector<HTMLElement>(`[data-block="${closed}"]`)?.focus({ preventScroll: true });
    }
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (by === undefined || view.zoom.k > 1 || event.defaultPrevented) return;
    const stops = [...frame.querySelectorAll<HTMLElement>("a, button")];
    const next = stops[stops.indexOf(document.activeElement as HTMLElement) + by];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });

  function spots(at: number | null): void {
    const grid = scene.grid();
    const patch = at === null ? -1 : at - grid.prefix;
    for (const spot of frame.querySelectorAll<HTMLElement>(".ov-spot")) {
      spot.hidden = patch < 0;
      if (patch >= 0)
        style(spot, {
          width: `${100 / grid.side}%`,
          height: `${100 / grid.side}%`,
          transform: `translate(${(patch % grid.side) * 100}%, ${Math.floor(patch / grid.side) * 100}%)`,
        });
    }
  }
  return spots;
}

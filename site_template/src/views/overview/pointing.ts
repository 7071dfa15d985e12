/** Pointer, focus and keys on the diagram: what is said, and where they lead. */
import { style } from "../../marks/element.ts";
import type { ReadingBox } from "../../marks/reading-box.ts";
import type { Current } from "./current.ts";
import { readingOf } from "./readings.ts";
import type { Zoomer } from "./zoomer.ts";

/** Listens to the frame for as long as it lives; returns what marks a token in every small picture. */
export function pointing(
  frame: HTMLElement,
  current: Current,
  reading: ReadingBox,
  view: Zoomer,
): (token: number | null) => void {
  onPointer(frame, current, reading);
  frame.addEventListener("focusin", (event) => {
    const target = event.target as HTMLElement;
    if (!target.matches(":focus-visible")) return;
    reveal(target, frame, current, view);
    reading.show(readingOf(current, target, null).reading, target.getBoundingClientRect());
  });
  frame.addEventListener("focusout", () => reading.show(null, frame.getBoundingClientRect()));
  frame.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") fold(frame, current);
    if (view.zoom.k <= 1 && !event.defaultPrevented) step(event, frame);
  });
  return (token) => markSpots(frame, current, token);
}

function onPointer(frame: HTMLElement, current: Current, reading: ReadingBox): void {
  const { pointed } = current.context;
  // Once a frame is enough to be read.
  let [due, latest] = [0, null as PointerEvent | null];
  function read(): void {
    due = 0;
    if (!latest || frame.classList.contains("moving")) return;
    const { clientX: x, clientY: y } = latest;
    const found = readingOf(current, latest.target as Element, latest);
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
}

/** What has the focus is never outside of the frame. */
function reveal(target: HTMLElement, frame: HTMLElement, current: Current, view: Zoomer): void {
  if (view.zoom.k === 1) return;
  const [outer, inner] = [frame.getBoundingClientRect(), target.getBoundingClientRect()];
  const isAcross = inner.left >= outer.left && inner.right <= outer.right;
  if (isAcross && inner.top >= outer.top && inner.bottom <= outer.bottom) return;
  const world = current.drawing.world.getBoundingClientRect();
  const centre = (from: number, size: number, start: number, all: number) => (from + size / 2 - start) / all;
  const x = centre(inner.left, inner.width, world.left, world.width);
  const y = centre(inner.top, inner.height, world.top, world.height);
  view.show({ x, y, k: view.zoom.k }, true);
}

/** Closes the open block; its station gets the focus. */
function fold(frame: HTMLElement, { context: { store } }: Current): void {
  const closed = store.state.open;
  if (closed === "") return;
  store.set({ open: "" });
  frame.querySelector<HTMLElement>(`[data-block="${closed}"]`)?.focus({ preventScroll: true });
}

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** To the box before or after, in the order of reading. */
function step(event: KeyboardEvent, frame: HTMLElement): void {
  const by = STEPS[event.key];
  if (by === undefined) return;
  const stops = [...frame.querySelectorAll<HTMLElement>("a, button")];
  const next = stops[stops.indexOf(document.activeElement as HTMLElement) + by];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function markSpots(frame: HTMLElement, current: Current, token: number | null): void {
  const { prefix, rows, columns } = current.grid();
  const patch = token === null ? -1 : token - prefix;
  for (const spot of frame.querySelectorAll<HTMLElement>(".ov-spot")) {
    spot.hidden = patch < 0;
    if (patch >= 0)
      style(spot, {
        width: `${100 / columns}%`,
        height: `${100 / rows}%`,
        transform: `translate(${(patch % columns) * 100}%, ${Math.floor(patch / columns) * 100}%)`,
      });
  }
}

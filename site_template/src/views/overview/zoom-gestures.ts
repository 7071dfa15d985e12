/** How wheel, fingers and keys move the diagram. */

import { moved, STEP, scaledAt, WHOLE, type Zoom } from "./zoom.ts";

interface Sight {
  get(): Zoom;
  /** By hand: at once. */
  move(zoom: Zoom): void;
  glideTo(zoom: Zoom): void;
}

/** A page that has just been scrolled goes on scrolling over the diagram. */
const SCROLLING = 300;
/** Pixels of a press that is no drag yet. */
const SLACK = 5;

export function zoomGestures(frame: HTMLElement, sight: Sight, signal: AbortSignal): void {
  onWheel(frame, sight, signal);
  onFingers(frame, sight, signal);
  onKeys(frame, sight, signal);
}

interface Point {
  readonly x: number;
  readonly y: number;
}

const pointOf = (event: MouseEvent): Point => ({ x: event.clientX, y: event.clientY });

/** A point in shares of the frame. */
function share(frame: HTMLElement, { x, y }: Point): Point {
  const box = frame.getBoundingClientRect();
  return { x: (x - box.left) / box.width, y: (y - box.top) / box.height };
}

function onWheel(frame: HTMLElement, sight: Sight, signal: AbortSignal): void {
  let scrolled = 0;
  addEventListener("scroll", () => (scrolled = performance.now()), { signal, passive: true });

  // The page must stay scrollable: outwards from the whole, upwards to a diagram that is cut, and while it scrolls.
  function belongsToPage(event: WheelEvent): boolean {
    const isWhole = sight.get().k <= 1;
    return (
      (event.deltaY > 0 && isWhole) ||
      (isWhole && frame.getBoundingClientRect().top < 0) ||
      performance.now() - scrolled < SCROLLING
    );
  }

  function turn(event: WheelEvent): void {
    const isWanted = event.ctrlKey || event.metaKey;
    if (!isWanted && belongsToPage(event)) return;
    event.preventDefault();
    const lines = event.deltaMode === 1 ? 18 : 1;
    const at = share(frame, pointOf(event));
    const factor = Math.exp(-event.deltaY * lines * (isWanted ? 0.008 : 0.0022));
    sight.move(scaledAt(sight.get(), factor, at.x, at.y));
  }
  frame.addEventListener("wheel", turn, { signal, passive: false });
}

/** One finger or the mouse moves, two zoom as well. */
function onFingers(frame: HTMLElement, sight: Sight, signal: AbortSignal): void {
  const fingers = new Map<number, Point>();
  let isDragged = false;

  function move(event: PointerEvent): void {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
    const now = pointOf(event);
    const far = Math.hypot(now.x - before.x, now.y - before.y);
    if (!isDragged && !other && (far < SLACK || sight.get().k === 1)) return;
    isDragged = true;
    fingers.set(event.pointerId, now);
    sight.move(other ? pinched(frame, sight.get(), before, now, other) : dragged(frame, sight.get(), before, now));
  }

  const press = (event: PointerEvent) => {
    if (event.button !== 0) return;
    fingers.set(event.pointerId, pointOf(event));
    isDragged = false;
  };
  const lift = (event: PointerEvent) => fingers.delete(event.pointerId);
  // The end of a drag is no click on what lies below it.
  const click = (event: MouseEvent) => {
    if (isDragged) {
      event.preventDefault();
      event.stopPropagation();
    }
    isDragged = false;
  };
  frame.addEventListener("pointerdown", press, { signal });
  addEventListener("pointermove", move, { signal });
  addEventListener("pointerup", lift, { signal });
  addEventListener("pointercancel", lift, { signal });
  frame.addEventListener("click", click, { signal, capture: true });
  frame.addEventListener("dragstart", (event) => event.preventDefault(), { signal });
}

function dragged(frame: HTMLElement, zoom: Zoom, before: Point, now: Point): Zoom {
  const box = frame.getBoundingClientRect();
  return moved(zoom, -(now.x - before.x) / box.width, -(now.y - before.y) / box.height);
}

function pinched(frame: HTMLElement, zoom: Zoom, before: Point, now: Point, other: Point): Zoom {
  const box = frame.getBoundingClientRect();
  const spread = (point: Point) => Math.hypot(point.x - other.x, point.y - other.y);
  const middle = share(frame, { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 });
  const grown = scaledAt(zoom, spread(now) / Math.max(1, spread(before)), middle.x, middle.y);
  return moved(grown, -(now.x - before.x) / 2 / box.width, -(now.y - before.y) / 2 / box.height);
}

/** What a key does to the sight, by its name. */
const KEYS: Readonly<Record<string, (zoom: Zoom) => Zoom>> = {
  "+": (zoom) => scaledAt(zoom, STEP, 0.5, 0.5),
  "=": (zoom) => scaledAt(zoom, STEP, 0.5, 0.5),
  "-": (zoom) => scaledAt(zoom, 1 / STEP, 0.5, 0.5),
  "0": () => WHOLE,
  ArrowLeft: (zoom) => moved(zoom, -0.15, 0),
  ArrowRight: (zoom) => moved(zoom, 0.15, 0),
  ArrowUp: (zoom) => moved(zoom, 0, -0.15),
  ArrowDown: (zoom) => moved(zoom, 0, 0.15),
};

function onKeys(frame: HTMLElement, sight: Sight, signal: AbortSignal): void {
  function press(event: KeyboardEvent): void {
    const next = KEYS[event.key];
    if (!next || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key.startsWith("Arrow") && sight.get().k === 1) return;
    event.preventDefault();
    sight.glideTo(next(sight.get()));
  }
  frame.addEventListener("keydown", press, { signal });
}

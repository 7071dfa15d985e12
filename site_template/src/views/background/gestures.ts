/** Moving and zooming a figure with a mouse, fingers and keys. */
import { moved, type Sight, WHOLE, zoomed } from "./zoom.ts";

export const STEP = 1.4;

/** A drag starts here; below it a press is a click. */
const SLACK = 4;
/** A page that is being scrolled goes on scrolling when the figure comes under the pointer. */
const SCROLLING = 300;

export interface Gestures {
  get(): Sight;
  /** A gesture's own sight is shown at once; a key's is moved to. */
  set(sight: Sight, way: "at once" | "eased"): void;
}

export function onGestures(frame: HTMLElement | SVGElement, sight: Gestures): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const on: Listen = (name, act, more = {}) => (frame as HTMLElement).addEventListener(name, act, { signal, ...more });
  const share: Share = ({ clientX, clientY }) => {
    const { left, top, width, height } = frame.getBoundingClientRect();
    return [(clientX - left) / width, (clientY - top) / height];
  };
  onWheel(on, share, sight, signal);
  onFingers(frame, on, share, sight);
  on("keydown", (event) => key(event, sight));
  return () => stop.abort();
}

type Listen = <K extends keyof HTMLElementEventMap>(
  name: K,
  act: (event: HTMLElementEventMap[K]) => void,
  more?: AddEventListenerOptions,
) => void;
/** A point in shares of the frame. */
type Share = (event: MouseEvent) => [number, number];

function onWheel(on: Listen, share: Share, { get, set }: Gestures, signal: AbortSignal): void {
  let scrolled = 0;
  function wheel(event: WheelEvent): void {
    const factor = 2 ** (-event.deltaY * (event.deltaMode === 1 ? 0.05 : event.ctrlKey ? 0.01 : 0.002));
    const next = zoomed(get(), factor, share(event));
    // At either end, and in the midst of scrolling, the wheel belongs to the page.
    if (!event.ctrlKey && (next.k === get().k || performance.now() - scrolled < SCROLLING)) return;
    event.preventDefault();
    event.stopPropagation();
    set(next, "at once");
  }
  on("wheel", wheel, { passive: false });
  addEventListener("wheel", (event) => !event.defaultPrevented && (scrolled = performance.now()), {
    signal,
    passive: true,
  });
}

/** One finger or the mouse moves, two zoom as well. */
function onFingers(frame: Element, on: Listen, share: Share, { get, set }: Gestures): void {
  const fingers = new Map<number, PointerEvent>();
  let isDragging = false;

  function pinch(event: PointerEvent, before: PointerEvent): void {
    const other = [...fingers.values()].find((finger) => finger.pointerId !== event.pointerId)!;
    const far = (finger: PointerEvent) => Math.hypot(finger.clientX - other.clientX, finger.clientY - other.clientY);
    const [[x, y], [fromX, fromY], [ox, oy]] = [share(event), share(before), share(other)];
    set(zoomed(get(), far(event) / Math.max(1, far(before)), [(x + ox) / 2, (y + oy) / 2]), "at once");
    set(moved(get(), (x - fromX) / 2, (y - fromY) / 2), "at once");
    isDragging = true;
  }

  /** Tells whether the press has become a drag. */
  function drag(event: PointerEvent, before: PointerEvent): boolean {
    const far = Math.hypot(event.clientX - before.clientX, event.clientY - before.clientY);
    if ((!isDragging && far < SLACK) || get().k === 1) return false;
    if (!isDragging) frame.setPointerCapture(event.pointerId);
    isDragging = true;
    const [[x, y], [fromX, fromY]] = [share(event), share(before)];
    set(moved(get(), x - fromX, y - fromY), "at once");
    return true;
  }

  function move(event: PointerEvent): void {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    if (fingers.size === 2) pinch(event, before);
    else if (!drag(event, before)) return;
    fingers.set(event.pointerId, event);
  }

  const lift = (event: PointerEvent) => {
    fingers.delete(event.pointerId);
    if (fingers.size === 0) setTimeout(() => (isDragging = false));
  };
  on("pointerdown", (event) => event.button === 0 && fingers.set(event.pointerId, event));
  on("pointermove", move);
  on("pointerup", lift);
  on("pointercancel", lift);
  on("pointerleave", (event) => !isDragging && lift(event));
  // One finger scrolls the page while all is in sight; two belong to the figure.
  on("touchmove", (event) => event.touches.length > 1 && event.preventDefault(), { passive: false });
  on("dragstart", (event) => event.preventDefault());
  // The click that ends a drag opens nothing.
  on("click", (event) => isDragging && (event.preventDefault(), event.stopPropagation()), { capture: true });
}

const FACTORS: Readonly<Record<string, number>> = { "+": STEP, "=": STEP, "-": 1 / STEP, "0": 0 };

function key(event: KeyboardEvent, { get, set }: Gestures): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const factor = FACTORS[event.key];
  if (factor === undefined) return;
  event.preventDefault();
  set(factor === 0 ? WHOLE : zoomed(get(), factor), "eased");
}

/** Moving and zooming a figure with a mouse, fingers and keys. */
import { bounded, moved, type Sight, zoomed } from "./zoom.ts";

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

export function onGestures(frame: HTMLElement | SVGElement, { get, set }: Gestures): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const fingers = new Map<number, PointerEvent>();
  let [dragging, scrolled] = [false, 0];
  const share = (event: { clientX: number; clientY: number }): [number, number] => {
    const { left, top, width, height } = frame.getBoundingClientRect();
    return [(event.clientX - left) / width, (event.clientY - top) / height];
  };

  function wheel(event: WheelEvent): void {
    const factor = 2 ** (-event.deltaY * (event.deltaMode === 1 ? 0.05 : event.ctrlKey ? 0.01 : 0.002));
    const next = zoomed(get(), factor, share(event));
    // At either end, and in the midst of scrolling, the wheel belongs to the page.
    if (!event.ctrlKey && (next.k === get().k || performance.now() - scrolled < SCROLLING)) return;
    event.preventDefault();
    event.stopPropagation();
    set(next, "at once");
  }

  function move(event: PointerEvent): void {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const [x, y] = share(event);
    const [fromX, fromY] = share(before);
    if (fingers.size === 2) {
      const [other] = [...fingers.values()].filter((finger) => finger.pointerId !== event.pointerId);
      const far = (finger: PointerEvent) =>
        Math.hypot(finger.clientX - other!.clientX, finger.clientY - other!.clientY);
      const [ox, oy] = share(other!);
      set(zoomed(get(), far(event) / Math.max(1, far(before)), [(x + ox) / 2, (y + oy) / 2]), "at once");
      set(moved(get(), (x - fromX) / 2, (y - fromY) / 2), "at once");
      dragging = true;
    } else {
      if (!dragging && Math.hypot(event.clientX - before.clientX, event.clientY - before.clientY) < SLACK) return;
      if (get().k === 1) return;
      if (!dragging) frame.setPointerCapture(event.pointerId);
      dragging = true;
      set(moved(get(), x - fromX, y - fromY), "at once");
    }
    fingers.set(event.pointerId, event);
  }

  const lift = (event: PointerEvent) => {
    fingers.delete(event.pointerId);
    if (fingers.size === 0) setTimeout(() => (dragging = false));
  };

  function key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const factor = { "+": STEP, "=": STEP, "-": 1 / STEP, "0": 0 }[event.key];
    if (factor === undefined) return;
    event.preventDefault();
    set(factor === 0 ? bounded({ x: 0.5, y: 0.5, k: 1 }) : zoomed(get(), factor), "eased");
  }

  const on = <K extends keyof HTMLElementEventMap>(name: K, act: (event: HTMLElementEventMap[K]) => void, more = {}) =>
    (frame as HTMLElement).addEventListener(name, act, { signal, ...more });
  on("wheel", wheel, { passive: false });
  on("pointerdown", (event) => event.button === 0 && fingers.set(event.pointerId, event));
  on("pointermove", move);
  on("pointerup", lift);
  on("pointercancel", lift);
  on("pointerleave", (event) => !dragging && lift(event));
  on("keydown", key);
  // One finger scrolls the page while all is in sight; two belong to the figure.
  on("touchmove", (event) => event.touches.length > 1 && event.preventDefault(), { passive: false });
  on("dragstart", (event) => event.preventDefault());
  // The click that ends a drag opens nothing.
  on("click", (event) => dragging && (event.preventDefault(), event.stopPropagation()), { capture: true });
  addEventListener("wheel", (event) => !event.defaultPrevented && (scrolled = performance.now()), {
    signal,
    passive: true,
  });
  return () => stop.abort();
}

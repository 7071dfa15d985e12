/** Wheel, pinch and drag on a figure, as factors and lengths; a press that goes nowhere is a click. */

export interface Gestures {
  /** Zoom by a factor about a point, in pixels of the element. */
  zoom(factor: number, x: number, y: number): void;
  pan(x: number, y: number): void;
  click(x: number, y: number): void;
  /** Where a mouse passes; null once it is gone. */
  hover(point: { x: number; y: number } | null): void;
}

const [STILL, WHEEL, LINE] = [4, 0.0022, 16];

export function onGestures(element: HTMLElement, gestures: Gestures): void {
  const down = new Map<number, { x: number; y: number }>();
  let moved = 0;
  const at = (event: MouseEvent) => {
    const box = element.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };

  element.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      const { x, y } = at(event);
      gestures.zoom(Math.exp(-event.deltaY * (event.deltaMode === 0 ? 1 : LINE) * WHEEL), x, y);
    },
    { passive: false },
  );
  element.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    if (down.size === 0) moved = 0;
    down.set(event.pointerId, at(event));
    element.setPointerCapture(event.pointerId);
    if (event.pointerType !== "mouse") gestures.hover(null);
  });
  element.addEventListener("pointermove", (event) => {
    const before = down.get(event.pointerId);
    const now = at(event);
    if (!before) return gestures.hover(event.pointerType === "touch" ? null : now);
    const other = [...down].find(([id]) => id !== event.pointerId)?.[1];
    if (other) {
      const apart = (point: typeof now) => Math.max(1, Math.hypot(point.x - other.x, point.y - other.y));
      gestures.zoom(apart(now) / apart(before), (now.x + other.x) / 2, (now.y + other.y) / 2);
      gestures.pan((now.x - before.x) / 2, (now.y - before.y) / 2);
      moved = Infinity;
    } else {
      moved += Math.hypot(now.x - before.x, now.y - before.y);
      if (moved > STILL) {
        gestures.hover(null);
        gestures.pan(now.x - before.x, now.y - before.y);
      }
    }
    down.set(event.pointerId, now);
  });
  element.addEventListener("pointerup", (event) => {
    const was = down.delete(event.pointerId);
    const { x, y } = at(event);
    if (was && down.size === 0 && moved <= STILL) gestures.click(x, y);
  });
  element.addEventListener("pointercancel", (event) => down.delete(event.pointerId));
  element.addEventListener("pointerleave", () => gestures.hover(null));
}

/** Where the diagram is looked at: how the address says it, and how wheel, fingers, buttons and keys move it. */

/** The point of the diagram, in shares of its size, that lies in the middle of the frame; and how many times enlarged. */
export interface Zoom {
  readonly x: number;
  readonly y: number;
  readonly k: number;
}

export const WHOLE: Zoom = { x: 0.5, y: 0.5, k: 1 };
export const MOST = 10;
const STEP = 1.4;

/** A zoom that shows nothing but diagram: never past an edge, never smaller than the frame. */
export function within({ x, y, k }: Zoom): Zoom {
  const size = Math.min(MOST, Math.max(1, k));
  const margin = 0.5 / size;
  const hold = (value: number) => Math.min(1 - margin, Math.max(margin, value));
  return size === 1 ? WHOLE : { x: hold(x), y: hold(y), k: size };
}

/** "0.42,0.5,2.8"; the whole is empty, and so is what is no zoom. */
export function formatZoom(zoom: Zoom): string {
  const { x, y, k } = within(zoom);
  return k < 1.005 ? "" : [x.toFixed(4), y.toFixed(4), k.toFixed(3)].map((text) => String(Number(text))).join(",");
}

export function parseZoom(text: string): Zoom {
  const parts = text.split(",").map(Number);
  const [x, y, k] = parts;
  return parts.length === 3 && text !== "" && parts.every(Number.isFinite) ? within({ x: x!, y: y!, k: k! }) : WHOLE;
}

/** Enlarged by a factor while one point of the frame, in shares of the frame, stays where it is. */
export function scaledAt(zoom: Zoom, factor: number, atX: number, atY: number): Zoom {
  const k = Math.min(MOST, Math.max(1, zoom.k * factor));
  const move = 1 / zoom.k - 1 / k;
  return within({ x: zoom.x + (atX - 0.5) * move, y: zoom.y + (atY - 0.5) * move, k });
}

/** Moved by shares of the frame. */
export const moved = (zoom: Zoom, byX: number, byY: number): Zoom =>
  within({ x: zoom.x + byX / zoom.k, y: zoom.y + byY / zoom.k, k: zoom.k });

export interface Zoomer {
  readonly zoom: Zoom;
  /** Goes there at once, or gliding; tells nobody. */
  show(zoom: Zoom, glide: boolean): void;
  zoomBy(factor: number): void;
  reset(): void;
  /** Draws again, after a change of size. */
  refresh(): void;
  destroy(): void;
}

interface ZoomParts {
  readonly frame: HTMLElement;
  readonly world: HTMLElement;
  /** Called on each movement, and once more when it has come to rest. */
  readonly onMove: (zoom: Zoom, settled: boolean) => void;
  readonly still: () => boolean;
}

const REST = 160;
const GLIDE = 320;
/** A page that has just been scrolled goes on scrolling over the diagram. */
const SCROLLING = 300;

export function zoomer({ frame, world, onMove, still }: ZoomParts): Zoomer {
  let zoom = WHOLE;
  let [resting, gliding, drawing] = [0, 0, 0];
  let scrolled = 0;
  const stop = new AbortController();
  const { signal } = stop;
  const fingers = new Map<number, { x: number; y: number }>();
  let dragged = false;

  function draw(): void {
    drawing = 0;
    const [width, height] = [frame.clientWidth, frame.clientHeight];
    const [x, y] = [(0.5 - zoom.x * zoom.k) * width, (0.5 - zoom.y * zoom.k) * height];
    world.style.transform =
      zoom.k === 1 ? "none" : `translate(${x.toFixed(2)}px, ${y.toFixed(2)}px) scale(${zoom.k.toFixed(4)})`;
  }

  function move(next: Zoom): void {
    zoom = next;
    frame.classList.add("moving");
    frame.classList.toggle("enlarged", zoom.k > 1);
    frame.classList.toggle("near", zoom.k > 2.5);
    if (drawing === 0) drawing = requestAnimationFrame(draw);
    onMove(zoom, false);
    clearTimeout(resting);
    resting = window.setTimeout(() => {
      frame.classList.remove("moving");
      // What is seen is to the digit what the address says.
      zoom = parseZoom(formatZoom(zoom));
      draw();
      onMove(zoom, true);
    }, REST);
  }

  function glideTo(target: Zoom, onStep: (zoom: Zoom) => void): void {
    cancelAnimationFrame(gliding);
    if (still()) return onStep(target);
    const [from, start] = [zoom, performance.now()];
    const step = (now: number) => {
      const t = Math.min(1, Math.max(0, (now - start) / GLIDE));
      const eased = 1 - (1 - t) ** 3;
      const k = Math.exp(Math.log(from.k) + (Math.log(target.k) - Math.log(from.k)) * eased);
      const mix = (a: number, b: number) => a + (b - a) * eased;
      onStep(t === 1 ? target : within({ x: mix(from.x, target.x), y: mix(from.y, target.y), k }));
      if (t < 1) gliding = requestAnimationFrame(step);
    };
    gliding = requestAnimationFrame(step);
  }

  const share = (event: { clientX: number; clientY: number }) => {
    const box = frame.getBoundingClientRect();
    return { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height };
  };

  addEventListener("scroll", () => (scrolled = performance.now()), { signal, passive: true });
  frame.addEventListener(
    "wheel",
    (event) => {
      const wanted = event.ctrlKey || event.metaKey;
      const out = event.deltaY > 0;
      // The page must stay scrollable: outwards from the whole, upwards to a diagram that is cut, and while it scrolls.
      const passing =
        (out && zoom.k <= 1) ||
        (zoom.k <= 1 && frame.getBoundingClientRect().top < 0) ||
        performance.now() - scrolled < SCROLLING;
      if (!wanted && passing) return;
      event.preventDefault();
      cancelAnimationFrame(gliding);
      const lines = event.deltaMode === 1 ? 18 : 1;
      const at = share(event);
      move(scaledAt(zoom, Math.exp(-event.deltaY * lines * (wanted ? 0.008 : 0.0022)), at.x, at.y));
    },
    { signal, passive: false },
  );

  frame.addEventListener(
    "pointerdown",
    (event) => {
      if (event.button !== 0) return;
      fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
      dragged = false;
    },
    { signal },
  );
  addEventListener(
    "pointermove",
    (event) => {
      const before = fingers.get(event.pointerId);
      if (!before) return;
      const box = frame.getBoundingClientRect();
      const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
      const now = { x: event.clientX, y: event.clientY };
      const far = Math.hypot(now.x - before.x, now.y - before.y);
      if (!dragged && !other && (far < 5 || zoom.k === 1)) return;
      dragged = true;
      cancelAnimationFrame(gliding);
      fingers.set(event.pointerId, now);
      if (other) {
        const spread = (a: { x: number; y: number }) => Math.hypot(a.x - other.x, a.y - other.y);
        const middle = share({ clientX: (now.x + other.x) / 2, clientY: (now.y + other.y) / 2 });
        const grown = scaledAt(zoom, spread(now) / Math.max(1, spread(before)), middle.x, middle.y);
        move(moved(grown, -(now.x - before.x) / 2 / box.width, -(now.y - before.y) / 2 / box.height));
      } else move(moved(zoom, -(now.x - before.x) / box.width, -(now.y - before.y) / box.height));
    },
    { signal },
  );
  const lift = (event: PointerEvent) => fingers.delete(event.pointerId);
  addEventListener("pointerup", lift, { signal });
  addEventListener("pointercancel", lift, { signal });
  // The end of a drag is no click on what lies below it.
  frame.addEventListener(
    "click",
    (event) => {
      if (dragged) {
        event.preventDefault();
        event.stopPropagation();
      }
      dragged = false;
    },
    { signal, capture: true },
  );
  frame.addEventListener("dragstart", (event) => event.preventDefault(), { signal });

  const KEYS: Readonly<Record<string, () => Zoom>> = {
    "+": () => scaledAt(zoom, STEP, 0.5, 0.5),
    "=": () => scaledAt(zoom, STEP, 0.5, 0.5),
    "-": () => scaledAt(zoom, 1 / STEP, 0.5, 0.5),
    "0": () => WHOLE,
    ArrowLeft: () => moved(zoom, -0.15, 0),
    ArrowRight: () => moved(zoom, 0.15, 0),
    ArrowUp: () => moved(zoom, 0, -0.15),
    ArrowDown: () => moved(zoom, 0, 0.15),
  };
  frame.addEventListener(
    "keydown",
    (event) => {
      const next = KEYS[event.key];
      if (!next || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key.startsWith("Arrow") && zoom.k === 1) return;
      event.preventDefault();
      glideTo(next(), move);
    },
    { signal },
  );

  return {
    get zoom() {
      return zoom;
    },
    show(next, glide) {
      if (formatZoom(next) === formatZoom(zoom)) return;
      const quietly = (to: Zoom) => {
        zoom = to;
        frame.classList.toggle("enlarged", zoom.k > 1);
        frame.classList.toggle("near", zoom.k > 2.5);
        draw();
      };
      cancelAnimationFrame(gliding);
      if (glide) glideTo(next, quietly);
      else quietly(next);
    },
    zoomBy: (factor) => glideTo(scaledAt(zoom, factor, 0.5, 0.5), move),
    reset: () => glideTo(WHOLE, move),
    refresh: draw,
    destroy() {
      stop.abort();
      clearTimeout(resting);
      cancelAnimationFrame(gliding);
      cancelAnimationFrame(drawing);
    },
  };
}

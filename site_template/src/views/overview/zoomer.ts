/** The diagram's sight: moved by gestures and buttons, gliding, and put into the address once it rests. */

import { formatZoom, parseZoom, scaledAt, WHOLE, within, type Zoom } from "./zoom.ts";
import { zoomGestures } from "./zoom-gestures.ts";

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

export function zoomer({ frame, world, onMove, still }: ZoomParts): Zoomer {
  let zoom = WHOLE;
  let [resting, drawing] = [0, 0];
  const glide = gliding(still);
  const stop = new AbortController();

  function draw(): void {
    drawing = 0;
    world.style.transform = transformOf(zoom, frame);
  }

  function set(next: Zoom): void {
    zoom = next;
    frame.classList.toggle("enlarged", zoom.k > 1);
    frame.classList.toggle("near", zoom.k > 2.5);
  }

  function move(next: Zoom): void {
    set(next);
    frame.classList.add("moving");
    if (drawing === 0) drawing = requestAnimationFrame(draw);
    onMove(zoom, false);
    clearTimeout(resting);
    resting = window.setTimeout(rest, REST);
  }

  function rest(): void {
    frame.classList.remove("moving");
    // What is seen is to the digit what the address says.
    zoom = parseZoom(formatZoom(zoom));
    draw();
    onMove(zoom, true);
  }

  const showQuietly = (next: Zoom) => (set(next), draw());

  const glideTo = (target: Zoom) => glide.start(zoom, target, move);
  const byHand = (next: Zoom) => (glide.stop(), move(next));
  zoomGestures(frame, { get: () => zoom, move: byHand, glideTo }, stop.signal);

  return {
    get zoom() {
      return zoom;
    },
    show(next, isGliding) {
      if (formatZoom(next) === formatZoom(zoom)) return;
      glide.start(zoom, next, showQuietly, !isGliding);
    },
    zoomBy: (factor) => glideTo(scaledAt(zoom, factor, 0.5, 0.5)),
    reset: () => glideTo(WHOLE),
    refresh: draw,
    destroy() {
      stop.abort();
      clearTimeout(resting);
      glide.stop();
      cancelAnimationFrame(drawing);
    },
  };
}

function transformOf({ x, y, k }: Zoom, { clientWidth, clientHeight }: HTMLElement): string {
  if (k === 1) return "none";
  const [left, top] = [(0.5 - x * k) * clientWidth, (0.5 - y * k) * clientHeight];
  return `translate(${left.toFixed(2)}px, ${top.toFixed(2)}px) scale(${k.toFixed(4)})`;
}

const GLIDE = 320;

/** One glide at a time; at once for those who want no motion. */
function gliding(still: () => boolean): {
  start(from: Zoom, target: Zoom, onStep: (zoom: Zoom) => void, isAtOnce?: boolean): void;
  stop(): void;
} {
  let frame = 0;
  return {
    start(from, target, onStep, isAtOnce = false) {
      cancelAnimationFrame(frame);
      if (isAtOnce || still()) return onStep(target);
      const start = performance.now();
      const step = (now: number) => {
        const t = Math.min(1, Math.max(0, (now - start) / GLIDE));
        onStep(t === 1 ? target : between(from, target, 1 - (1 - t) ** 3));
        if (t < 1) frame = requestAnimationFrame(step);
      };
      frame = requestAnimationFrame(step);
    },
    stop: () => cancelAnimationFrame(frame),
  };
}

function between(from: Zoom, target: Zoom, share: number): Zoom {
  const k = Math.exp(Math.log(from.k) + (Math.log(target.k) - Math.log(from.k)) * share);
  const mix = (a: number, b: number) => a + (b - a) * share;
  return within({ x: mix(from.x, target.x), y: mix(from.y, target.y), k });
}

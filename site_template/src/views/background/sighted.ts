/** The part of the graph that is in sight: where it stands, and how it moves there. */
import { reducedMotion } from "../../marks/element.ts";
import { onGestures } from "./gestures.ts";
import type { Box, Plan } from "./place.ts";
import { bounded, revealing, type Sight, WHOLE } from "./zoom.ts";

export interface Sighted {
  now: Sight;
  /** Lays the world out again, after a change of its size. */
  apply(): void;
  go(sight: Sight): void;
  /** Brings a box into sight, where it is not. */
  reveal(box: Box | undefined): void;
  destroy(): void;
}

const EASE = 260;

export function sighted(
  canvas: SVGElement,
  world: SVGElement,
  plan: () => Plan,
  onSight: (sight: Sight) => void,
): Sighted {
  let sight = WHOLE;
  let frame = 0;

  function apply(): void {
    world.setAttribute("transform", transformOf(sight, plan()));
    canvas.classList.toggle("closer", sight.k > 1);
  }

  function set(next: Sight): void {
    sight = next;
    apply();
  }

  function show(next: Sight, way: "at once" | "eased"): void {
    cancelAnimationFrame(frame);
    if (way === "at once" || reducedMotion()) {
      set(next);
      return onSight(next);
    }
    const [from, start] = [sight, performance.now()];
    const tick = (now: number) => {
      const t = Math.min(1, Math.max(0, (now - start) / EASE));
      set(t === 1 ? next : between(from, next, 1 - (1 - t) ** 3));
      if (t < 1) frame = requestAnimationFrame(tick);
      else onSight(next);
    };
    frame = requestAnimationFrame(tick);
  }

  const stop = onGestures(canvas, { get: () => sight, set: show });
  return {
    get now() {
      return sight;
    },
    set now(next) {
      set(next);
    },
    apply,
    go: (next) => show(next, "eased"),
    reveal(box) {
      if (!box || sight.k === 1) return;
      const next = revealing(sight, inShares(box, plan()));
      if (next.x !== sight.x || next.y !== sight.y) show(next, "eased");
    },
    destroy() {
      cancelAnimationFrame(frame);
      stop();
    },
  };
}

function transformOf({ x, y, k }: Sight, { width, height }: Plan): string {
  if (k === 1) return "";
  const [dx, dy] = [width * (0.5 - x * k), height * (0.5 - y * k)];
  return `translate(${dx.toFixed(2)} ${dy.toFixed(2)}) scale(${k.toFixed(4)})`;
}

const between = (from: Sight, to: Sight, share: number): Sight =>
  bounded({
    x: from.x + (to.x - from.x) * share,
    y: from.y + (to.y - from.y) * share,
    k: from.k * (to.k / from.k) ** share,
  });

const inShares = ({ x, y, width, height }: Box, plan: Plan): [number, number, number, number] => [
  (x - width / 2) / plan.width,
  (y - height / 2) / plan.height,
  (x + width / 2) / plan.width,
  (y + height / 2) / plan.height,
];

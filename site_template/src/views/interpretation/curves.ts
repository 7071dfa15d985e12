/** A method's values through the blocks: highest, median and middle half, or inside and outside an object. */
import type { Part } from "../../figures/blocks/scene.ts";
import { html, setAttribute, setText, svg } from "../../marks/element.ts";
import type { Context } from "../../page/context.ts";
import { type Curve, curvesOf } from "./curve-values.ts";
import { drawCurves, HEIGHT, NAMES } from "./curves-drawing.ts";
import type { Scene } from "./scene.ts";
import { curveWords } from "./words/figures.ts";
import { valueText, wordsOf } from "./words/methods.ts";

/** Between small maps, as in the style sheet. */
const GAP = 8;

/** @param columns small maps on a line: below each stands its point where all of them are on one. */
export function curves(context: Context, columns: () => number): Part<Scene> {
  const title = html("h2", { class: "figure-title" });
  const readout = html("p", { class: "in-curve-says figures quiet", "data-part": "curve-says" });
  const drawing = svg("svg", { class: "in-curves", role: "img" });
  const head = html("div", { class: "in-curve-head" }, title, readout);
  const element = html("section", { class: "in-curve", "data-part": "curve" }, head, drawing);
  let scene: Scene | null = null;
  let pointed: number | null = null;
  let found: readonly Curve[] = [];
  const sized = new ResizeObserver(() => scene && draw(scene));
  sized.observe(element);

  function nearest(now: Scene, event: MouseEvent): number {
    const box = drawing.getBoundingClientRect();
    const places = placesOf(now.data.blocks, columns(), box.width);
    const x = event.clientX - box.left;
    return places.reduce((best, place, i) => (Math.abs(place - x) < Math.abs(places[best]! - x) ? i : best), 0);
  }
  drawing.addEventListener("pointermove", (event) => scene && say(scene, (pointed = nearest(scene, event))));
  drawing.addEventListener("pointerleave", () => {
    pointed = null;
    if (scene) say(scene, scene.block);
  });
  drawing.addEventListener("click", (event) => {
    const block = scene ? nearest(scene, event) : 0;
    if (scene) context.store.set({ block: block === scene.data.blocks - 1 ? "" : String(block) });
  });

  function say({ method }: Scene, block: number): void {
    const values = found.map(({ long, values: all }) => `${long} ${valueText(method, all[block]!)}`);
    const isKnown = found.length > 0 && found[0]!.values.some(Number.isFinite);
    setText(readout, isKnown ? curveWords.readout(block, values) : "");
  }

  function draw({ method, block, data }: Scene): void {
    const width = element.clientWidth;
    if (width === 0) return;
    for (const [name, value] of Object.entries({ viewBox: `0 0 ${width} ${HEIGHT}`, width, height: HEIGHT }))
      setAttribute(drawing, name, value);
    const places = placesOf(data.blocks, columns(), width);
    const { role } = wordsOf(method);
    const drawn = drawCurves(found, { width, places, block, role, fromZero: method !== "similarity" });
    drawing.replaceChildren(...drawn);
    if (drawn.length > 0) setAttribute(drawing, "aria-label", spokenOf(method, found));
  }

  return {
    element,
    destroy: () => sized.disconnect(),
    update(next) {
      scene = next;
      found = curvesOf(next);
      setText(title, curveWords.title(next.method));
      setAttribute(element, "data-figure", curveWords.figure(next.method));
      draw(next);
      say(next, pointed ?? next.block);
    },
  };
}

/** Where each block stands: below its small map where all of them are on one line, else evenly beside the axis. */
function placesOf(blocks: number, columns: number, width: number): number[] {
  const [left, right] = columns === blocks ? [-GAP / 2, width - NAMES + GAP / 2] : [24, width - NAMES - 10];
  const unit = (right - left) / blocks;
  return Array.from({ length: blocks }, (_, block) => left + unit * (block + 0.5));
}

const spokenOf = (method: Scene["method"], found: readonly Curve[]): string =>
  curveWords.spoken(
    method,
    found.map(({ name, values }) => ({ name, values: values.map((value) => valueText(method, value)) })),
  );

/** The large figure: the picture under its patches, with the window, the field or the tendencies of a block. */
import type { Acts } from "../../../edits/acts.ts";
import type { Part } from "../../../figures/blocks/scene.ts";
import { html, setAttribute, setText, style } from "../../../marks/element.ts";
import type { Context } from "../../../page/context.ts";
import { at, type Between } from "../blend.ts";
import type { Reader } from "../reading.ts";
import type { Scene } from "../scene.ts";
import { spokenOf, titleOf } from "../titles.ts";
import { largeWords } from "../words/figure.ts";
import { layers } from "./layers.ts";
import { legends } from "./legends.ts";
import { readPatches } from "./patches.ts";
import { windowEdges } from "./window-edges.ts";

export interface Large extends Part<Scene> {
  /** Shows what lies between two blocks, while it plays. */
  between(place: Between): void;
  bare(hidden: boolean): void;
}

export function largeFigure(context: Context, acts: Acts, reader: Reader): Large {
  let scene: Scene | null = null;
  let place: Between = at(0);
  const drawing = layers();
  const beside = legends(context, () => scene);
  const edges = windowEdges({
    onGrab: acts.grab,
    onRest: acts.rest,
    onMove: (box) => scene && acts.window(scene.block, scene.patch, box),
  });
  const page = pageOf(drawing.elements, edges.element, beside.elements);
  const { frame } = page;
  const patches = readPatches(context, frame, reader, () => scene && { scene, block: place.to });
  const draw = () => {
    if (!scene) return;
    drawing.draw(scene, place, frame.clientWidth);
    drawing.mark(scene, context.pointed.token);
  };
  const sized = new ResizeObserver(draw);
  sized.observe(frame);
  const stop = context.pointed.onChange((token) => scene && drawing.mark(scene, token));

  return {
    element: page.element,
    bare: (hidden) => frame.classList.toggle("bare", hidden),
    between(next) {
      place = next;
      if (!scene) return;
      edges.update(null, scene);
      draw();
    },
    update(next) {
      scene = next;
      place = at(next.block);
      page.update(next);
      edges.update(next.figure === "window" && !next.passing ? next.window(next.block) : null, next);
      beside.update(next);
      draw();
    },
    destroy() {
      sized.disconnect();
      stop();
      patches.destroy();
    },
  };
}

interface Page {
  readonly element: HTMLElement;
  /** What the pointer reads patches on. */
  readonly frame: HTMLElement;
  update(scene: Scene): void;
}

function pageOf(layers: readonly Element[], edges: HTMLElement, beside: readonly HTMLElement[]): Page {
  const title = html("h2", { class: "figure-title", "data-part": "large-title" });
  const summary = html("p", { class: "off-screen", id: "large-summary", "data-part": "large-summary" });
  const frame = html(
    "div",
    {
      class: "in-large-map",
      tabindex: 0,
      role: "application",
      "aria-roledescription": "map",
      "aria-describedby": "large-summary",
      "data-part": "large-map",
    },
    ...layers,
  );
  const missing = html("p", { class: "in-missing", hidden: true });
  const figure = html(
    "div",
    { class: "in-large-figure", "data-part": "large" },
    title,
    html("div", { class: "in-large-place" }, frame, edges, missing),
    ...beside,
    summary,
  );
  return {
    element: html("section", { class: "in-large", "aria-label": largeWords.label }, figure),
    frame,
    update(scene) {
      const text = titleOf(scene);
      setText(title, text);
      setAttribute(figure, "data-figure", text);
      setAttribute(frame, "aria-label", largeWords.keys(text));
      if (!scene.passing) setText(summary, spokenOf(scene));
      style(frame, { "--opacity": scene.state.opacity / 100 });
      frame.classList.toggle("edited", scene.isEdited(scene.block));
      missing.hidden = scene.row(scene.block) !== null || scene.data.origin === "none";
      setText(missing, missing.hidden ? "" : missingText(scene));
    },
  };
}

const missingText = ({ data }: Scene): string => (data.origin === "live" ? largeWords.onItsWay : largeWords.meanOnly);

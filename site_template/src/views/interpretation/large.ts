/** The large map: the picture under its patches, outlined where they reach the threshold, read by pointer and keys. */
import type { Part } from "../../figures/blocks/scene.ts";
import { html, setAttribute, setText, style } from "../../marks/element.ts";
import type { HandleBar } from "../../marks/handle-bar.ts";
import { mapPicture } from "../../marks/map-picture.ts";
import type { Context } from "../../page/context.ts";
import { handledOf, thresholdBar } from "./bar.ts";
import { largeMarks } from "./large-marks.ts";
import { pointOnLarge } from "./large-pointing.ts";
import type { Reader } from "./reading.ts";
import type { Scene } from "./scene.ts";
import { largeWords } from "./words/figures.ts";

export interface LargeMap extends Part<Scene> {
  /** Shows the picture without its map. */
  bare(hidden: boolean): void;
}

export function largeMap(context: Context, reader: Reader): LargeMap {
  const { store, pointed } = context;
  const parts = partsOf(thresholdBar((threshold) => store.set({ threshold })));
  const { frame, slider, bar, missing } = parts;
  const picture = mapPicture();
  const marks = largeMarks(frame);
  frame.append(picture.element, marks.element);
  slider.addEventListener("input", () => store.set({ opacity: Number(slider.value) }));

  let scene: Scene | null = null;
  pointOnLarge(frame, context, reader, () => scene);
  const sized = new ResizeObserver(() => scene && draw(scene));
  sized.observe(frame);
  const stop = pointed.onChange((token) => scene && marks.spot(scene, token));

  function draw(now: Scene): void {
    const values = now.map(now.method, now.block);
    picture.ground(now.pixels);
    picture.overlay(values, now.grid, now.scale(now.method, now.block));
    marks.draw(now, values);
    marks.spot(now, pointed.token);
    bar.update(handledOf(now));
    missing.hidden = values !== null || now.data.origin === "none";
    setText(missing, missing.hidden ? "" : missingText(now));
  }

  return {
    element: parts.element,
    bare: (hidden) => frame.classList.toggle("bare", hidden),
    update(next) {
      scene = next;
      name(parts, next);
      draw(next);
    },
    destroy() {
      sized.disconnect();
      stop();
    },
  };
}

interface Parts {
  readonly element: HTMLElement;
  readonly figure: HTMLElement;
  readonly title: HTMLElement;
  readonly frame: HTMLElement;
  readonly slider: HTMLInputElement;
  readonly bar: HandleBar;
  /** Why there is no map. */
  readonly missing: HTMLElement;
}

function partsOf(bar: HandleBar): Parts {
  const title = html("h2", { class: "figure-title", "data-part": "large-title" });
  const frame = html("div", {
    class: "in-large-map",
    tabindex: 0,
    role: "application",
    "aria-roledescription": largeWords.kind,
    "data-part": "large-map",
  });
  const slider = html("input", {
    type: "range",
    min: 0,
    max: 100,
    step: 1,
    "aria-label": largeWords.opacityOf,
    "data-part": "opacity",
  });
  const missing = html("p", { class: "in-missing", hidden: true });
  const place = html("div", { class: "in-large-place" }, frame, missing);
  const figure = html("div", { class: "in-large-figure", "data-part": "large" }, title, place, bar.element);
  const key = html("span", { class: "in-key" }, html("kbd", {}, "H"), largeWords.hides);
  const element = html(
    "section",
    { class: "in-large", "aria-label": largeWords.name },
    figure,
    html("label", { class: "in-opacity quiet" }, largeWords.opacity, slider, key),
  );
  return { element, figure, title, frame, slider, bar, missing };
}

/** What the map is called, and how strong it is. */
function name({ figure, title, frame, slider }: Parts, scene: Scene): void {
  const { method, block, threshold, referenceName, state } = scene;
  setText(title, largeWords.title(method, block, threshold));
  setAttribute(figure, "data-figure", largeWords.figure(method, block));
  setAttribute(frame, "aria-label", largeWords.map(method, referenceName, block));
  style(frame, { "--opacity": state.opacity / 100 });
  if (document.activeElement !== slider) slider.value = String(state.opacity);
  setAttribute(slider, "aria-valuetext", `${state.opacity} %`);
}

const missingText = ({ data, method, fuse }: Scene): string =>
  data.origin === "precomputed" && method !== "similarity" && fuse !== "mean"
    ? largeWords.meanOnly(fuse)
    : largeWords.onItsWay;

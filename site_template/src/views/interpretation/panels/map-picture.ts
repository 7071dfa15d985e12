/** A map on its picture: one colour a patch, read under pointer and keys, a click makes the patch the reference. */
import type { ModelEntry } from "../../../data/manifest.ts";
import type { ColourScale } from "../../../marks/colours.ts";
import { html, setText, style } from "../../../marks/element.ts";
import { paintOverlay } from "../../../marks/overlay.ts";
import { patchGrid } from "../../../marks/patch-grid.ts";
import { type Pixels, pictureFrame } from "../../../marks/picture.ts";
import type { Grid } from "../../../maths/tokens.ts";
import { onHeld } from "../../../page/keyboard.ts";
import type { Picture } from "../../../page/pictures.ts";

export interface Shown {
  readonly picture: Picture;
  readonly model: ModelEntry;
  readonly grid: Grid;
  /** As the model sees it; null shows the original. */
  readonly pixels: Pixels | null;
  readonly values: ArrayLike<number>;
  readonly scale: ColourScale;
  /** What it is, for those who do not see it. */
  readonly label: string;
}

export interface MapPicture {
  readonly element: HTMLElement;
  readonly caption: HTMLElement;
  show(shown: Shown | null, seenByModel: boolean, opacity: number): void;
  /** Outlines a patch, as the pointer does. */
  mark(patch: number | null): void;
  destroy(): void;
}

export interface MapEvents {
  /** The patch under the pointer or the focus. */
  readonly onHover: (patch: number | null) => void;
  readonly onPick?: (patch: number) => void;
}

export function mapPicture(part: string, { onHover, onPick }: MapEvents): MapPicture {
  const { frame, show } = pictureFrame();
  let prefix = 0;
  const patchOf = (token: number | null) => (token === null ? null : token - prefix);
  const grid = patchGrid({ onPick: () => undefined, onHover: (token) => onHover(patchOf(token)) });
  const overlay = html("canvas", { class: "overlay", "aria-hidden": "true" });
  const caption = html("figcaption", { class: "ip-caption" });
  frame.append(overlay, grid.element);
  frame.classList.add("ip-map");
  const element = html("figure", { class: "ip-map-figure", "data-part": part }, caption, frame);
  grid.element.addEventListener("click", (event) => {
    const token = (event.target as HTMLElement).dataset["token"];
    if (token !== undefined) onPick?.(Number(token) - prefix);
  });
  const stop = onHeld("h", (held) => frame.classList.toggle("bare", held));
  return {
    element,
    caption,
    show(shown, seenByModel, opacity) {
      frame.hidden = shown === null;
      if (!shown) return;
      prefix = shown.grid.prefix;
      show({ picture: shown.picture, preprocess: shown.model.preprocess, pixels: shown.pixels, byModel: seenByModel });
      grid.shape(shown.grid);
      grid.element.setAttribute("aria-label", shown.label);
      paintOverlay(overlay, shown.values, shown.grid, shown.scale);
      style(overlay, { opacity: opacity / 100 });
    },
    mark: (patch) => grid.hover(patch === null || patch < 0 ? null : patch + prefix),
    destroy: stop,
  };
}

/** A line that says what is under the pointer, or what there is to read. */
export interface Readout {
  readonly element: HTMLElement;
  say(value: string, text: string): void;
}

export function readoutOf(part: string): Readout {
  const [value, text] = [html("b", {}), html("span", {})];
  return {
    element: html("p", { class: "ip-readout", "data-part": part }, value, " ", text),
    say(first, rest) {
      setText(value, first);
      setText(text, rest);
    },
  };
}

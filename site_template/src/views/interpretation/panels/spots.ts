/** Some patches outlined on a small picture. */
import { html, style } from "../../../marks/element.ts";
import { cropOf, paintPixels, pictureFrame, placeImage, type Pixels } from "../../../marks/picture.ts";
import type { Scene } from "../scene.ts";

export interface Spots {
  readonly element: HTMLElement;
  /** Outlines these patches. */
  update(scene: Scene, patches: readonly number[]): void;
}

export function onPictureSpots(): Spots {
  const { frame, image, canvas } = pictureFrame();
  const layer = html("div", { class: "ip-spots" });
  frame.append(layer);
  frame.classList.add("ip-small");
  frame.setAttribute("aria-hidden", "true");
  let shown: Pixels | null = null;
  let drawn = "";
  return {
    element: frame,
    update({ picture, model, state, pixels, grid }, patches) {
      if (image.getAttribute("src") !== picture.file) image.src = picture.file;
      placeImage(image, cropOf(model.preprocess, picture.width, picture.height));
      frame.classList.toggle("seen-by-model", state.see === "model");
      frame.classList.toggle("no-pixels", pixels === null);
      if (pixels && pixels !== shown) paintPixels(canvas, pixels);
      shown = pixels;
      const key = `${grid.side}:${patches.join()}`;
      if (key === drawn) return;
      drawn = key;
      const share = 100 / grid.side;
      layer.replaceChildren(
        ...patches.map((patch) => {
          const spot = html("span", { class: "ip-spot" });
          style(spot, { width: `${share}%`, height: `${share}%`, left: `${(patch % grid.side) * share}%`, top: `${Math.floor(patch / grid.side) * share}%` });
          return spot;
        }),
      );
    },
  };
}

/** The way in: the picture as it is, and as the model's patches. */
import { cropOf, paintPixels, placeImage } from "../../marks/picture.ts";
import { paintPatches } from "./paint.ts";
import { fade } from "./painter.ts";
import type { Scene } from "./scene.ts";

export interface Entrance {
  update(): void;
  /** Paints again: the elements are new ones. */
  renew(): void;
}

/** @param arrived called when the model's own pixels have come. */
export function entrance(scene: Scene, arrived: () => void): Entrance {
  const { store, session } = scene.context;
  let pixelsKey = "";
  let pixelsShown = "";
  function update(): void {
    const [model, picture] = [scene.model(), session.picture()];
    const frameOf = scene.drawing.boxes.get("image")?.element.querySelector<HTMLElement>(".picture-frame");
    const image = frameOf?.querySelector("img");
    if (frameOf && image) {
      if (image.getAttribute("src") !== picture.file) image.src = picture.file;
      placeImage(image, cropOf(model.preprocess, picture.width, picture.height));
      frameOf.classList.toggle("seen-by-model", store.state.see === "model" && scene.pixels !== null);
    }
    const key = `${model.id} ${picture.id} ${session.outcome.kind}`;
    if (!pixelsKey.startsWith(`${model.id} `)) scene.pixels = null;
    if (key !== pixelsKey) {
      pixelsKey = key;
      session.pixels().then(
        (found) => {
          if (pixelsKey !== key) return;
          if (found) scene.pixels = found;
          pixelsShown = "";
          arrived();
        },
        () => undefined,
      );
    }
    const { pixels } = scene;
    if (pixels && pixelsShown !== key) {
      pixelsShown = key;
      const cut = scene.drawing.boxes.get("patches");
      const canvas = cut?.element.querySelector("canvas");
      if (cut && canvas) {
        paintPatches(canvas, pixels, scene.grid().side, cut.box.width);
        fade(canvas);
      }
      const own = frameOf?.querySelector("canvas");
      if (own) paintPixels(own, pixels);
    }
  }

  return { update, renew: () => void (pixelsShown = "") };
}

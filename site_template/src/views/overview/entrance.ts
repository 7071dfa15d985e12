/** The way in: the picture as it is, and as the model's patches. */
import { cropOf, paintPixels, placeImage } from "../../marks/picture.ts";
import type { Current } from "./current.ts";
import { paintPatches } from "./paint.ts";
import { fade } from "./painter.ts";

export interface Entrance {
  update(): void;
  /** Paints again: the elements are new ones. */
  renew(): void;
}

/** @param arrived called when the model's own pixels have come. */
export function entrance(current: Current, arrived: () => void): Entrance {
  const { store, session } = current.context;
  let [askedKey, shownKey] = ["", ""];
  const frameOf = () => current.drawing.boxes.get("image")?.element.querySelector<HTMLElement>(".picture-frame");

  function placePicture(): void {
    const frame = frameOf();
    const image = frame?.querySelector("img");
    if (!frame || !image) return;
    const picture = session.picture();
    if (image.getAttribute("src") !== picture.file) image.src = picture.file;
    placeImage(image, cropOf(current.model().preprocess, picture.width, picture.height));
    frame.classList.toggle("seen-by-model", store.state.see === "model" && current.pixels !== null);
  }

  function ask(key: string): void {
    askedKey = key;
    session.pixels().then(
      (found) => {
        if (askedKey !== key) return;
        if (found) current.pixels = found;
        shownKey = "";
        arrived();
      },
      () => undefined,
    );
  }

  function paint(): void {
    const { pixels } = current;
    if (!pixels || shownKey === askedKey) return;
    shownKey = askedKey;
    const cut = current.drawing.boxes.get("patches");
    const canvas = cut?.element.querySelector("canvas");
    if (cut && canvas) {
      paintPatches(canvas, pixels, current.grid(), cut.box.width);
      fade(canvas);
    }
    const own = frameOf()?.querySelector("canvas");
    if (own) paintPixels(own, pixels);
  }

  return {
    update() {
      placePicture();
      const model = current.model();
      const key = `${model.id} ${session.picture().id} ${session.outcome.kind}`;
      if (!askedKey.startsWith(`${model.id} `)) current.pixels = null;
      if (key !== askedKey) ask(key);
      paint();
    },
    renew: () => void (shownKey = ""),
  };
}

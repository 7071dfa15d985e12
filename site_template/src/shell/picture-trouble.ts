/** The line below the picture where it cannot be shown as asked for, said once each time. */
import { html, setText } from "../marks/element.ts";
import type { Pixels } from "../marks/picture.ts";
import type { Context } from "../page/context.ts";
import { PICTURE } from "./words.ts";

export interface PictureTrouble {
  readonly element: HTMLElement;
  /** The original itself cannot be shown, or can again. */
  broken(isBroken: boolean): void;
  update(): void;
  /** Asks for what the model sees, once for each picture and run. */
  showPixels(): void;
}

/** @param paint given the model's pixels, or null where there are none. */
export function pictureTrouble(
  { store, session, announce }: Context,
  paint: (pixels: Pixels | null) => void,
): PictureTrouble {
  const element = html("p", { class: "picture-trouble", hidden: true, "data-part": "picture-trouble" });
  let isBroken = false;
  let [shown, pixelTrouble] = ["", ""];

  function say(text: string): void {
    if (text !== "" && text !== element.textContent) announce(text);
    element.hidden = text === "";
    setText(element, text);
  }

  const sayOther = () => say(store.state.see === "model" ? pixelTrouble : "");

  return {
    element,
    broken(now) {
      isBroken = now;
      if (now) say(PICTURE.unshown);
    },
    update() {
      if (!isBroken) sayOther();
    },
    showPixels() {
      const key = `${session.model().id} ${session.picture().id} ${session.outcome.kind}`;
      if (key === shown) return;
      shown = key;
      const show = (pixels: Pixels | null, text: string) => {
        if (shown !== key) return;
        paint(pixels);
        pixelTrouble = pixels ? "" : text;
        sayOther();
      };
      session.pixels().then(
        (pixels) => show(pixels, PICTURE.later),
        () => show(null, PICTURE.lost),
      );
    },
  };
}

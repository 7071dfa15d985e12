/** The other way to see the picture, small beside the large one; pressing it swaps the two. */
import { html, setAttribute, setText, style } from "../marks/element.ts";
import { type Fit, type Pixels, paintPixels } from "../marks/picture.ts";
import type { State } from "../state/table.ts";
import { isCut, isSqueezed } from "./fit.ts";
import { PICTURE, WAYS } from "./words.ts";

interface Pictured {
  readonly file: string;
  readonly width: number;
  readonly height: number;
}

export interface Companion {
  readonly element: HTMLElement;
  /** Shows the way that the large picture does not; `seen` is width over height of what the model sees. */
  update(large: State["see"], picture: Pictured, seen: number, fit: Fit): void;
  paint(pixels: Pixels | null): void;
}

export function companion(swap: () => void): Companion {
  const image = html("img", { class: "companion-photo", alt: "" });
  const canvas = html("canvas", { class: "picture-pixels" });
  const cut = html("span", { class: "companion-cut" }, canvas);
  const whole = html("span", { class: "companion-whole" }, image, cut);
  const label = html("span", {});
  const element = html(
    "button",
    { type: "button", class: "companion", "data-part": "companion" },
    html("span", { class: "companion-box", "aria-hidden": "true" }, whole),
    html("span", { class: "companion-label" }, label),
  );
  element.addEventListener("click", swap);
  return {
    element,
    update(large, { file, width, height }, seen, fit) {
      const way = large === "model" ? "original" : "model";
      if (image.getAttribute("src") !== file) image.src = file;
      setText(label, WAYS[way]);
      setAttribute(element, "aria-label", PICTURE.showLarge(WAYS[way]));
      element.dataset["way"] = way;
      // A squeezed picture has the model's shape as the model sees it, and its own as an original.
      const isModels = way === "model" && isSqueezed(fit);
      lay(isModels ? (fit.cut.height / fit.cut.width) * seen : width / height, fit);
      element.classList.toggle("whole-seen", !isCut(fit) && !fit.padded);
    },
    paint(pixels) {
      element.classList.toggle("no-pixels", pixels === null);
      if (pixels) paintPixels(canvas, pixels);
    },
  };

  /** The picture and what the model sees of it, as large as the box holds them both. */
  function lay(ratio: number, { cut: seen }: Fit): void {
    const left = Math.min(0, seen.left);
    const top = Math.min(0, seen.top);
    const wide = (Math.max(1, seen.left + seen.width) - left) * ratio;
    const high = Math.max(1, seen.top + seen.height) - top;
    const most = Math.max(wide, high);
    const share = (value: number) => `${value * 100}%`;
    style(whole, { width: share(wide / most), height: share(high / most) });
    const [across, down] = [wide / ratio, high];
    style(image, {
      left: share(-left / across),
      top: share(-top / down),
      width: share(1 / across),
      height: share(1 / down),
    });
    style(cut, {
      left: share((seen.left - left) / across),
      top: share((seen.top - top) / down),
      width: share(seen.width / across),
      height: share(seen.height / down),
    });
  }
}

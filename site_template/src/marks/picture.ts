/** A picture two ways: the sharp original, cut as the model's image processor cuts it, and the model's own pixels. */
import type { Preprocess } from "../data/manifest.ts";
import { html, style } from "./element.ts";

export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** [height, width, 3] */
  readonly rgb: Uint8Array;
}

/** Where the original lies in the square that the model sees, in shares of that square. */
export interface Crop {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const WHOLE: Crop = { left: 0, top: 0, width: 1, height: 1 };

/** Resized and cropped around the middle, as the processor does; the cut is a share of what resizing leaves. */
export function cropOf(preprocess: Preprocess, width: number, height: number): Crop {
  if (!(width > 0 && height > 0)) return WHOLE;
  const { resize, crop } = preprocess;
  const sized =
    resize === null
      ? { width, height }
      : "shortest_edge" in resize
        ? shortest(width, height, resize.shortest_edge)
        : resize;
  const cut = crop ?? sized;
  return {
    left: (cut.width - sized.width) / 2 / cut.width,
    top: (cut.height - sized.height) / 2 / cut.height,
    width: sized.width / cut.width,
    height: sized.height / cut.height,
  };
}

function shortest(width: number, height: number, edge: number): { width: number; height: number } {
  const factor = edge / Math.min(width, height);
  return { width: width * factor, height: height * factor };
}

/** Lays an image element into its square frame by a crop. */
export function placeImage(image: HTMLElement, crop: Crop): void {
  const share = (value: number) => `${value * 100}%`;
  style(image, { left: share(crop.left), top: share(crop.top), width: share(crop.width), height: share(crop.height) });
}

/** Paints the model's pixels one to one; the style sheet enlarges them without smoothing. */
export function paintPixels(canvas: HTMLCanvasElement, pixels: Pixels): void {
  [canvas.width, canvas.height] = [pixels.width, pixels.height];
  const context = canvas.getContext("2d");
  if (!context) return;
  const image = context.createImageData(pixels.width, pixels.height);
  for (let i = 0, from = 0; i < image.data.length; i += 4, from += 3) {
    image.data[i] = pixels.rgb[from]!;
    image.data[i + 1] = pixels.rgb[from + 1]!;
    image.data[i + 2] = pixels.rgb[from + 2]!;
    image.data[i + 3] = 255;
  }
  context.putImageData(image, 0, 0);
}

/** A frame with both ways in it; which one shows is a class of the frame. */
export function pictureFrame(): { frame: HTMLElement; image: HTMLImageElement; canvas: HTMLCanvasElement } {
  const image = html("img", { alt: "", class: "picture-original", decoding: "async" });
  const canvas = html("canvas", { class: "picture-pixels", "aria-hidden": "true" });
  return { frame: html("div", { class: "picture-frame" }, image, canvas), image, canvas };
}

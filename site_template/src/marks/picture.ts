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

/** What the image processor does to the shape of a picture. */
export interface Fit {
  /** How much wider (above 1) or narrower (below 1) things look to the model than they are; 1 where shapes are kept. */
  readonly stretch: number;
  /** Share of the picture's area that the model sees. */
  readonly seen: number;
  /** Whether nothing but black lies on a part of the model's square. */
  readonly padded: boolean;
  /** What the model sees of the picture, in shares of the picture; beyond it where padded. */
  readonly cut: Crop;
}

/** Width over height of what the model sees. */
export function ratioOf({ crop, resize }: Preprocess): number {
  const seen = crop ?? resize;
  return seen && "height" in seen ? seen.width / seen.height : 1;
}

export function fitOf(preprocess: Preprocess, width: number, height: number): Fit {
  const crop = cropOf(preprocess, width, height);
  const square = ratioOf(preprocess);
  return {
    stretch: width > 0 && height > 0 ? ((crop.width / crop.height) * square) / (width / height) : 1,
    seen: Math.min(1, 1 / crop.width) * Math.min(1, 1 / crop.height),
    padded: crop.width < 1 || crop.height < 1,
    cut: {
      left: -crop.left / crop.width,
      top: -crop.top / crop.height,
      width: 1 / crop.width,
      height: 1 / crop.height,
    },
  };
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
  // Enlarged, pixels are squares; made smaller, some of them would be left out.
  canvas.classList.toggle("fine", canvas.clientWidth * devicePixelRatio < pixels.width);
}

export interface Shown {
  /** The original's address and size. */
  readonly picture: { readonly file: string; readonly width: number; readonly height: number };
  readonly preprocess: Preprocess;
  /** What the model sees; null while nobody knows. */
  readonly pixels: Pixels | null;
  /** Whether that is to be seen, and not the original. */
  readonly byModel: boolean;
}

export interface PictureFrame {
  readonly frame: HTMLElement;
  show(shown: Shown): void;
}

/** A frame with both ways in it; which one shows is a class of the frame. */
export function pictureFrame(): PictureFrame {
  const image = html("img", { alt: "", class: "picture-original", decoding: "async" });
  const canvas = html("canvas", { class: "picture-pixels", "aria-hidden": "true" });
  const frame = html("div", { class: "picture-frame" }, image, canvas);
  let painted: Pixels | null = null;
  return {
    frame,
    show({ picture, preprocess, pixels, byModel }) {
      if (image.getAttribute("src") !== picture.file) image.src = picture.file;
      placeImage(image, cropOf(preprocess, picture.width, picture.height));
      style(frame, { "aspect-ratio": ratioOf(preprocess) });
      frame.classList.toggle("seen-by-model", byModel);
      frame.classList.toggle("no-pixels", pixels === null);
      if (pixels && pixels !== painted) paintPixels(canvas, pixels);
      painted = pixels;
    },
  };
}

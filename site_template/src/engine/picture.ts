/** Turns whatever a visitor gives into the pixels that the model sees. */

import { EngineError } from "../errors.ts";
import { Fitter, type Pixels, type Steps } from "../maths/preprocess.ts";
import type { Input } from "./protocol.ts";
import { readStrips } from "./strips.ts";
import * as words from "./words.ts";

/** As the file has it: upright, but neither its colours nor its transparency applied, as Pillow reads it. */
const AS_STORED: ImageBitmapOptions = {
  imageOrientation: "from-image",
  premultiplyAlpha: "none",
  colorSpaceConversion: "none",
};

/**
 * The picture as the model's image processor leaves it before it rescales.
 *
 * @throws EngineError when the bytes are no picture.
 */
export async function fit(input: Exclude<Input, { kind: "tensor" }>, steps: Steps): Promise<Pixels> {
  switch (input.kind) {
    case "prepared":
      return input.pixels;
    case "pixels":
      return fitPixels(input.image, steps);
    case "bitmap":
      return fitBitmap(input.bitmap, steps);
    case "blob":
      return fitBitmap(await decode(input.blob), steps);
  }
}

function fitPixels(image: ImageData, steps: Steps): Pixels {
  const fitter = new Fitter(image, steps);
  fitter.push(image.data as Uint8ClampedArray);
  return fitter.finish();
}

async function decode(blob: Blob): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(blob, AS_STORED);
  } catch {
    throw new EngineError(...words.noPicture);
  }
}

async function fitBitmap(bitmap: ImageBitmap, steps: Steps): Promise<Pixels> {
  try {
    const fitter = new Fitter(bitmap, steps);
    for await (const strip of readStrips(bitmap)) fitter.push(strip);
    return fitter.finish();
  } finally {
    bitmap.close();
  }
}

/** A visitor's file as two pictures: a small still one to show, and what the model reads. */

/** Pixels of the longest edge that is shown: sharp on a screen of double density, light to hold. */
const SHOWN = 1440;
/** Up to here nothing is lost in writing. */
const SMALL = 512;
/** Pixels of the edge at which transparency is looked for. */
const LOOK = 256;

export interface Own {
  readonly shown: Blob;
  /** Of the file, upright. */
  readonly width: number;
  readonly height: number;
  /** The file itself; where it is transparent, the same on white, as the builder does it. */
  readonly seen: Blob;
}

/** @throws where the browser cannot read the file as a picture, or has no memory for it. */
export async function readOwn(blob: Blob): Promise<Own> {
  const bitmap = await createImageBitmap(blob);
  try {
    const { width, height } = bitmap;
    const scale = Math.min(1, SHOWN / Math.max(width, height));
    const shown = await drawn(bitmap, scale, Math.max(width, height) <= SMALL ? "image/png" : "image/webp");
    const seen = blob.type !== "image/jpeg" && isTransparent(bitmap) ? await drawn(bitmap, 1, "image/png") : blob;
    return { shown, width, height, seen };
  } finally {
    bitmap.close();
  }
}

function canvasOf(width: number, height: number): [HTMLCanvasElement, CanvasRenderingContext2D] {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width, height];
  const context = canvas.getContext("2d", { willReadFrequently: Math.max(width, height) <= LOOK });
  if (!context) throw new Error("no canvas");
  context.imageSmoothingQuality = "high";
  return [canvas, context];
}

/** On white, scaled. */
async function drawn(bitmap: ImageBitmap, scale: number, type: string): Promise<Blob> {
  const [width, height] = [bitmap.width, bitmap.height].map((edge) => Math.max(1, Math.round(edge * scale)));
  const [canvas, context] = canvasOf(width!, height!);
  context.fillStyle = "#fff";
  context.fillRect(0, 0, width!, height!);
  context.drawImage(bitmap, 0, 0, width!, height!);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, type, 0.92));
  if (!blob) throw new Error("no picture");
  return blob;
}

function isTransparent(bitmap: ImageBitmap): boolean {
  const scale = Math.min(1, LOOK / Math.max(bitmap.width, bitmap.height));
  const [width, height] = [Math.ceil(bitmap.width * scale), Math.ceil(bitmap.height * scale)];
  const [, context] = canvasOf(width, height);
  context.drawImage(bitmap, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  for (let i = 3; i < data.length; i += 4) if (data[i]! < 255) return true;
  return false;
}

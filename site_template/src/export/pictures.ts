/** Photos and canvases as data that an exported file carries along. */

/** Twice as sharp as it is shown: enough for print. */
const SHARPNESS = 2;

/** Every picture in an element; null where the browser keeps its pixels from the page, as with files on disk. */
export async function picturesIn(elements: readonly Element[]): Promise<Map<Element, string | null>> {
  const found = elements.flatMap((element) => [element, ...element.querySelectorAll("img, canvas, image")]);
  const pictures = new Map<Element, string | null>();
  for (const one of found) {
    if (one instanceof HTMLCanvasElement)
      pictures.set(
        one,
        attempt(() => enlarged(one).toDataURL("image/png")),
      );
    else if (one instanceof HTMLImageElement) pictures.set(one, await ofImage(one, one));
    else if (one instanceof SVGImageElement) pictures.set(one, await ofAddress(one));
  }
  return pictures;
}

/** Few programs know how to enlarge without smoothing: what the page enlarges so is large in the file already. */
function enlarged(canvas: HTMLCanvasElement): HTMLCanvasElement {
  const factor = Math.ceil((SHARPNESS * canvas.getBoundingClientRect().width) / Math.max(1, canvas.width));
  if (getComputedStyle(canvas).imageRendering !== "pixelated" || factor < 2) return canvas;
  const large = document.createElement("canvas");
  [large.width, large.height] = [canvas.width * factor, canvas.height * factor];
  const context = large.getContext("2d");
  if (!context) return canvas;
  context.imageSmoothingEnabled = false;
  context.drawImage(canvas, 0, 0, large.width, large.height);
  return large;
}

async function ofAddress(source: SVGImageElement): Promise<string | null> {
  if (source.href.baseVal.startsWith("data:")) return source.href.baseVal;
  const image = new Image();
  image.src = source.href.baseVal;
  return ofImage(image, source);
}

async function ofImage(image: HTMLImageElement, shown: Element): Promise<string | null> {
  if (image.src.startsWith("data:")) return image.src;
  try {
    await image.decode();
  } catch {
    return null;
  }
  const box = shown.getBoundingClientRect();
  const longest = Math.max(image.naturalWidth, image.naturalHeight);
  const scale = Math.min(1, (SHARPNESS * Math.max(box.width, box.height, 1)) / longest);
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(image.naturalWidth * scale));
  canvas.height = Math.max(1, Math.round(image.naturalHeight * scale));
  const context = canvas.getContext("2d");
  if (!context) return null;
  context.imageSmoothingQuality = "high";
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return attempt(() => canvas.toDataURL("image/png"));
}

function attempt(read: () => string): string | null {
  try {
    const address = read();
    return address === "data:," ? null : address;
  } catch {
    return null;
  }
}

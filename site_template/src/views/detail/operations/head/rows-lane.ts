/** The rows whose mean the head reads, over one another, each number above its place in the mean. */
import type { ColourScale } from "../../../../marks/colours.ts";
import { html } from "../../../../marks/element.ts";
import type { Across } from "../../figures/across.ts";
import { type Lane, lane, sized } from "../../figures/lanes.ts";
import { rowsTitle, rowsUnder } from "./words.ts";
import type { HeadWork, Part } from "./work.ts";

const HEIGHT = 64;

export function rowsLane(work: HeadWork, scale: ColourScale, shape: Across): Lane {
  const own = lane("norm", "rows");
  const canvas = html("canvas", { "aria-hidden": "true" });
  const mean = work.parts.find(({ tokens }) => tokens.length > 1)!;
  own.clip.prepend(canvas);
  own.name(rowsTitle(mean.isPatches), rowsUnder(mean.tokens.length));
  own.size(shape.width, HEIGHT);
  own.veil(Infinity);
  const context = sized(canvas, shape.width, HEIGHT);
  if (context) context.imageSmoothingEnabled = false;
  const wide = shape.width / work.parts.length;
  work.parts.forEach((part, i) => context?.drawImage(pictureOf(part, work, scale), i * wide, 0, wide, HEIGHT));
  return own;
}

/** One pixel a number. */
function pictureOf({ tokens }: Part, { rows, width }: HeadWork, scale: ColourScale): HTMLCanvasElement {
  const picture = html("canvas", { width, height: tokens.length });
  const brush = picture.getContext("2d")!;
  const image = brush.createImageData(width, tokens.length);
  tokens.forEach((token, y) => {
    for (let x = 0; x < width; x++) image.data.set([...scale.rgb(rows[token * width + x]!), 255], (y * width + x) * 4);
  });
  brush.putImageData(image, 0, 0);
  return picture;
}

/** One number a patch laid over the picture: a colour of the scale, through which the picture stays readable. */
import { patchCount, type Shape } from "../maths/tokens.ts";
import type { ColourScale } from "./colours.ts";

/** Paints one pixel a patch; the style sheet enlarges without smoothing and sets the opacity. */
export function paintOverlay(
  canvas: HTMLCanvasElement,
  values: ArrayLike<number>,
  grid: Shape,
  scale: ColourScale,
): void {
  [canvas.width, canvas.height] = [grid.columns, grid.rows];
  const context = canvas.getContext("2d");
  if (!context) return;
  const image = context.createImageData(grid.columns, grid.rows);
  for (let patch = 0; patch < patchCount(grid); patch++) {
    const [red, green, blue] = scale.rgb(values[patch]!);
    image.data.set([red, green, blue, 255], patch * 4);
  }
  context.putImageData(image, 0, 0);
}

/** One row of numbers as bars from 0: what the chosen token holds, feature by feature. */
import type { ColourScale } from "./colours.ts";
import { css } from "./colours.ts";

export interface ProfileSize {
  readonly width: number;
  readonly height: number;
}

/** Paints the bars, from the lowest to the highest value, always with 0. */
export function paintProfile(
  canvas: HTMLCanvasElement,
  values: ArrayLike<number>,
  scale: ColourScale,
  size: ProfileSize,
  axis: string,
  density = 1,
): void {
  const [width, height] = [Math.round(size.width * density), Math.round(size.height * density)];
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const context = canvas.getContext("2d");
  if (!context) return;
  context.clearRect(0, 0, width, height);
  const [low, high] = reach(values);
  const y = (value: number) => ((high - value) / (high - low)) * (height - 2) + 1;
  const step = width / values.length;
  const gap = step > 4 * density ? density : 0;
  for (let i = 0; i < values.length; i++) {
    const [top, bottom] = [Math.min(y(0), y(values[i]!)), Math.max(y(0), y(values[i]!))];
    context.fillStyle = ink(scale, values[i]!);
    context.fillRect(i * step, top, Math.max(step - gap, density * 0.6), Math.max(bottom - top, density * 0.5));
  }
  context.fillStyle = axis;
  context.fillRect(0, Math.round(y(0)) - density / 2, width, density);
}

/** The range that the bars span: always with 0. */
export function reach(values: ArrayLike<number>): [number, number] {
  let [low, high] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    if (values[i]! < low) low = values[i]!;
    if (values[i]! > high) high = values[i]!;
  }
  return high > low ? [low, high] : [0, 1];
}

// Height already tells the size: colour tells the sign, as strong as half of the scale.
function ink(scale: ColourScale, value: number): string {
  if (scale.kind === "magnitude") return css(scale.rgb(scale.low + (scale.high - scale.low) * 0.45));
  return css(scale.rgb(Math.sign(value) * scale.high * 0.68));
}

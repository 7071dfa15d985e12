/** The matrix on its canvas: painted once in the order of the grid, shown in any order; rows and columns slide over. */
import { placeOf, type Shape } from "../maths/tokens.ts";
import type { ColourScale } from "./colours.ts";
import { reducedMotion } from "./element.ts";
import { type Pixels, paintPixels } from "./picture.ts";

const SLIDE = 320;
/** Smaller cells have no gap: it would be louder than what they hold. */
const GAP_FROM = 10;

export interface MatrixCanvas {
  readonly canvas: HTMLCanvasElement;
  /** Other values, colours or size: painted at once, in the order that is shown. */
  paint(matrix: ArrayLike<number>, count: number, scale: ColourScale, size: number): void;
  /** Another order: first the rows slide to their places, then the columns. */
  arrange(order: readonly number[]): void;
  destroy(): void;
}

const eased = (share: number) => (share < 0.5 ? 2 * share * share : 1 - (2 - 2 * share) ** 2 / 2);

export function matrixCanvas(canvas: HTMLCanvasElement): MatrixCanvas {
  /** One pixel a cell, rows and columns as in the grid. */
  const source = document.createElement("canvas");
  const draw = drawer(source, canvas);
  let [count, frame] = [0, 0];
  let order: readonly number[] = [];

  function slide(from: Float64Array, to: Float64Array): void {
    const start = performance.now();
    const mixed = (share: number) =>
      from.map((place, i) => place + (to[i]! - place) * eased(Math.min(1, Math.max(0, share))));
    const step = (now: number) => {
      const share = (now - start) / SLIDE;
      draw(mixed(share), mixed(share - 1));
      frame = share < 2 ? requestAnimationFrame(step) : 0;
    };
    frame = requestAnimationFrame(step);
  }

  return {
    canvas,
    paint(matrix, cells, scale, edge) {
      cancelAnimationFrame(frame);
      if (cells !== count) order = Array.from({ length: cells }, (_, i) => i);
      count = cells;
      const size = Math.round(edge * devicePixelRatio);
      [source.width, source.height, canvas.width, canvas.height] = [count, count, size, size];
      const context = source.getContext("2d");
      if (!context) return;
      const image = context.createImageData(count, count);
      for (let i = 0; i < count * count; i++) image.data.set([...scale.rgb(matrix[i]!), 255], i * 4);
      context.putImageData(image, 0, 0);
      draw(placesOf(order), placesOf(order));
    },
    arrange(next) {
      if (next.length !== count || (next.length === order.length && next.every((index, i) => index === order[i])))
        return;
      cancelAnimationFrame(frame);
      const [from, to] = [placesOf(order), placesOf(next)];
      order = [...next];
      if (reducedMotion() || document.hidden) draw(to, to);
      else slide(from, to);
    },
    destroy: () => cancelAnimationFrame(frame),
  };
}

/** Of each row its place in an order. */
function placesOf(order: readonly number[]): Float64Array {
  const places = new Float64Array(order.length);
  order.forEach((index, place) => (places[index] = place));
  return places;
}

/**
 * Draws a square of cells, a pixel each, with every row r at place rows[r] and every column c at place columns[c], in
 * cells; places may lie between two cells.
 */
function drawer(source: HTMLCanvasElement, canvas: HTMLCanvasElement) {
  const between = document.createElement("canvas");
  return (rows: ArrayLike<number>, columns: ArrayLike<number>): void => {
    const context = canvas.getContext("2d");
    const half = between.getContext("2d");
    const count = rows.length;
    if (!context || !half || count === 0) return;
    const edge = canvas.width;
    const unit = edge / count;
    const gap = unit / devicePixelRatio > GAP_FROM ? devicePixelRatio : 0;
    [between.width, between.height] = [count, edge];
    context.imageSmoothingEnabled = half.imageSmoothingEnabled = false;
    for (let row = 0; row < count; row++) {
      const y = rows[row]! * unit;
      const top = Math.round(y);
      half.drawImage(source, 0, row, count, 1, 0, top, count, Math.max(1, Math.round(y + unit - gap) - top));
    }
    context.clearRect(0, 0, edge, edge);
    for (let column = 0; column < count; column++) {
      const [left, right] = [columns[column]! * unit, (columns[column]! + 1) * unit].map(Math.round);
      context.drawImage(between, column, 0, 1, edge, left!, 0, Math.max(1, right! - left! - gap), edge);
    }
  };
}

/** The patches in this order along a side of the matrix. */
export function paintPatches(
  canvas: HTMLCanvasElement,
  pixels: Pixels,
  grid: Shape,
  order: readonly number[],
  down: boolean,
  length: number,
  thickness: number,
): void {
  const density = devicePixelRatio;
  const [long, short] = [Math.round(length * density), Math.round(thickness * density)];
  [canvas.width, canvas.height] = down ? [short, long] : [long, short];
  const context = canvas.getContext("2d");
  if (!context) return;
  const picture = document.createElement("canvas");
  paintPixels(picture, pixels);
  const [width, height] = [pixels.width / grid.columns, pixels.height / grid.rows];
  const unit = long / order.length;
  order.forEach((patch, i) => {
    const [row, column] = placeOf(grid, patch);
    const from = [column * width, row * height, width, height] as const;
    if (down) context.drawImage(picture, ...from, 0, i * unit, short, unit);
    else context.drawImage(picture, ...from, i * unit, 0, unit, short);
  });
}

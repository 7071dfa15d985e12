/** A small picture of a weight matrix with the column that is used: single numbers, not means, which would be grey. */
import type { ColourScale } from "../../../../marks/colours.ts";
import { html, style } from "../../../../marks/element.ts";
import { grouped } from "../../../../maths/numbers.ts";
import type { Matrix } from "../../../../maths/workings/sums.ts";
import { sized } from "../../figures/lanes.ts";

export interface MatrixPicture {
  readonly element: HTMLElement;
  /** The outline of the column. */
  readonly column: HTMLElement;
  draw(name: string, matrix: Matrix, scale: ColourScale, column: number, groups: Groups): void;
}

/** Heads: of the columns, or of the rows. */
export interface Groups {
  readonly rows: number | null;
  readonly columns: number | null;
}

const [LONGEST, SHORTEST] = [92, 20];
const LEAST = 4;

export function matrixPicture(): MatrixPicture {
  const canvas = html("canvas", { "aria-hidden": "true" });
  const spot = html("div", { class: "matrix-column" });
  const frame = html("div", { class: "matrix-frame" }, canvas, spot);
  const [title, shape] = [html("span", { class: "matrix-name" }), html("span", {})];
  const caption = html("div", { class: "matrix-caption" }, title, shape);
  let last: { data: Float32Array; scale: ColourScale } | null = null;
  return {
    element: html("div", { class: "matrix-picture" }, caption, frame),
    column: spot,
    draw(name, matrix, scale, column, groups) {
      const { inputs, outputs } = matrix;
      const unit = LONGEST / Math.max(inputs, outputs);
      const width = Math.max(SHORTEST, Math.round(outputs * unit));
      const height = Math.max(SHORTEST, Math.round(inputs * unit));
      title.textContent = name;
      shape.textContent = ` [${grouped(inputs)}, ${grouped(outputs)}]`;
      style(frame, { width: `${width}px`, height: `${height}px` });
      if (last?.data !== matrix.data || last.scale !== scale) {
        last = { data: matrix.data, scale };
        paint(canvas, matrix, scale, width, height, groups);
      }
      const wide = Math.max(LEAST, width / outputs);
      style(spot, { width: `${wide}px`, transform: `translateX(${((column + 0.5) / outputs) * width - wide / 2}px)` });
    },
  };
}

function paint(
  canvas: HTMLCanvasElement,
  { data, inputs, outputs }: Matrix,
  scale: ColourScale,
  width: number,
  height: number,
  groups: Groups,
): void {
  const context = sized(canvas, width, height);
  if (!context) return;
  const [columns, rows] = [Math.min(outputs, width), Math.min(inputs, height)];
  const image = context.createImageData(columns, rows);
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < columns; x++) {
      const [row, column] = [Math.floor(((y + 0.5) * inputs) / rows), Math.floor(((x + 0.5) * outputs) / columns)];
      image.data.set([...scale.rgb(data[row * outputs + column]!), 255], (y * columns + x) * 4);
    }
  const small = html("canvas", { width: columns, height: rows });
  small.getContext("2d")!.putImageData(image, 0, 0);
  context.imageSmoothingEnabled = false;
  context.drawImage(small, 0, 0, width, height);
  context.globalCompositeOperation = "destination-out";
  for (let at = groups.columns ?? Infinity; at < outputs; at += groups.columns!)
    context.fillRect(Math.round((at / outputs) * width), 0, 1, height);
  for (let at = groups.rows ?? Infinity; at < inputs; at += groups.rows!)
    context.fillRect(0, Math.round((at / inputs) * height), width, 1);
}

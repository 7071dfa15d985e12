/** The lens: the neighbourhood of one value, enlarged, with what it is and how large it is. */
import { css } from "../../marks/colours.ts";
import { html, setText, style } from "../../marks/element.ts";
import { number } from "../../maths/numbers.ts";
import { cellName, type Scene } from "../../hooks/scene.ts";

const [ACROSS, DOWN, CELL] = [9, 5, 16];

export interface Lens {
  readonly element: HTMLElement;
  /** Shows a cell beside a point of the plot; null hides the lens. */
  show(scene: Scene, cell: { row: number; column: number } | null, x: number, y: number, room: number): void;
}

export function lens(): Lens {
  const canvas = html("canvas", { class: "lens-cells", width: ACROSS * CELL * 2, height: DOWN * CELL * 2 });
  const [value, name, where] = [
    html("strong", { class: "lens-value" }),
    html("span", {}),
    html("span", { class: "quiet name" }),
  ];
  const element = html(
    "div",
    { class: "lens", hidden: true, "aria-hidden": "true", "data-part": "lens" },
    canvas,
    html("div", { class: "lens-text" }, value, name, where),
  );
  return {
    element,
    show(scene, cell, x, y, room) {
      const values = scene.values;
      element.hidden = cell === null || values === null;
      if (cell === null || values === null) return;
      paint(canvas, scene, cell.row, cell.column);
      setText(value, number(values.plane.data[cell.row * values.plane.columns + cell.column]!));
      setText(name, cellName(scene, cell.row, cell.column));
      setText(where, `${scene.hook.name.split(".").pop()}[${indexText(scene, cell)}]`);
      const left = x + 20 + element.offsetWidth > room ? Math.max(0, x - 20 - element.offsetWidth) : x + 20;
      style(element, { transform: `translate(${Math.round(left)}px, ${Math.round(y + 16)}px)` });
    },
  };
}

/** The indices of a cell in the tensor, in the order of its axes. */
export function indexText(scene: Scene, cell: { row: number; column: number }): string {
  const { rowAxis, columnAxis } = scene.axes;
  return scene.hook.dims
    .map((axis) =>
      axis === rowAxis ? cell.row : axis === columnAxis ? cell.column : axis === "1" ? 0 : (scene.head ?? 0),
    )
    .join(", ");
}

function paint(canvas: HTMLCanvasElement, scene: Scene, row: number, column: number): void {
  const context = canvas.getContext("2d");
  const { plane, scale } = scene.values!;
  if (!context) return;
  context.setTransform(2, 0, 0, 2, 0, 0);
  context.clearRect(0, 0, ACROSS * CELL, DOWN * CELL);
  for (let down = 0; down < DOWN; down++) {
    for (let across = 0; across < ACROSS; across++) {
      const [r, c] = [row + down - (DOWN >> 1), column + across - (ACROSS >> 1)];
      if (r < 0 || c < 0 || r >= plane.rows || c >= plane.columns) continue;
      context.fillStyle = css(scale.rgb(plane.data[r * plane.columns + c]!));
      context.fillRect(across * CELL, down * CELL, CELL - 1, CELL - 1);
    }
  }
  context.strokeStyle = getComputedStyle(canvas).color;
  context.lineWidth = 2;
  context.strokeRect((ACROSS >> 1) * CELL - 0.5, (DOWN >> 1) * CELL - 0.5, CELL, CELL);
}

/** Puts value and name of a cell into the line above a figure; the value first, so that it is never cut off. */
export function fillReadout(line: HTMLElement, scene: Scene, cell: { row: number; column: number } | null): void {
  const [value, name] = line.children;
  setText(
    value!,
    cell && scene.values ? number(scene.values.plane.data[cell.row * scene.axes.columns + cell.column]!) : "",
  );
  setText(name!, cell ? cellName(scene, cell.row, cell.column) : "CLS is no patch: it joins the tokens later.");
}

export const readoutLine = (): HTMLElement =>
  html("p", { class: "readout", "data-part": "readout" }, html("strong", {}), " ", html("span", {}));

/** A sentence about the cell under the cursor, for screen readers. */
export function reading(scene: Scene, row: number, column: number): string {
  const value = scene.values ? `: ${number(scene.values.plane.data[row * scene.axes.columns + column]!)}` : "";
  return cellName(scene, row, column) + value;
}

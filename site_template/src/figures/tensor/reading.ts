/** What is said of a cell: by the lens, in the line above a figure, and to screen readers. */
import { html, setText } from "../../marks/element.ts";
import { number } from "../../maths/numbers.ts";
import { clampToken, tokenName } from "../../maths/tokens.ts";
import type { Sight } from "./magnifier.ts";
import { cellName, type Scene } from "./scene.ts";
import * as words from "./words.ts";

/** What the lens looks at; null while the values are not there. */
export function sightOf(scene: Scene): Sight | null {
  const { values, hook } = scene;
  if (values === null) return null;
  return {
    plane: values.plane,
    scale: values.scale,
    name: ({ row, column }) => cellName(scene, row, column),
    place: (cell) => `${hook.name.split(".").pop()}[${indexText(scene, cell)}]`,
  };
}

/** The indices of a cell in the tensor, in the order of its axes. */
function indexText(scene: Scene, cell: { row: number; column: number }): string {
  const { rowAxis, columnAxis } = scene.axes;
  return scene.hook.dims
    .map((axis) =>
      axis === rowAxis ? cell.row : axis === columnAxis ? cell.column : axis === "1" ? 0 : (scene.head ?? 0),
    )
    .join(", ");
}

/** Puts value and name of a cell into the line above a figure; the value first, so that it is never cut off. */
export function fillReadout(line: HTMLElement, scene: Scene, cell: { row: number; column: number } | null): void {
  const [value, name] = line.children;
  setText(
    value!,
    cell && scene.values ? number(scene.values.plane.data[cell.row * scene.axes.columns + cell.column]!) : "",
  );
  setText(
    name!,
    cell
      ? cellName(scene, cell.row, cell.column)
      : words.noPatch(tokenName(scene.grid, clampToken(scene.grid, scene.state.token))),
  );
}

export const readoutLine = (): HTMLElement =>
  html("p", { class: "readout", "data-part": "readout" }, html("strong", {}), " ", html("span", {}));

/** A sentence about the cell under the cursor, for screen readers. */
export function reading(scene: Scene, row: number, column: number): string {
  const value = scene.values ? `: ${number(scene.values.plane.data[row * scene.axes.columns + column]!)}` : "";
  return cellName(scene, row, column) + value;
}

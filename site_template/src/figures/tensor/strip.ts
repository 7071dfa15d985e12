/** Below the heatmap: the row that is read, its numbers as bars, column for column. */
import { html, setText, style } from "../../marks/element.ts";
import { paintProfile, reach } from "../../marks/profile.ts";
import { tick } from "../../maths/numbers.ts";
import type { Context } from "../../page/context.ts";
import { GUTTER } from "./frame.ts";
import { indexName, moveTo, type Scene } from "./scene.ts";
import * as words from "./words.ts";

const HEIGHT = 64;

export function strip({ store }: Context): {
  element: HTMLElement;
  update(scene: Scene, row: number | null, width: number): void;
} {
  const canvas = html("canvas", { class: "strip-canvas", "aria-hidden": "true" });
  const [name, top, bottom] = [
    html("span", { class: "strip-name" }),
    html("span", { class: "strip-end" }),
    html("span", { class: "strip-end" }),
  ];
  const mark = html("div", { class: "strip-mark" });
  const plot = html("div", { class: "strip-plot" }, canvas, mark);
  const element = html(
    "div",
    { class: "strip", "data-part": "row-strip" },
    html("div", { class: "strip-ends" }, top, bottom),
    html("div", {}, plot, name),
  );
  let scene: Scene | null = null;
  plot.addEventListener("click", (event) => {
    if (!scene || scene.cursor.row === null) return;
    const box = plot.getBoundingClientRect();
    const column = Math.floor(((event.clientX - box.left) / box.width) * scene.axes.columns);
    store.set(moveTo(scene.axes, scene.grid, scene.cursor.row, Math.max(0, Math.min(scene.axes.columns - 1, column))));
  });
  return {
    element,
    update(next, row, width) {
      scene = next;
      const values = next.values;
      element.hidden = values === null || row === null || next.axes.columns < 2;
      if (values === null || row === null || element.hidden) return;
      const { columns, data } = values.plane;
      const numbers = data.subarray(row * columns, (row + 1) * columns);
      style(element, { "--gutter": `${GUTTER}px` });
      style(plot, { width: `${width}px`, height: `${HEIGHT}px` });
      paintProfile(
        canvas,
        numbers,
        values.scale,
        { width, height: HEIGHT },
        getComputedStyle(element).color,
        devicePixelRatio,
      );
      const [low, high] = reach(numbers);
      setText(top, tick(high));
      setText(bottom, tick(low));
      setText(name, words.rowAsBars(indexName(next, next.axes.rowAxis, row)));
      style(mark, { transform: `translateX(${((next.cursor.column + 0.5) / columns) * width}px)` });
    },
  };
}

/** The controls above the figure: which head, and which column. The token is picked on the picture. */
import { button, html, setAttribute, setText } from "../../marks/element.ts";
import type { Context } from "../../page/context.ts";
import { axisWord, indexName, type Scene } from "./scene.ts";
import * as words from "./words.ts";

export function controls({ store }: Context): { element: HTMLElement; update(scene: Scene): void } {
  const heads = html("div", { class: "heads", role: "group" });
  const column = html("input", {
    type: "number",
    class: "index",
    min: 0,
    step: 1,
    "data-part": "column",
    inputmode: "numeric",
  });
  const columnName = html("span", { class: "control-value" });
  const columnLabel = html("span", {});
  const columnControl = html("label", { class: "control" }, columnLabel, column, columnName);
  const element = html("div", { class: "controls" }, heads, columnControl);
  column.addEventListener(
    "change",
    () => column.value !== "" && store.set({ column: Math.max(0, Math.floor(Number(column.value))) }),
  );
  let count = -1;

  function headButtons(scene: Scene): void {
    const axis = scene.hook.dims.indexOf("head");
    const wanted = axis < 0 ? 0 : scene.hook.shape[axis]!;
    heads.hidden = wanted < 2;
    heads.setAttribute("aria-label", words.HEADS);
    if (wanted !== count) {
      count = wanted;
      const each = Array.from({ length: wanted }, (_, i) =>
        button({ class: "step", "data-head": i, "aria-label": words.headName(i) }, String(i), () =>
          store.set({ head: i }),
        ),
      );
      heads.replaceChildren(html("span", {}, words.HEAD), ...each);
    }
    for (const one of heads.querySelectorAll<HTMLElement>("button"))
      setAttribute(one, "aria-pressed", String(Number(one.dataset["head"]) === scene.head));
  }

  return {
    element,
    update(scene) {
      headButtons(scene);
      const classes = scene.axes.rowAxis === "class";
      element.hidden = classes && count < 2;
      const { columnAxis, columns } = scene.axes;
      columnControl.hidden = columns < 2;
      columnName.hidden = columns < 2 || columnAxis !== "key";
      setText(columnLabel, axisWord(columnAxis));
      setText(columnName, columns < 2 ? "" : indexName(scene, columnAxis, scene.cursor.column));
      column.max = String(columns - 1);
      if (document.activeElement !== column) column.value = String(scene.cursor.column);
    },
  };
}

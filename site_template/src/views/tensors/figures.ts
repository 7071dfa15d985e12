/** The figures of a tensor: a plane of colours, a curve or class bars, whichever fits, with what belongs to them. */

import { classes, classesFit } from "../../figures/tensor/classes.ts";
import { controls } from "../../figures/tensor/controls.ts";
import { facts } from "../../figures/tensor/facts.ts";
import { heat } from "../../figures/tensor/heat.ts";
import { onPicture } from "../../figures/tensor/onpicture.ts";
import { isSquare, type Scene } from "../../figures/tensor/scene.ts";
import { spread, spreadFits } from "../../figures/tensor/spread.ts";
import { html } from "../../marks/element.ts";
import type { Context } from "../../page/context.ts";
import { nextTask } from "../../page/task.ts";
import { table } from "./table.ts";

export interface Figures {
  /** In their order: controls, figures, the table of numbers. */
  readonly elements: readonly HTMLElement[];
  show(scene: Scene): void;
  destroy(): void;
}

export function tensorFigures(context: Context): Figures {
  const legendPlace = html("div", { class: "legend-place" });
  const [steer, whole, numbers] = [controls(context), facts(), table(context)];
  const plane = heat(context, legendPlace, choosePicture);
  const line = spread(context, choosePicture);
  const answer = classes(context, choosePicture);
  const overlay = onPicture(context);
  const bar = html("div", { class: "figure-bar" }, steer.element, legendPlace);
  const row = html("div", { class: "figures-row" });
  row.append(...[plane, line, answer, overlay, whole].map(({ element }) => element));
  let drawn = 0;

  /** Statistics and numbers come a moment after the figures: for a large model they take as long again. */
  async function count(scene: Scene, turn: number): Promise<void> {
    await nextTask();
    if (turn === drawn) for (const part of [whole, numbers]) part.update(scene);
  }

  return {
    elements: [bar, row, numbers.element],
    show(scene) {
      const main = classesFit(scene) ? answer : spreadFits(scene) ? line : plane;
      for (const figure of [plane, line, answer]) figure.element.hidden = figure !== main;
      bar.hidden = main !== plane;
      row.classList.toggle("side-by-side", main === plane && isSquare(scene.axes));
      row.classList.toggle("answer", main === answer);
      for (const part of [main, overlay, steer]) part.update(scene);
      void count(scene, ++drawn);
    },
    destroy() {
      for (const part of [plane, line, overlay, answer, numbers]) part.destroy();
    },
  };
}

/** Where a figure cannot be, another picture may help. */
const choosePicture = () =>
  document.querySelector<HTMLElement>('[data-part="gallery"] [data-picture]:not([hidden])')?.focus();

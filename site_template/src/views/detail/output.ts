/** What the operation gives, as a whole: the tensor with the number that is looked at, and its row on the picture. */
import type { TensorValue } from "../../engine/engine.ts";
import { classes, classesFit } from "../../figures/tensor/classes.ts";
import { controls } from "../../figures/tensor/controls.ts";
import { heat } from "../../figures/tensor/heat.ts";
import { onPicture } from "../../figures/tensor/onpicture.ts";
import { isSquare, type Scene, sceneOf } from "../../figures/tensor/scene.ts";
import { spread, spreadFits } from "../../figures/tensor/spread.ts";
import { openInspector } from "../../inspector/open.ts";
import { button, html } from "../../marks/element.ts";
import type { Context } from "../../page/context.ts";
import type { Setting } from "./operation.ts";
import { asAWhole, opensInspector, tensorComesOut } from "./words.ts";

export interface Output {
  /** Head and column, which are picked above the figure. */
  readonly steer: HTMLElement;
  readonly element: HTMLElement;
  update(setting: Setting, tensor: TensorValue | null): void;
  destroy(): void;
}

const TALLEST = 236;

export function output(context: Context, onAnother: () => void): Output {
  const steer = controls(context);
  const legendPlace = html("div", { class: "legend-place" });
  const plane = heat(context, legendPlace, onAnother, TALLEST);
  const line = spread(context, onAnother);
  const answer = classes(context, onAnother);
  // The row's token is picked on the large picture; here, what it is compared with.
  const overlay = onPicture(context, (token) => context.store.set(isKeyed ? { column: token } : { token }));
  let isKeyed = false;
  const title = html("h2", { class: "figure-title" });
  const open = inspectorLinks(context);
  const bar = html("div", { class: "figure-bar" }, html("div", {}, title, open.element), legendPlace);
  const figures = html("div", { class: "figures-row" }, plane.element, line.element, answer.element, overlay.element);
  const element = html("section", { class: "detail-output", "aria-label": tensorComesOut }, bar, figures);

  function show(scene: Scene): void {
    const main = classesFit(scene) ? answer : spreadFits(scene) ? line : plane;
    for (const figure of [plane, line, answer]) figure.element.hidden = figure !== main;
    legendPlace.hidden = main !== plane;
    figures.classList.toggle("side-by-side", main === plane && isSquare(scene.axes));
    figures.classList.toggle("answer", main === answer);
    for (const figure of [main, overlay]) figure.update(scene);
  }

  return {
    steer: steer.element,
    element,
    update(setting, tensor) {
      const { state, model, hook, cell, tone } = setting;
      const { token, column, head } = cell;
      const scene = sceneOf({ ...state, token, column, head }, model, hook, tensor, tone);
      steer.update(scene);
      open.update(setting);
      isKeyed = scene.axes.columnAxis === "key";
      title.textContent = asAWhole(hook.name);
      show(scene);
    },
    destroy() {
      for (const figure of [plane, line, answer, overlay]) figure.destroy();
    },
  };
}

/** The tensor and the weights that it is made with, each as a matrix to look through. */
function inspectorLinks(context: Context): { element: HTMLElement; update(setting: Setting): void } {
  const element = html("p", { class: "opens", "data-part": "opens", "data-no-export": true });
  let opened = "";
  const link = (kind: "hook" | "weight", target: string, text: string) =>
    button({ class: "text-button", "data-opens": target }, text, () => openInspector(context, { kind, name: target }));
  return {
    element,
    update({ model, hook: { name, weights } }) {
      if (opened === `${model.id} ${name}`) return;
      opened = `${model.id} ${name}`;
      element.replaceChildren(
        link("hook", name, opensInspector),
        ...weights.map((one) => link("weight", one, one.replace(/^blocks\.\d+\./, ""))),
      );
    },
  };
}

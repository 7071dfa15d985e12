/** The view "Tensors": every hook of the model, its place in the forward pass, its values, its words. */

import { paragraph } from "../../controls/rich.ts";
import type { Hook, ModelEntry } from "../../data/manifest.ts";
import type { TensorValue } from "../../engine/engine.ts";
import { classes, classesFit } from "../../figures/tensor/classes.ts";
import { controls } from "../../figures/tensor/controls.ts";
import { facts } from "../../figures/tensor/facts.ts";
import { heat } from "../../figures/tensor/heat.ts";
import { onPicture } from "../../figures/tensor/onpicture.ts";
import { isSquare, type Scene, sceneOf } from "../../figures/tensor/scene.ts";
import { spread, spreadFits } from "../../figures/tensor/spread.ts";
import { landing } from "../../hooks/kinds.ts";
import { wordsOf } from "../../hooks/words.ts";
import { html } from "../../marks/element.ts";
import type { Context, View } from "../../page/context.ts";
import { onKeys } from "../../page/keyboard.ts";
import { nextTask } from "../../page/task.ts";
import { onSystemTheme, toneOf } from "../../page/theme.ts";
import type { State } from "../../state/table.ts";
import { heading } from "./heading.ts";
import { map } from "./map.ts";
import { table } from "./table.ts";

/** The hook that the address names; a name from another model falls back on the landing one. */
export const hookOf = (state: State, model: ModelEntry): Hook =>
  model.hooks.find((hook) => hook.name === state.hook) ?? landing(model.hooks, model.config.n_layers);

export function tensors(root: HTMLElement, context: Context): View {
  const { store, session } = context;
  const another = () =>
    document.querySelector<HTMLElement>('[data-part="gallery"] [data-picture]:not([hidden])')?.focus();
  const [forward, head, steer, whole, numbers] = [
    map(context),
    heading(context),
    controls(context),
    facts(),
    table(context),
  ];
  const legendPlace = html("div", { class: "legend-place" });
  const [plane, line, overlay, answer] = [
    heat(context, legendPlace, another),
    spread(context, another),
    onPicture(context),
    classes(context, another),
  ];
  const bar = html("div", { class: "figure-bar" }, steer.element, legendPlace);
  const figures = html(
    "div",
    { class: "figures-row" },
    plane.element,
    line.element,
    answer.element,
    overlay.element,
    whole.element,
  );
  const words = html("aside", { class: "words", "aria-label": "About this tensor", "data-part": "words" });
  const column = html("div", { class: "figure-column" }, forward.element, head.element, bar, figures, numbers.element);
  const page = html("div", { class: "tensors" }, column, words);
  root.replaceChildren(page);

  let [worded, asked] = ["", null as object | null];
  let held: { tensor: TensorValue; model: string } | null = null;
  let askedName = "";
  let drawn = 0;

  function draw(): void {
    const state = store.state;
    const model = session.model();
    const hook = hookOf(state, model);
    const fits =
      held !== null && held.tensor.name === hook.name && held.model === model.id && session.outcome.kind !== "failed";
    const scene = sceneOf(state, model, hook, fits ? held!.tensor : null, toneOf(state.theme));
    show(scene);
    if (worded !== `${model.id} ${hook.name}`) {
      worded = `${model.id} ${hook.name}`;
      forward.update(model, hook);
      head.update(model, hook);
      words.replaceChildren(...wordsOf(hook).paragraphs.map(paragraph));
    }
    fetch(hook);
  }

  function show(scene: Scene): void {
    const main = classesFit(scene) ? answer : spreadFits(scene) ? line : plane;
    for (const figure of [plane, line, answer]) figure.element.hidden = figure !== main;
    bar.hidden = main !== plane;
    figures.classList.toggle("side-by-side", main === plane && isSquare(scene.axes));
    figures.classList.toggle("answer", main === answer);
    for (const part of [main, overlay, steer]) part.update(scene);
    void count(scene, ++drawn);
  }

  /** Statistics and numbers come a moment after the figures: for a large model they take as long again. */
  async function count(scene: Scene, turn: number): Promise<void> {
    await nextTask();
    if (turn === drawn) for (const part of [whole, numbers]) part.update(scene);
  }

  /** Asks for the tensor once a run; what is shown stays until the next one is there. */
  function fetch(hook: Hook): void {
    const { outcome } = session;
    if (outcome.kind !== "done" || (asked === outcome && askedName === hook.name)) return;
    [asked, askedName] = [outcome, hook.name];
    session.tensor(hook.name).then(
      (tensor) => {
        if (asked !== outcome || askedName !== hook.name) return;
        held = { tensor, model: outcome.model };
        draw();
      },
      () => {
        if (asked === outcome) [asked, held] = [null, null];
      },
    );
  }

  function step(by: number): void {
    const { hooks } = session.model();
    const next = hooks[hooks.indexOf(hookOf(store.state, session.model())) + by];
    if (next) store.set({ hook: next.name });
  }

  const stops = [session.onChange(draw), onSystemTheme(draw), onKeys({ "[": () => step(-1), "]": () => step(1) })];
  return {
    update: draw,
    destroy() {
      for (const stop of [...stops, plane.destroy, line.destroy, overlay.destroy, answer.destroy, numbers.destroy])
        stop();
      page.remove();
    },
  };
}

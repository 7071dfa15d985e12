/** The view "Tensors": every hook of the model, its place in the forward pass, its values, its words. */

import { paragraph } from "../../controls/rich.ts";
import type { Hook, ModelEntry } from "../../data/manifest.ts";
import { sceneOf } from "../../figures/tensor/scene.ts";
import { landing } from "../../hooks/kinds.ts";
import { wordsOf } from "../../hooks/words.ts";
import { html } from "../../marks/element.ts";
import type { Context, View } from "../../page/context.ts";
import { onKeys } from "../../page/keyboard.ts";
import { onSystemTheme, toneOf } from "../../page/theme.ts";
import type { State } from "../../state/table.ts";
import { fetching } from "./fetching.ts";
import { tensorFigures } from "./figures.ts";
import { heading } from "./heading.ts";
import { map } from "./map.ts";
import { ABOUT } from "./words.ts";

/** The hook that the address names; a name from another model falls back on the landing one. */
const hookOf = (state: State, model: ModelEntry): Hook =>
  model.hooks.find((hook) => hook.name === state.hook) ?? landing(model.hooks, model.config.n_layers);

export function tensors(root: HTMLElement, context: Context): View {
  const { store, session } = context;
  const [forward, head, figures] = [map(context), heading(context), tensorFigures(context)];
  const values = fetching(session, draw);
  const words = html("aside", { class: "words", "aria-label": ABOUT, "data-part": "words" });
  const column = html("div", { class: "figure-column" }, forward.element, head.element, ...figures.elements);
  const page = html("div", { class: "tensors" }, column, words);
  root.replaceChildren(page);
  let worded = "";

  function draw(): void {
    const { state } = store;
    const model = session.model();
    const hook = hookOf(state, model);
    figures.show(sceneOf(state, model, hook, values.held(hook), toneOf(state.theme)));
    const named = `${model.id} ${hook.name}`;
    if (worded !== named) {
      worded = named;
      forward.update(model, hook);
      head.update(model, hook);
      words.replaceChildren(...wordsOf(hook, model.config).paragraphs.map(paragraph));
    }
    values.ask(hook);
  }

  const step = (by: number) => () => {
    const { hooks } = session.model();
    const next = hooks[hooks.indexOf(hookOf(store.state, session.model())) + by];
    if (next) store.set({ hook: next.name });
  };

  const stops = [session.onChange(draw), onSystemTheme(draw), onKeys({ "[": step(-1), "]": step(1) })];
  return {
    update: draw,
    destroy() {
      for (const stop of [...stops, figures.destroy]) stop();
      page.remove();
    },
  };
}

/** The controls above the figure, as a sentence, with k as a slider in it. */

import { choice } from "../../controls/sentence.ts";
import { html, setText } from "../../marks/element.ts";
import type { Context } from "../../page/context.ts";
import type { State } from "../../state/table.ts";
import type { Part } from "./large.ts";
import { kText, LEAST_K, MOST_K, STEP_K } from "./settings.ts";
import { INDICATOR_WORDS } from "./texts.ts";

export function controls({ store }: Context): Part {
  const figure = choice("show", "choose-figure", (value) => store.set({ figure: value as State["figure"] }));
  const indicator = choice("indicator", "choose-indicator", (value) =>
    store.set({ indicator: value as State["indicator"] }),
  );
  const scale = choice("scale", "choose-scale", (value) => store.set({ scale: value as State["scale"] }));
  const slider = html("input", {
    type: "range",
    min: LEAST_K,
    max: MOST_K,
    step: STEP_K,
    "aria-label": "k, the standard deviations above the mean from which a patch stands out",
    "data-part": "k",
  });
  const value = html("output", { class: "figures" });
  slider.addEventListener("input", () => store.set({ k: kText(Number(slider.value)) }));
  const element = html(
    "div",
    { class: "in-controls", role: "group", "aria-label": "What is shown", "data-part": "interaction-controls" },
    html(
      "div",
      { class: "in-sentence" },
      figure.element,
      indicator.element,
      html("label", { class: "in-choice ia-slider" }, html("span", { class: "in-choice-label" }, "k"), slider, value),
      scale.element,
    ),
  );
  return {
    element,
    destroy: () => undefined,
    update({ state, k }) {
      figure.show(
        [
          { value: "window", label: "what a patch reads" },
          { value: "field", label: "who reads it" },
          { value: "tendency", label: "from which side" },
        ],
        state.figure,
      );
      indicator.show(
        Object.entries(INDICATOR_WORDS).map(([kind, { short }]) => ({ value: kind, label: short })),
        state.indicator,
      );
      scale.show(
        [
          { value: "all", label: "same for all blocks" },
          { value: "each", label: "each block its own" },
        ],
        state.scale,
      );
      if (Number(slider.value) !== k) slider.value = String(k);
      setText(value, kText(k));
    },
  };
}

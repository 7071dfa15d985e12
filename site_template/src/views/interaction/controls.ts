/** The controls above the figure, as a sentence, with k as a slider in it. */
import { choice, type Option } from "../../controls/sentence.ts";
import type { Part } from "../../figures/blocks/scene.ts";
import { html, setText } from "../../marks/element.ts";
import type { Context } from "../../page/context.ts";
import type { State } from "../../state/table.ts";
import type { Scene } from "./scene.ts";
import { kText, LEAST_K, MOST_K, STEP_K } from "./settings.ts";
import { controlWords, INDICATOR_WORDS, K } from "./words/figure.ts";

const options = (labels: Readonly<Record<string, string>>): Option[] =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));
const FIGURES = options(controlWords.figures);
const SCALES = options(controlWords.scales);
const INDICATORS = Object.entries(INDICATOR_WORDS).map(([value, { short }]) => ({ value, label: short }));

export function controls({ store }: Context): Part<Scene> {
  const figure = choice(controlWords.show, "choose-figure", (value) => store.set({ figure: value as State["figure"] }));
  const indicator = choice(controlWords.indicator, "choose-indicator", (value) =>
    store.set({ indicator: value as State["indicator"] }),
  );
  const scale = choice(controlWords.scale, "choose-scale", (value) => store.set({ scale: value as State["scale"] }));
  const slider = html("input", {
    type: "range",
    min: LEAST_K,
    max: MOST_K,
    step: STEP_K,
    "aria-label": K,
    "data-part": "k",
  });
  const value = html("output", { class: "figures" });
  slider.addEventListener("input", () => store.set({ k: kText(Number(slider.value)) }));
  const name = html("span", { class: "in-choice-label" }, "k");
  const k = html("label", { class: "in-choice ia-slider" }, name, slider, value);
  const sentence = html("div", { class: "in-sentence" }, figure.element, indicator.element, k, scale.element);
  return {
    element: html(
      "div",
      { class: "in-controls", role: "group", "aria-label": controlWords.label, "data-part": "interaction-controls" },
      sentence,
    ),
    destroy: () => undefined,
    update({ state, k }) {
      figure.show(FIGURES, state.figure);
      indicator.show(INDICATORS, state.indicator);
      scale.show(SCALES, state.scale);
      if (Number(slider.value) !== k) slider.value = String(k);
      setText(value, kText(k));
    },
  };
}

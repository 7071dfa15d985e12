/** The map of the forward pass: a stream with a station for each stage, and the chosen stage unfolded. */
import type { Hook, ModelEntry } from "../../data/manifest.ts";
import { blockOf, counterpart, kindOf, stagesOf, stageTitle } from "../../hooks/kinds.ts";
import { html, setAttribute, style } from "../../marks/element.ts";
import type { Context } from "../../page/context.ts";
import type { Store } from "../../state/store.ts";
import { glyph } from "./glyphs.ts";
import { followInPlace, type Link, linksTo } from "./links.ts";
import { partsOf, unfold } from "./parts.ts";
import { MAP } from "./words.ts";

export function map({ store }: Context): { element: HTMLElement; update(model: ModelEntry, hook: Hook): void } {
  const line = html("div", { class: "stages", "data-part": "stages" });
  const parts = html("div", { class: "parts", "data-part": "parts" });
  const [summary, names] = [html("summary", {}), html("div", { class: "all-names" })];
  const all = html("details", { class: "all", "data-part": "all-tensors" }, summary, names);
  const steps = html("div", { class: "steps" });
  const element = html(
    "nav",
    { class: "map", "aria-label": MAP.label, "data-figure": MAP.figure },
    line,
    parts,
    html("div", { class: "map-foot", "data-no-export": true }, all, steps),
  );
  const link = linksTo(store);
  followInPlace(element, store);
  let [drawnModel, drawnStage] = ["", ""];

  return {
    element,
    update(model, hook) {
      const isNew = drawnModel !== model.id;
      if (isNew) {
        summary.textContent = MAP.all(model.hooks.length);
        names.replaceChildren(...namesOf(model, link));
      }
      drawLine(line, model, hook, link);
      steps.replaceChildren(...stepsOf(model, hook, link));
      if (isNew || drawnStage !== hook.stage) {
        const own = model.hooks.filter((one) => one.stage === hook.stage);
        parts.replaceChildren(...partsOf(own, link));
        if (drawnStage !== "") unfold(parts);
      }
      [drawnModel, drawnStage] = [model.id, hook.stage];
      markHere(element, hook, store);
      const station = line.querySelector<HTMLElement>('[aria-current="step"]');
      if (station && line.scrollWidth > line.clientWidth) line.scrollLeft = station.offsetLeft - line.clientWidth / 2;
    },
  };
}

function drawLine(line: HTMLElement, model: ModelEntry, hook: Hook, link: Link): void {
  const stages = stagesOf(model.hooks);
  const columns = stages.map((stage) => (blockOf(stage) === null ? "minmax(66px, 1.2fr)" : "minmax(29px, 1fr)"));
  style(line, { "grid-template-columns": columns.join(" ") });
  const station = (stage: string) =>
    link(
      counterpart(model.hooks, hook, stage),
      { class: "stage", "data-stage": stage, "aria-label": stageTitle(stage) },
      glyph(stage),
      html("span", { class: "stage-name" }, String(blockOf(stage) ?? stage)),
    );
  line.replaceChildren(...stages.map(station));
}

/** To the tensors before and after. */
function stepsOf({ hooks }: ModelEntry, hook: Hook, link: Link): HTMLElement[] {
  const at = hooks.indexOf(hook);
  const step = (to: Hook | undefined, text: string, spoken: (name: string) => string, rel: string) =>
    to ? [link(to, { rel, title: to.name, "aria-label": spoken(to.name) }, text)] : [];
  return [
    ...step(hooks[at - 1], MAP.before, MAP.beforeSpoken, "prev"),
    ...step(hooks[at + 1], MAP.next, MAP.nextSpoken, "next"),
  ];
}

/** All tensors by name, a list for each stage. */
function namesOf({ hooks }: ModelEntry, link: Link): HTMLElement[] {
  const item = (hook: Hook) => html("li", {}, link(hook, { class: `name role-${kindOf(hook).role}` }, hook.name));
  return stagesOf(hooks).map((stage) => {
    const own = hooks.filter((one) => one.stage === stage);
    return html("section", {}, html("h3", {}, stageTitle(stage)), html("ol", {}, ...own.map(item)));
  });
}

/** Marks the stage and the tensor that are shown, and brings all addresses up to date. */
function markHere(element: HTMLElement, hook: Hook, store: Store): void {
  for (const one of element.querySelectorAll<HTMLAnchorElement>("a[data-hook]")) {
    const isStage = one.classList.contains("stage");
    const isHere = isStage ? one.dataset["stage"] === hook.stage : one.dataset["hook"] === hook.name;
    setAttribute(one, "aria-current", isHere ? (isStage ? "step" : "true") : null);
    one.href = store.link({ hook: one.dataset["hook"]! });
  }
}

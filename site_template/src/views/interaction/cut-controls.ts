/** What is taken away, as a sentence; undo and reset. */

import { choice } from "../../controls/sentence.ts";
import { button, html, setText } from "../../marks/element.ts";
import type { Grid } from "../../maths/tokens.ts";
import type { State } from "../../state/table.ts";
import type { Acts } from "./acts.ts";
import type { Drop, Plan, Restrict } from "./plan.ts";
import type { Scene } from "./scene.ts";
import { namedBlock } from "./settings.ts";

/** Without CLS the mean of all patches stands in its place. */
export const dropWords = ({ prefix }: Grid): Readonly<Record<Drop, string>> => ({
  least: "least responsive",
  most: "most responsive",
  attention: prefix > 0 ? "lowest CLS attention" : "lowest mean attention",
  similarity: prefix > 0 ? "lowest CLS similarity" : "least like their mean",
  random: "at random",
});
export const RESTRICT_WORDS: Readonly<Record<Restrict, string>> = {
  adaptive: "adaptive windows",
  fixed: "fixed centred windows",
  random: "random boxes",
};

export interface CutControls {
  readonly element: HTMLElement;
  update(scene: Scene, plan: Plan): void;
}

export function cutControls(acts: Acts): CutControls {
  const drop = choice("remove", "choose-drop", (value) => acts.change({ drop: value as State["drop"] }));
  const slider = html("input", {
    type: "range",
    min: 0,
    max: 100,
    step: 1,
    "aria-label": "Share of the patches that is removed, per cent",
    "data-part": "share",
  });
  const value = html("output", { class: "figures" });
  slider.addEventListener("pointerdown", acts.grab);
  for (const end of ["pointerup", "pointercancel"]) slider.addEventListener(end, acts.rest);
  slider.addEventListener("input", () => acts.change({ share: Number(slider.value) }));
  const share = html(
    "label",
    { class: "in-choice ia-slider" },
    html("span", { class: "in-choice-label" }, "share"),
    slider,
    value,
  );
  const restrict = choice("patches read", "choose-restrict", (value) =>
    acts.change({ restrict: value as State["restrict"] }),
  );
  const where = choice("in", "choose-where", (value) => acts.change({ where: value }));
  const act = (part: string, text: string, run: () => void) =>
    button({ class: "text-button", "data-part": part }, text, run);
  const undo = act("undo", "undo", acts.undo);
  const reset = act("reset", "reset", acts.reset);
  const own = html("span", { class: "quiet", "data-part": "own-windows" });
  const element = html(
    "div",
    {
      class: "in-controls ia-cut-controls",
      role: "group",
      "aria-label": "What is taken away",
      "data-part": "cut-controls",
      "data-no-export": true,
    },
    html("div", { class: "in-sentence" }, restrict.element, where.element, drop.element, share, own),
    html("div", { class: "ip-acts" }, undo, reset),
  );
  return {
    element,
    update({ state, data, grid, boxEdits }, { removed }) {
      drop.show(
        [
          { value: "none", label: "no patches by rule" },
          ...Object.entries(dropWords(grid)).map(([way, label]) => ({
            value: way,
            label: way === "random" ? "patches at random" : `the ${label}`,
          })),
        ],
        state.drop,
      );
      restrict.show(
        [
          { value: "none", label: "everything" },
          { value: "adaptive", label: "their adaptive windows" },
          { value: "fixed", label: "fixed windows as large" },
          { value: "random", label: "random boxes as large" },
        ],
        state.restrict,
      );
      const only = namedBlock(state.where, data.blocks);
      where.show(
        [
          { value: "", label: "all blocks" },
          ...Array.from({ length: data.blocks }, (_, block) => ({ value: String(block), label: `block ${block}` })),
        ],
        only === null ? "" : String(only),
      );
      where.element.hidden = state.restrict === "none";
      share.hidden = state.drop === "none";
      if (Number(slider.value) !== state.share) slider.value = String(state.share);
      setText(value, `${state.share} %`);
      setText(
        own,
        boxEdits.length === 0
          ? ""
          : boxEdits.length === 1
            ? "1 window set by hand"
            : `${boxEdits.length} windows set by hand`,
      );
      undo.disabled = !acts.canUndo;
      reset.disabled = !acts.isEdited && removed.length === 0;
    },
  };
}

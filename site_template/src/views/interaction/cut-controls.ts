/** What is taken away, as a sentence; undo and reset. */

import { choice } from "../../controls/sentence.ts";
import type { Acts } from "../../edits/acts.ts";
import { type Drop, only, type Restrict } from "../../edits/edit.ts";
import { button, html, setText } from "../../marks/element.ts";
import type { Grid } from "../../maths/tokens.ts";
import type { Plan } from "./plan.ts";
import type { Scene } from "./scene.ts";

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
  const drop = choice("remove", "choose-drop", (value) => acts.drop(value === "none" ? null : (value as Drop)));
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
  slider.addEventListener("input", () => acts.share(Number(slider.value)));
  const share = html(
    "label",
    { class: "in-choice ia-slider" },
    html("span", { class: "in-choice-label" }, "share"),
    slider,
    value,
  );
  const restrict = choice("patches read", "choose-restrict", (value) =>
    acts.restrict(value === "none" ? null : (value as Restrict)),
  );
  const where = choice("in", "choose-where", (value) => acts.where(value === "" ? null : Number(value)));
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
    update({ data, grid, edits }, { removed }) {
      const [[dropped], [restricted]] = [only(edits, "drop"), only(edits, "restrict")];
      const windows = only(edits, "window").length;
      drop.show(
        [
          { value: "none", label: "no patches by rule" },
          ...Object.entries(dropWords(grid)).map(([way, label]) => ({
            value: way,
            label: way === "random" ? "patches at random" : `the ${label}`,
          })),
        ],
        dropped?.where ?? "none",
      );
      restrict.show(
        [
          { value: "none", label: "everything" },
          { value: "adaptive", label: "their adaptive windows" },
          { value: "fixed", label: "fixed windows as large" },
          { value: "random", label: "random boxes as large" },
        ],
        restricted?.value ?? "none",
      );
      where.show(
        [
          { value: "", label: "all blocks" },
          ...Array.from({ length: data.blocks }, (_, block) => ({ value: String(block), label: `block ${block}` })),
        ],
        String(restricted?.block ?? ""),
      );
      where.element.hidden = !restricted;
      share.hidden = !dropped;
      if (dropped && Number(slider.value) !== dropped.value) slider.value = String(dropped.value);
      if (dropped) setText(value, `${dropped.value} %`);
      setText(own, windows === 0 ? "" : windows === 1 ? "1 window set by hand" : `${windows} windows set by hand`);
      undo.disabled = !acts.canUndo;
      reset.disabled = !acts.isEdited && removed.length === 0;
    },
  };
}

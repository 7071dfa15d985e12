/** What is taken away, as a sentence; undo and reset. */
import { choice, type Option } from "../../../controls/sentence.ts";
import type { Acts } from "../../../edits/acts.ts";
import { type Drop, only, type Restrict } from "../../../edits/edit.ts";
import { button, html, setText } from "../../../marks/element.ts";
import type { Plan } from "../plan.ts";
import { readOf } from "../read.ts";
import type { Scene } from "../scene.ts";
import { cutControlWords, dropWords } from "../words/cut.ts";

export interface CutControls {
  readonly element: HTMLElement;
  update(scene: Scene, plan: Plan): void;
}

const RESTRICTS: readonly Option[] = Object.entries(cutControlWords.restricts).map(([value, label]) => ({
  value,
  label,
}));

export function cutControls(acts: Acts): CutControls {
  const chosen = <T extends string>(value: string) => (value === "none" ? null : (value as T));
  const drop = choice(cutControlWords.remove, "choose-drop", (value) => acts.drop(chosen<Drop>(value)));
  const restrict = choice(cutControlWords.restrict, "choose-restrict", (value) =>
    acts.restrict(chosen<Restrict>(value)),
  );
  const where = choice(cutControlWords.where, "choose-where", (value) =>
    acts.where(value === "" ? null : Number(value)),
  );
  const share = shareSlider(acts);
  const own = html("span", { class: "quiet", "data-part": "own-windows" });
  const act = (part: string, text: string, run: () => void) =>
    button({ class: "text-button", "data-part": part }, text, run);
  const undo = act("undo", cutControlWords.undo, acts.undo);
  const reset = act("reset", cutControlWords.reset, acts.reset);
  return {
    element: html(
      "div",
      {
        class: "in-controls ia-cut-controls",
        role: "group",
        "aria-label": cutControlWords.label,
        "data-part": "cut-controls",
        "data-no-export": true,
      },
      html("div", { class: "in-sentence" }, restrict.element, where.element, drop.element, share.element, own),
      html("div", { class: "ip-acts" }, undo, reset),
    ),
    update(scene, { removed }) {
      const { edits, data } = scene;
      const [[dropped], [restricted]] = [only(edits, "drop"), only(edits, "restrict")];
      drop.show(dropOptions(scene), dropped?.where ?? "none");
      restrict.show(RESTRICTS, restricted?.value ?? "none");
      where.show(blockOptions(data.blocks), String(restricted?.block ?? ""));
      where.element.hidden = !restricted;
      share.update(dropped?.value ?? null);
      setText(own, cutControlWords.windows(only(edits, "window").length));
      undo.disabled = !acts.canUndo;
      reset.disabled = !acts.isEdited && removed.length === 0;
    },
  };
}

const dropOptions = (scene: Scene): Option[] => [
  { value: "none", label: cutControlWords.none },
  ...Object.entries(dropWords(readOf(scene))).map(([value, words]) => ({
    value,
    label: cutControlWords.rule(value, words),
  })),
];

const blockOptions = (blocks: number): Option[] => [
  { value: "", label: cutControlWords.allBlocks },
  ...Array.from({ length: blocks }, (_, block) => ({ value: String(block), label: cutControlWords.block(block) })),
];

/** How many patches a rule drops, per cent. */
function shareSlider(acts: Acts): { readonly element: HTMLElement; update(share: number | null): void } {
  const slider = html("input", {
    type: "range",
    min: 0,
    max: 100,
    step: 1,
    "aria-label": cutControlWords.shareLabel,
    "data-part": "share",
  });
  const value = html("output", { class: "figures" });
  slider.addEventListener("pointerdown", acts.grab);
  for (const end of ["pointerup", "pointercancel"]) slider.addEventListener(end, acts.rest);
  slider.addEventListener("input", () => acts.share(Number(slider.value)));
  const name = html("span", { class: "in-choice-label" }, cutControlWords.share);
  const element = html("label", { class: "in-choice ia-slider" }, name, slider, value);
  return {
    element,
    update(share) {
      element.hidden = share === null;
      if (share === null) return;
      if (Number(slider.value) !== share) slider.value = String(share);
      setText(value, cutControlWords.perCent(share));
    },
  };
}

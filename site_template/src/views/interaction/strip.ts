/** Under the large figure: what the edits do to the answer, and the way back to the adaptive window. */
import type { Acts } from "../../edits/acts.ts";
import type { EditedRuns } from "../../edits/run.ts";
import { button, html, setText } from "../../marks/element.ts";
import { percent } from "../../maths/numbers.ts";
import type { Context } from "../../page/context.ts";
import type { Plan } from "./plan.ts";
import type { Scene } from "./scene.ts";
import { share } from "./texts.ts";

export interface Strip {
  readonly element: HTMLElement;
  update(scene: Scene, plan: Plan, runs: EditedRuns): void;
}

export function strip({ session }: Context, acts: Acts): Strip {
  const says = html("p", { class: "figures", "data-part": "strip" });
  const back = button(
    { class: "text-button", "data-part": "reset-window" },
    "adaptive window again",
    () => scene && acts.window(scene.block, scene.patch, null),
  );
  const undo = button({ class: "text-button", "data-part": "strip-undo" }, "undo", acts.undo);
  const every = button(
    { class: "text-button", "data-part": "every-window" },
    "let every patch read only its window",
    () => acts.restrict("adaptive", null),
  );
  const element = html(
    "div",
    { class: "ia-strip" },
    says,
    html("div", { class: "ip-acts", "data-no-export": true }, every, back, undo),
  );
  let scene: Scene | null = null;
  return {
    element,
    update(next, plan, runs) {
      scene = next;
      back.hidden = !(next.figure === "window" && next.isEdited(next.block));
      every.hidden = plan.edit !== null || next.data.origin !== "live";
      undo.hidden = !acts.canUndo;
      setText(says, textOf(next, plan, runs));
      element.hidden = says.textContent === "";
      element.dataset["fresh"] = String(runs.isFresh);
    },
  };

  function textOf({ model, data, figure }: Scene, plan: Plan, runs: EditedRuns): string {
    const { outcome } = session;
    if (outcome.kind !== "done" || outcome.model !== model.id || outcome.picture !== data.image) return "";
    const { label, probability, index } = outcome.result.top[0]!;
    if (runs.trouble) return runs.trouble;
    if (!plan.edit)
      return figure === "window" && data.origin === "live"
        ? "Drag an edge of the window, and the model runs again; or"
        : "";
    if (!runs.edited) return "The model runs again.";
    const after = runs.edited.probabilities[index]!;
    return `${label} ${percent(probability)} → ${percent(after)}\u00a0%, ${share(after / probability)} kept`;
  }
}

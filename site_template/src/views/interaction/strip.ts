/** Under the large figure: what the edits do to the answer, and the way back to the adaptive window. */
import { button, html, setText } from "../../marks/element.ts";
import { percent } from "../../maths/numbers.ts";
import type { Context } from "../../page/context.ts";
import type { Acts } from "./acts.ts";
import type { Bench } from "./bench.ts";
import type { Plan } from "./plan.ts";
import type { Scene } from "./scene.ts";
import { share } from "./texts.ts";

export interface Strip {
  readonly element: HTMLElement;
  update(scene: Scene, plan: Plan, bench: Bench): void;
}

export function strip({ session }: Context, acts: Acts): Strip {
  const says = html("p", { class: "figures", "data-part": "strip" });
  const back = button(
    { class: "text-button", "data-part": "reset-window" },
    "adaptive window again",
    () => scene && acts.box(scene, null),
  );
  const undo = button({ class: "text-button", "data-part": "strip-undo" }, "undo", acts.undo);
  const every = button(
    { class: "text-button", "data-part": "every-window" },
    "let every patch read only its window",
    () => acts.change({ restrict: "adaptive", where: "" }),
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
    update(next, plan, bench) {
      scene = next;
      back.hidden = !(next.figure === "window" && next.isEdited(next.block));
      every.hidden = plan.edit !== null || next.data.origin !== "live";
      undo.hidden = !acts.canUndo;
      setText(says, textOf(next, plan, bench));
      element.hidden = says.textContent === "";
      element.dataset["fresh"] = String(bench.isFresh);
    },
  };

  function textOf({ model, data, figure }: Scene, plan: Plan, bench: Bench): string {
    const { outcome } = session;
    if (outcome.kind !== "done" || outcome.model !== model.id || outcome.picture !== data.image) return "";
    const { label, probability, index } = outcome.result.top[0]!;
    if (bench.trouble) return bench.trouble;
    if (!plan.edit)
      return figure === "window" && data.origin === "live"
        ? "Drag an edge of the window, and the model runs again; or"
        : "";
    if (!bench.edited) return "The model runs again.";
    const after = bench.edited.probabilities[index]!;
    return `${label} ${percent(probability)} → ${percent(after)}\u00a0%, ${share(after / probability)} kept`;
  }
}

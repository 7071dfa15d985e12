/** Under the large figure: what the edits do to the answer, and the way back to the adaptive window. */
import type { Acts } from "../../edits/acts.ts";
import type { EditedRuns } from "../../edits/run.ts";
import { button, html, setText } from "../../marks/element.ts";
import type { Context } from "../../page/context.ts";
import { plainRun } from "./plain-run.ts";
import type { Plan } from "./plan.ts";
import type { Scene } from "./scene.ts";
import { stripWords } from "./words/cut.ts";

export interface Strip {
  readonly element: HTMLElement;
  update(scene: Scene, plan: Plan, runs: EditedRuns): void;
}

export function strip(context: Context, acts: Acts): Strip {
  let scene: Scene | null = null;
  const says = html("p", { class: "figures", "data-part": "strip" });
  const act = (part: string, label: string, run: () => void) =>
    button({ class: "text-button", "data-part": part }, label, run);
  const back = act("reset-window", stripWords.back, () => scene && acts.window(scene.block, scene.patch, null));
  const undo = act("strip-undo", stripWords.undo, acts.undo);
  const every = act("every-window", stripWords.every, () => acts.restrict("adaptive", null));
  const element = html(
    "div",
    { class: "ia-strip" },
    says,
    html("div", { class: "ip-acts", "data-no-export": true }, every, back, undo),
  );
  return {
    element,
    update(next, plan, runs) {
      scene = next;
      back.hidden = !(next.figure === "window" && next.isEdited(next.block));
      every.hidden = plan.edit !== null || next.data.origin !== "live";
      undo.hidden = !acts.canUndo;
      setText(says, textOf(context, next, plan, runs));
      element.hidden = says.textContent === "";
      element.dataset["fresh"] = String(runs.isFresh);
    },
  };
}

function textOf({ session }: Context, scene: Scene, plan: Plan, runs: EditedRuns): string {
  const before = plainRun(session, scene);
  if (!before) return "";
  const { label, probability, index } = before.top[0]!;
  if (runs.trouble) return runs.trouble;
  if (!plan.edit) return scene.figure === "window" && scene.data.origin === "live" ? stripWords.drag : "";
  if (!runs.edited) return stripWords.running;
  return stripWords.kept(label, probability, runs.edited.probabilities[index]!);
}

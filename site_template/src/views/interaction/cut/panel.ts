/** Cut, and see what happens: the model runs again without what was taken away, beside other ways to take as much. */
import { frame } from "../../../controls/panel.ts";
import type { Acts } from "../../../edits/acts.ts";
import type { EditedRuns } from "../../../edits/run.ts";
import { html } from "../../../marks/element.ts";
import type { Context } from "../../../page/context.ts";
import { plainRun } from "../plain-run.ts";
import type { Plan } from "../plan.ts";
import type { Scene } from "../scene.ts";
import { panelWords } from "../words/cut.ts";
import { answer } from "./answer.ts";
import { compare } from "./compare.ts";
import { cutControls } from "./controls.ts";
import { cutPicture } from "./picture.ts";
import { saidOf } from "./said.ts";

export interface CutPanel {
  readonly element: HTMLElement;
  update(scene: Scene, plan: Plan, runs: EditedRuns): void;
}

export function cutPanel(context: Context, acts: Acts): CutPanel {
  const { session } = context;
  const { element, bar, figure, say } = frame(context, {
    id: "cut",
    title: panelWords.title,
    concept: ["adaptive-window", panelWords.concept],
  });
  const controls = cutControls(acts);
  const [picture, answers, others] = [cutPicture(context, acts), answer(context), compare(acts)];
  const column = (title: string, children: readonly HTMLElement[]) =>
    html("div", { class: "ia-cut-column" }, html("h3", {}, title), ...children);
  bar.append(controls.element);
  figure.classList.add("ia-cut-figure");
  figure.append(column(panelWords.left, picture.elements), column(panelWords.answer, answers.elements), others.element);
  return {
    element,
    update(scene, plan, runs) {
      const before = plainRun(session, scene);
      const { outcome } = session;
      controls.update(scene, plan);
      picture.update(scene, plan);
      if (before) element.dataset["fresh"] = String(runs.isFresh && plan.waits === "");
      answers.update(scene, plan, runs, before);
      if (before) say(...saidOf(scene, plan, runs, before.top[0]!.label, before.top[0]!.probability));
      others.update(scene, plan, runs, outcome.kind === "done" ? outcome.result : null);
      element.dataset["waiting"] = String(runs.waiting);
    },
  };
}

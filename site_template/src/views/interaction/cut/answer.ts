/** The answer before and after: the classes, how much of the first is kept, and how long the runs took. */

import type { EditedRuns } from "../../../edits/run.ts";
import type { RunResult } from "../../../engine/engine.ts";
import { beforeAfter, changesOf } from "../../../marks/before-after.ts";
import { html, setText } from "../../../marks/element.ts";
import type { Context } from "../../../page/context.ts";
import type { Plan } from "../plan.ts";
import type { Scene } from "../scene.ts";
import { panelWords } from "../words/cut.ts";
import { share } from "../words/figure.ts";

const CLASSES = 5;

export interface Answer {
  readonly elements: readonly HTMLElement[];
  /** @param before the run without edits; null while there is none. */
  update(scene: Scene, plan: Plan, runs: EditedRuns, before: RunResult | null): void;
}

export function answer({ announce }: Context): Answer {
  const kept = html("p", { class: "ia-kept", "data-part": "kept" });
  const list = html("ol", { class: "ba-bars", "data-part": "before-after" });
  const colour = (part: string) => html("i", { class: `ba-key-${part}`, "aria-hidden": "true" });
  const key = html(
    "p",
    { class: "quiet ia-hint" },
    colour("before"),
    panelWords.before,
    colour("after"),
    panelWords.after,
  );
  const source = html("p", { class: "quiet ia-hint", "data-part": "rerun-source" });
  let told = "";

  function tell({ model }: Scene, { edited, isFresh }: EditedRuns, before: RunResult): void {
    if (!edited || !isFresh) return;
    const first = before.top[0]!;
    const top = edited.probabilities.indexOf(Math.max(...edited.probabilities));
    const other = top === first.index ? null : model.labels[top]!;
    const text = panelWords.spoken(first.label, first.probability, edited.probabilities[first.index]!, other);
    if (text !== told) announce(text);
    told = text;
  }

  return {
    elements: [kept, list, key, source],
    update(scene, plan, runs, before) {
      if (!before) {
        kept.replaceChildren(html("span", { class: "quiet" }, panelWords.later));
        list.replaceChildren();
        setText(source, "");
        return;
      }
      const after = plan.edit ? runs.edited : null;
      const changes = changesOf(before.probabilities, after?.probabilities ?? null, scene.model.labels, CLASSES);
      beforeAfter(list, changes);
      kept.replaceChildren(...keptPieces(plan, runs, before));
      setText(source, after ? panelWords.time(after.milliseconds, before.milliseconds) : "");
      if (after) tell(scene, runs, before);
    },
  };
}

/** How much of the answer is kept, or why nobody knows yet. */
function keptPieces(plan: Plan, runs: EditedRuns, before: RunResult): (Node | string)[] {
  const { label, probability, index } = before.top[0]!;
  if (runs.trouble) return [html("span", { role: "alert" }, runs.trouble)];
  if (plan.edit && runs.edited)
    return [html("b", {}, share(runs.edited.probabilities[index]! / probability)), panelWords.kept(label)];
  const then = plan.waits ? panelWords.waits(plan.waits) : plan.edit ? panelWords.running : panelWords.uncut;
  return [html("b", {}, panelWords.probability(label, probability)), then];
}

/** What the cut says, in sentences with this picture's own numbers. */
import { type Drop, type Edits, only, type Restrict } from "../../../edits/edit.ts";
import type { EditedRuns } from "../../../edits/run.ts";
import type { Plan, Trial } from "../plan.ts";
import { readOf } from "../read.ts";
import type { Scene } from "../scene.ts";
import { dropWords, RESTRICT_WORDS, said } from "../words/cut.ts";

/** What the visitor has chosen of the ways there are: "hand" for patches of their own. */
export function ownWay(kind: Trial["kind"], edits: Edits): Drop | Restrict | "hand" | "none" {
  if (kind === "restrict") return only(edits, "restrict")[0]?.value ?? "none";
  return only(edits, "remove").length > 0 ? "hand" : (only(edits, "drop")[0]?.where ?? "none");
}

/** @param label the answer without the cut, and @param before its probability. */
export function saidOf(scene: Scene, plan: Plan, runs: EditedRuns, label: string, before: number): string[] {
  const { grid, count } = scene;
  if (!plan.edit) return [said.question, said.how(grid.prefixNames)];
  const left = count - plan.removed.length;
  return [
    ...(left === 0 ? [said.allRemoved(grid.prefixNames, readOf(scene))] : []),
    ...(left > 0 && left < count ? [said.someRemoved(left)] : []),
    ...(runs.edited && runs.isFresh ? outcome(scene, plan, runs, label, before) : []),
  ];
}

function outcome(scene: Scene, plan: Plan, runs: EditedRuns, label: string, before: number): string[] {
  const verdicts = (["restrict", "drop"] as const).flatMap((kind) => compared(kind, scene, plan, runs, label) ?? []);
  const { trials } = plan;
  if (trials.length > 0 && runs.waiting > 0) return [...verdicts, said.waiting(runs.waiting, trials.length)];
  if (trials.length > 0) return [...verdicts, said.onePicture(Boolean(scene.model.interaction))];
  const windows = only(scene.edits, "window").length;
  if (windows === 0) return verdicts;
  const after = runs.edited!.probabilities[scene.model.labels.indexOf(label)] ?? NaN;
  return [...verdicts, said.byHand(windows, label, after, before, scene.count, scene.data.blocks)];
}

/** The chosen way beside the draws of random ones; null where there is nothing to compare, or not all of it. */
function compared(kind: Trial["kind"], scene: Scene, { trials }: Plan, runs: EditedRuns, label: string): string | null {
  const own = ownWay(kind, scene.edits);
  const index = scene.model.labels.indexOf(label);
  const outcomes = (way: string) =>
    trials
      .filter((trial) => trial.kind === kind && trial.way === way)
      .map((trial) => runs.outcome(trial)?.probabilities[index]);
  const random = outcomes("random");
  if (random.length === 0 || random.some((value) => value === undefined) || own === "random" || own === "none")
    return null;
  const mine = own === "hand" ? runs.edited?.probabilities[index] : outcomes(own)[0];
  if (mine === undefined) return null;
  return said.compared(nameOf(kind, own, scene), label, mine, random as number[]);
}

function nameOf(kind: Trial["kind"], own: string, scene: Scene): string {
  if (own === "hand") return said.yours;
  return kind === "drop" ? said.dropped(dropWords(readOf(scene))[own as Drop]) : RESTRICT_WORDS[own as Restrict];
}

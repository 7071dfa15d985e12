/** What the cut says, in sentences with this picture's own numbers. */
import { type Drop, type Edits, only, type Restrict } from "../../edits/edit.ts";
import type { EditedRuns } from "../../edits/run.ts";
import { number, percent } from "../../maths/numbers.ts";
import { dropWords, RESTRICT_WORDS } from "./cut-controls.ts";
import type { Plan, Trial } from "./plan.ts";
import type { Scene } from "./scene.ts";

export function cutWords(scene: Scene, plan: Plan, runs: EditedRuns, label: string, before: number): string[] {
  if (!plan.edit)
    return [
      "Attention lets every patch read every other one. Does the model need that? Take something away and it runs again, in this page, on this picture.",
      `A score that is not allowed becomes minus infinity before the softmax, in every head.${scene.grid.prefix > 0 ? " CLS still reads all patches that are left, and every patch reads CLS." : ""}`,
    ];
  const { removed, trials } = plan;
  const all = scene.count;
  const said: string[] = [];
  if (removed.length === all)
    said.push(
      scene.grid.prefix > 0
        ? "Every patch is removed: CLS reads nothing but itself, so this is what the model says without a picture."
        : "Every patch is removed, and there is no CLS: nothing is left to read.",
    );
  else if (removed.length > 0)
    said.push(`A removed patch is read by no token in any block; ${all - removed.length} are left.`);
  if (runs.edited && runs.isFresh) {
    const verdict = (kind: Trial["kind"]) => compared(kind, scene, plan, runs, label);
    said.push(...[verdict("restrict"), verdict("drop")].filter((text) => text !== ""));
    if (trials.length > 0 && runs.waiting > 0)
      said.push(`${runs.waiting} of ${trials.length} runs to compare with are still to come.`);
    else if (trials.length > 0)
      said.push(
        `One picture proves little.${scene.model.interaction ? " What many say stands at the end of this page." : ""}`,
      );
    else if (only(scene.edits, "window").length > 0)
      said.push(
        `With nothing but your ${only(scene.edits, "window").length === 1 ? "window" : "windows"} set, “${label}” has ${percent(runs.edited.probabilities[scene.model.labels.indexOf(label)] ?? NaN)}\u00a0%, and had ${percent(before)}\u00a0%. One patch in one block is little: there are ${all} patches and ${scene.data.blocks} blocks.`,
      );
  }
  return said;
}

/** The chosen way beside the draws of random ones. */
function compared(
  kind: Trial["kind"],
  { edits, model, grid }: Scene,
  { trials }: Plan,
  runs: EditedRuns,
  label: string,
): string {
  const own = ownWay(kind, edits);
  const index = model.labels.indexOf(label);
  const outcomes = (way: string) =>
    trials
      .filter((trial) => trial.kind === kind && trial.way === way)
      .map((trial) => runs.outcome(trial)?.probabilities[index]);
  const random = outcomes("random");
  if (random.length === 0 || random.some((value) => value === undefined) || own === "random" || own === "none")
    return "";
  const mine = own === "hand" ? runs.edited?.probabilities[index] : outcomes(own)[0];
  if (mine === undefined) return "";
  const draws = random as number[];
  const [low, high] = [Math.min(...draws), Math.max(...draws)];
  const where = mine > high ? "more than in any of" : mine < low ? "less than in any of" : "within the reach of";
  const name =
    own === "hand"
      ? "what you removed"
      : kind === "drop"
        ? `${dropWords(grid)[own as Drop]} patches removed`
        : RESTRICT_WORDS[own as Restrict];
  return `With ${name}, “${label}” has ${number(mine)}: ${where} ${draws.length} random draws of the same size (${number(low)} to ${number(high)}).`;
}

/** What the visitor has chosen of the ways there are: "hand" for patches of their own. */
export function ownWay(kind: Trial["kind"], edits: Edits): Drop | Restrict | "hand" | "none" {
  if (kind === "restrict") return only(edits, "restrict")[0]?.value ?? "none";
  return only(edits, "remove").length > 0 ? "hand" : (only(edits, "drop")[0]?.where ?? "none");
}

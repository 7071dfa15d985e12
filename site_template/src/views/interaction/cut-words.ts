/** What the cut says, in sentences with this picture's own numbers. */
import { number, percent } from "../../maths/numbers.ts";
import type { Bench } from "./bench.ts";
import { dropWords, RESTRICT_WORDS } from "./cut-controls.ts";
import type { Drop, Plan, Restrict, Trial } from "./plan.ts";
import type { Scene } from "./scene.ts";

export function cutWords(scene: Scene, plan: Plan, bench: Bench, label: string, before: number): string[] {
  if (!plan.edit)
    return [
      "Attention lets every patch read every other one. Does the model need that? Take something away and it runs again, in this page, on this picture.",
      `A score that is not allowed becomes minus infinity before the softmax, in every head.${scene.grid.prefix > 0 ? " CLS still reads all patches that are left, and every patch reads CLS." : ""}`,
    ];
  const { removed, trials } = plan;
  const all = scene.grid.side ** 2;
  const said: string[] = [];
  if (removed.length === all)
    said.push(
      scene.grid.prefix > 0
        ? "Every patch is removed: CLS reads nothing but itself, so this is what the model says without a picture."
        : "Every patch is removed, and there is no CLS: nothing is left to read.",
    );
  else if (removed.length > 0)
    said.push(`A removed patch is read by no token in any block; ${all - removed.length} are left.`);
  if (bench.edited && bench.isFresh) {
    const verdict = (kind: Trial["kind"]) => compared(kind, scene, plan, bench, label);
    said.push(...[verdict("restrict"), verdict("drop")].filter((text) => text !== ""));
    if (trials.length > 0 && bench.waiting > 0)
      said.push(`${bench.waiting} of ${trials.length} runs to compare with are still to come.`);
    else if (trials.length > 0)
      said.push(
        `One picture proves little.${scene.model.interaction ? " What many say stands at the end of this page." : ""}`,
      );
    else if (scene.boxEdits.length > 0)
      said.push(
        `With nothing but your ${scene.boxEdits.length === 1 ? "window" : "windows"} set, “${label}” has ${percent(bench.edited.probabilities[scene.model.labels.indexOf(label)] ?? NaN)}\u00a0%, and had ${percent(before)}\u00a0%. One patch in one block is little: there are ${all} patches and ${scene.data.blocks} blocks.`,
      );
  }
  return said;
}

/** The chosen way beside the draws of random ones. */
function compared(
  kind: Trial["kind"],
  { state, model, grid }: Scene,
  { trials }: Plan,
  bench: Bench,
  label: string,
): string {
  const own = kind === "drop" ? (state.gone === "" ? state.drop : "hand") : state.restrict;
  const index = model.labels.indexOf(label);
  const outcomes = (way: string) =>
    trials
      .filter((trial) => trial.kind === kind && trial.way === way)
      .map((trial) => bench.outcome(trial)?.probabilities[index]);
  const random = outcomes("random");
  if (random.length === 0 || random.some((value) => value === undefined) || own === "random" || own === "none")
    return "";
  const mine = own === "hand" ? bench.edited?.probabilities[index] : outcomes(own)[0];
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

/** Other ways to take as much, in two plots; with nothing taken, what may be tried. */

import type { Acts } from "../../../edits/acts.ts";
import { DROPS, type Drop, RESTRICTS, type Restrict } from "../../../edits/edit.ts";
import type { EditedRuns } from "../../../edits/run.ts";
import type { RunResult } from "../../../engine/engine.ts";
import { button, html, setText } from "../../../marks/element.ts";
import { meanArea } from "../../../maths/interaction/windows.ts";
import { number } from "../../../maths/numbers.ts";
import type { Plan, Trial } from "../plan.ts";
import { readOf } from "../read.ts";
import type { Scene } from "../scene.ts";
import { compareWords, dropWords, RESTRICT_WORDS } from "../words/cut.ts";
import { share } from "../words/figure.ts";
import { type KeptRow, keptPlot } from "./kept-plot.ts";
import { ownWay } from "./said.ts";

export interface Compare {
  readonly element: HTMLElement;
  /** @param before the last run without edits; null while there is none. */
  update(scene: Scene, plan: Plan, runs: EditedRuns, before: RunResult | null): void;
}

type Kind = Trial["kind"];
const KINDS: readonly Kind[] = ["restrict", "drop"];

export function compare(acts: Acts): Compare {
  const groups = KINDS.map((kind) => groupOf(kind, acts));
  const { offers } = compareWords;
  const offer = (text: string, run: () => void) => button({ class: "plain-button" }, text, run);
  const tries = html(
    "div",
    { class: "ia-tries", "data-part": "tries" },
    html("h3", {}, compareWords.try),
    offer(offers.window, () => acts.restrict("adaptive", null)),
    offer(offers.least, () => acts.drop("least", 30)),
    offer(offers.most, () => acts.drop("most", 30)),
  );
  return {
    element: html("div", { class: "ia-cut-column" }, ...groups.map(({ element }) => element), tries),
    update(scene, plan, runs, before) {
      for (const group of groups) group.update(scene, plan, runs, before);
      tries.hidden = plan.trials.length > 0;
    },
  };
}

/** The ways of one kind beside each other. */
function groupOf(kind: Kind, acts: Acts): Compare {
  const plot = keptPlot(compareWords[kind]);
  const title = html("h3");
  const element = html("section", { class: "ia-kept-group", "data-part": `kept-${kind}` }, title, plot.element);
  return {
    element,
    update(scene, plan, runs, before) {
      element.hidden = before === null || !plan.trials.some((trial) => trial.kind === kind);
      if (before === null || element.hidden) return;
      const { label, index, probability } = before.top[0]!;
      const { removed } = plan;
      setText(
        title,
        kind === "drop"
          ? compareWords.dropTitle(label, removed.length, scene.count)
          : compareWords.restrictTitle(label, areaText(scene, plan)),
      );
      plot.update(rowsOf(kind, scene, plan, runs, index), probability, (way) => {
        if (kind === "restrict") acts.restrict(way as Restrict);
        else if (way !== "hand") acts.dropInstead(way as Drop, Math.round((100 * removed.length) / scene.count));
      });
    },
  };
}

function rowsOf(kind: Kind, scene: Scene, { trials }: Plan, runs: EditedRuns, index: number): KeptRow[] {
  const words: Readonly<Record<string, string>> = kind === "drop" ? dropWords(readOf(scene)) : RESTRICT_WORDS;
  const own = ownWay(kind, scene.edits);
  const value = (one: { readonly probabilities: ArrayLike<number> } | null) => one?.probabilities[index] ?? null;
  const rows = (kind === "drop" ? DROPS : RESTRICTS).map(
    (way): KeptRow => ({
      id: way,
      name: words[way]!,
      values: trials
        .filter((trial) => trial.kind === kind && trial.way === way)
        .map((trial) => value(runs.outcome(trial))),
      isOwn: way === own,
    }),
  );
  if (own !== "hand") return rows;
  return [{ id: "hand", name: compareWords.yours, values: [value(runs.edited)], isOwn: true }, ...rows];
}

/** The mean area of the windows that attention is restricted to, in the blocks that are. */
function areaText(scene: Scene, { blocks }: Plan): string {
  const areas = blocks
    .map((block) => scene.windows(block))
    .filter((boxes) => boxes !== null)
    .map((boxes) => meanArea(boxes) / boxes.length);
  return areas.length === 0 ? number(0) : share(areas.reduce((sum, area) => sum + area, 0) / areas.length);
}

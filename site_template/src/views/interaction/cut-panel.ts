/** Cut, and see what happens: the model runs again without what was taken away, beside other ways to take as much. */

import { frame } from "../../controls/panel.ts";
import type { Acts } from "../../edits/acts.ts";
import { DROPS, type Drop, RESTRICTS, type Restrict } from "../../edits/edit.ts";
import type { EditedRuns } from "../../edits/run.ts";
import { beforeAfter, changesOf } from "../../marks/before-after.ts";
import { brushOver } from "../../marks/brush.ts";
import { button, html, setAttribute, setText } from "../../marks/element.ts";
import { patchGrid } from "../../marks/patch-grid.ts";
import { pictureFrame } from "../../marks/picture.ts";
import { meanArea } from "../../maths/interaction/windows.ts";
import { milliseconds, number, percent } from "../../maths/numbers.ts";
import type { Context } from "../../page/context.ts";
import { shownOf } from "../../page/seen.ts";
import { cutControls, dropWords, RESTRICT_WORDS } from "./cut-controls.ts";
import { cutWords, ownWay } from "./cut-words.ts";
import { type KeptRow, keptPlot } from "./kept-plot.ts";
import type { Plan, Trial } from "./plan.ts";
import type { Scene } from "./scene.ts";
import { share } from "./texts.ts";

const CLASSES = 5;

export interface CutPanel {
  readonly element: HTMLElement;
  update(scene: Scene, plan: Plan, runs: EditedRuns): void;
}

export function cutPanel(context: Context, acts: Acts): CutPanel {
  const { session, pointed, announce } = context;
  const { element, bar, figure, say } = frame(context, {
    id: "cut",
    title: "Cut, and see what happens",
    concept: ["adaptive-window", "What an adaptive window is"],
  });
  const sentence = cutControls(acts);
  bar.append(sentence.element);

  const { frame: picture, show } = pictureFrame();
  const grid = patchGrid({ onPick: () => undefined, onHover: (token) => pointed.set(token) });
  grid.element.setAttribute(
    "aria-label",
    "The picture, patch by patch: arrow keys move, space removes a patch or brings it back",
  );
  grid.element.setAttribute("aria-multiselectable", "true");
  grid.element.dataset["part"] = "remove-grid";
  picture.classList.add("ip-canvas", "ia-cut-picture");
  picture.append(grid.element);
  const count = html("p", { class: "ip-readout", "data-part": "removed-count" });
  const hint = html("p", { class: "quiet ia-hint" }, "Click or drag over patches to remove them.");

  const kept = html("p", { class: "ia-kept", "data-part": "kept" });
  const list = html("ol", { class: "ba-bars", "data-part": "before-after" });
  const key = html(
    "p",
    { class: "quiet ia-hint" },
    html("i", { class: "ba-key-before", "aria-hidden": "true" }),
    " before ",
    html("i", { class: "ba-key-after", "aria-hidden": "true" }),
    " after, %",
  );
  const source = html("p", { class: "quiet ia-hint", "data-part": "rerun-source" });

  const plots = {
    restrict: keptPlot("Probability of the answer with windows of the same area"),
    drop: keptPlot("Probability of the answer with as many patches removed"),
  };
  const titles = { restrict: html("h3"), drop: html("h3") };
  const groups = {
    restrict: html(
      "section",
      { class: "ia-kept-group", "data-part": "kept-restrict" },
      titles.restrict,
      plots.restrict.element,
    ),
    drop: html("section", { class: "ia-kept-group", "data-part": "kept-drop" }, titles.drop, plots.drop.element),
  };
  const tries = html("div", { class: "ia-tries", "data-part": "tries" });
  const column = (title: string, ...children: HTMLElement[]) =>
    html("div", { class: "ia-cut-column" }, html("h3", {}, title), ...children);
  figure.classList.add("ia-cut-figure");
  figure.append(
    column("What is left", picture, count, hint),
    column("The answer", kept, list, key, source),
    html("div", { class: "ia-cut-column" }, groups.restrict, groups.drop, tries),
  );

  let scene: Scene | null = null;
  let plan: Plan | null = null;
  /** Patches under a stroke, before the address knows of them. */
  let stroke: Set<number> | null = null;
  brushOver(grid, {
    shape: () => scene?.grid ?? null,
    isChosen: (patch) => (stroke ?? new Set(plan?.removed)).has(patch),
    tool: () => 1,
    begin() {
      acts.grab();
      stroke = new Set(plan?.removed ?? []);
    },
    paint(patches, value) {
      for (const patch of patches) value ? stroke!.add(patch) : stroke!.delete(patch);
      acts.remove([...stroke!]);
    },
    end() {
      stroke = null;
      acts.rest();
    },
    point: (patch) => pointed.set(patch + scene!.grid.prefix),
  });

  const offers = [
    ["Let every patch read only its window", () => acts.restrict("adaptive", null)],
    ["Remove the 30 % that are read least", () => acts.drop("least", 30)],
    ["Remove the 30 % that are read most", () => acts.drop("most", 30)],
  ] as const;
  tries.append(html("h3", {}, "Try"), ...offers.map(([text, run]) => button({ class: "plain-button" }, text, run)));

  function place(now: Scene): void {
    show(shownOf(now));
    grid.shape(now.grid);
  }

  let shownRemoval = "";
  function removal({ removed }: Plan, { grid: shape }: Scene): void {
    const key = `${shape.side}:${removed.join()}`;
    if (key === shownRemoval) return;
    shownRemoval = key;
    const gone = new Set(removed);
    const cells = grid.element.querySelectorAll<HTMLElement>(".patch");
    cells.forEach((cell, patch) => {
      cell.classList.toggle("ia-gone", gone.has(patch));
      setAttribute(cell, "aria-selected", String(gone.has(patch)));
    });
    setText(
      count,
      removed.length === 0
        ? "No patch is removed"
        : `${removed.length} of ${shape.side ** 2} patches removed, ${share(removed.length / shape.side ** 2)}`,
    );
  }

  let told = "";
  function answer(now: Scene, next: Plan, runs: EditedRuns): void {
    const { outcome } = session;
    const before =
      outcome.kind === "done" && outcome.model === now.model.id && outcome.picture === now.data.image
        ? outcome.result
        : null;
    const after = next.edit ? runs.edited : null;
    if (!before) {
      kept.replaceChildren(html("span", { class: "quiet" }, "The answer comes when the model has run."));
      list.replaceChildren();
      setText(source, "");
      return;
    }
    const first = before.top[0]!;
    beforeAfter(list, changesOf(before.probabilities, after?.probabilities ?? null, now.model.labels, CLASSES));
    const then = after ? after.probabilities[first.index]! : null;
    element.dataset["fresh"] = String(runs.isFresh && next.waits === "");
    kept.replaceChildren(
      ...(runs.trouble
        ? [html("span", { role: "alert" }, runs.trouble)]
        : then === null
          ? [
              html("b", {}, `${first.label} ${percent(first.probability)}\u00a0%`),
              next.waits ? `; waits until ${next.waits}` : next.edit ? "; the model runs again" : ", nothing is cut",
            ]
          : [html("b", {}, share(then / first.probability)), ` of the probability of “${first.label}” is kept`]),
    );
    setText(
      source,
      after
        ? `run again in ${milliseconds(after.milliseconds)}; the whole run took ${milliseconds(before.milliseconds)}`
        : "",
    );
    say(...cutWords(now, next, runs, first.label, first.probability));
    if (then === null || !runs.isFresh) return;
    const top = after!.probabilities.indexOf(Math.max(...after!.probabilities));
    const sentenceNow = `${first.label}: ${percent(first.probability)} per cent before, ${percent(then)} after${top === first.index ? "" : `; the answer is now ${now.model.labels[top]}`}`;
    if (sentenceNow !== told) announce(sentenceNow);
    told = sentenceNow;
  }

  function rowsOf(kind: Trial["kind"], now: Scene, next: Plan, runs: EditedRuns, answerIndex: number): KeptRow[] {
    const ways = kind === "drop" ? DROPS : RESTRICTS;
    const value = (one: { probabilities: ArrayLike<number> } | null) => (one ? one.probabilities[answerIndex]! : null);
    const rows = ways.map((way): KeptRow => {
      const trials = next.trials.filter((trial) => trial.kind === kind && trial.way === way);
      const words: Readonly<Record<string, string>> = kind === "drop" ? dropWords(now.grid) : RESTRICT_WORDS;
      return {
        id: way,
        name: words[way]!,
        values: trials.map((trial) => value(runs.outcome(trial))),
        isOwn: ownWay(kind, now.edits) === way,
      };
    });
    const byHand =
      ownWay(kind, now.edits) === "hand"
        ? [{ id: "hand", name: "yours", values: [value(runs.edited)], isOwn: true }]
        : [];
    return [...byHand, ...rows];
  }

  function compare(now: Scene, next: Plan, runs: EditedRuns): void {
    const { outcome } = session;
    const before = outcome.kind === "done" ? outcome.result : null;
    for (const kind of ["restrict", "drop"] as const) {
      const has = before !== null && next.trials.some((trial) => trial.kind === kind);
      groups[kind].hidden = !has;
      if (!has) continue;
      const first = before.top[0]!;
      setText(
        titles[kind],
        kind === "drop"
          ? `“${first.label}” with ${next.removed.length} of ${now.grid.side ** 2} patches removed`
          : `“${first.label}” with windows of ${areaText(now, next)} of the grid`,
      );
      const choose =
        kind === "drop"
          ? (way: string) =>
              way !== "hand" && acts.dropInstead(way as Drop, Math.round((100 * next.removed.length) / now.count))
          : (way: string) => acts.restrict(way as Restrict);
      plots[kind].update(rowsOf(kind, now, next, runs, first.index), first.probability, choose);
    }
    tries.hidden = next.trials.length > 0;
  }

  return {
    element,
    update(now, next, runs) {
      [scene, plan] = [now, next];
      place(now);
      sentence.update(now, next);
      removal(next, now);
      answer(now, next, runs);
      compare(now, next, runs);
      element.dataset["waiting"] = String(runs.waiting);
    },
  };
}

/** The mean area of the windows that attention is restricted to, in the blocks that are. */
function areaText(scene: Scene, { blocks }: Plan): string {
  const areas = blocks
    .map((block) => scene.windows(block))
    .filter((boxes) => boxes !== null)
    .map((boxes) => meanArea(boxes) / boxes.length);
  return areas.length === 0 ? number(0) : share(areas.reduce((sum, area) => sum + area, 0) / areas.length);
}

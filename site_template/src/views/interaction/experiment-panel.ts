/** What the same cuts do over a labelled folder: accuracy against area and share, with intervals and controls. */

import { choice, frame } from "../../controls/panel.ts";
import { type Cell, type InteractionNumbers, type Interval, interactionNumbers } from "../../data/interaction.ts";
import type { ModelEntry } from "../../data/manifest.ts";
import { html, setAttribute } from "../../marks/element.ts";
import { type Point, type PointLine, pointChart } from "../../marks/point-chart.ts";
import { grouped, number, percent } from "../../maths/numbers.ts";
import type { Context } from "../../page/context.ts";
import type { Scene } from "./scene.ts";
import { INDICATOR_WORDS } from "./texts.ts";

type Metric = "accuracy" | "probability";

const CONTROL_WORDS: Readonly<Record<string, string>> = {
  centred: "fixed, centred",
  random: "random boxes",
  random_own: "random, with the patch",
};
const ORDER_WORDS: Readonly<Record<string, string>> = {
  indiscriminative: "least responsive",
  responsive: "most responsive",
  attention: "lowest CLS attention",
  similarity: "lowest CLS similarity",
  random: "at random",
};
/** The same within a sentence. */
const SAID: Readonly<Record<string, string>> = {
  centred: "fixed windows around each patch",
  random: "random boxes",
  random_own: "random boxes that hold their patch",
  random_order: "any others",
  responsive: "the most responsive ones",
  attention: "those of the lowest CLS attention",
  similarity: "those least like CLS",
};
const LOOKS: Readonly<Record<string, string>> = {
  centred: "pc-quiet pc-dashed",
  random: "pc-quiet pc-dotted",
  random_own: "pc-quiet",
  indiscriminative: "pc-own",
  responsive: "pc-own pc-dashed",
  attention: "pc-cls",
  similarity: "pc-cls pc-dashed",
};

export interface ExperimentPanel {
  readonly element: HTMLElement;
  update(scene: Scene): void;
  destroy(): void;
}

export function experimentPanel(context: Context): ExperimentPanel {
  const { element, bar, figure, say, instead } = frame(context, {
    id: "experiment",
    title: "On many pictures",
    concept: ["responsive-field", "What a responsive field is"],
  });
  let metric: Metric = "accuracy";
  const metrics = choice<Metric>("measure", "experiment-metric", (value) => {
    metric = value;
    if (numbers && scene) draw(numbers, scene);
  });
  bar.append(metrics.element);
  const [windows, removal] = [pointChart("experiment-windows"), pointChart("experiment-removal")];
  const table = html("tbody", {});
  const head = html("tr");
  const foretold = html(
    "table",
    { class: "ip-scores ia-foretold", "data-part": "experiment-foretold" },
    html("caption", {}),
    html("thead", {}, head),
    table,
  );
  figure.classList.add("ia-experiment-figure");
  figure.append(
    html("div", {}, html("h3", {}, "Attention restricted to windows"), windows.element),
    html("div", {}, html("h3", {}, "Patches removed"), removal.element),
    html(
      "div",
      { class: "ip-table", tabindex: 0, role: "region", "aria-label": "Rank correlations of indicator and effect" },
      foretold,
    ),
  );
  const page = html("a", { "data-part": "interaction-page" }, "All of what was measured");
  element.append(html("p", { class: "ip-foot" }, page));
  let numbers: InteractionNumbers | null = null;
  let asked: ModelEntry | null = null;
  let failed = false;
  let drawn = "";
  let scene: Scene | null = null;

  function ask(model: ModelEntry): void {
    if (asked === model) return;
    [asked, numbers, failed] = [model, null, false];
    instead(null);
    interactionNumbers(model).then(
      (found) => {
        if (asked !== model) return;
        numbers = found;
        if (scene) update(scene);
      },
      () => {
        if (asked !== model) return;
        failed = true;
        element.hidden = false;
        instead("The numbers of the experiment could not be loaded. The page of what was measured may still open.");
      },
    );
  }

  const point = ([[value, low, high]]: Cell, x: number, name: string): Point[] =>
    value === null || low === null || high === null ? [] : [{ x, y: value, low, high, name }];

  function draw(found: InteractionNumbers, now: Scene): void {
    const { experiment, plain } = found;
    const at = experiment.metrics.indexOf(metric);
    metrics.update(
      [
        ["accuracy", "accuracy"],
        ["probability", "probability of the true class"],
      ],
      metric,
    );
    const [value, low, high] = plain[at]! as readonly [number, number, number];
    const level = { name: "untouched", y: value, low, high };
    const own = Math.max(0, experiment.indicators.indexOf(now.indicator));
    const usual = experiment.indicators.indexOf(experiment.usual[0]);
    const k = (i: number) => `k = ${experiment.ks[i]}`;
    const lines = (
      of: readonly (readonly (readonly Cell[])[])[],
      names: readonly string[],
      words: Readonly<Record<string, string>>,
      x: (i: number) => number,
      nameOf: (i: number) => string,
    ): PointLine[] =>
      names.map((id, i) => ({
        id,
        name: words[id] ?? id,
        look: LOOKS[id] ?? "pc-quiet pc-dotted",
        points: of[i]!.flatMap((cells, j) => point(cells[at]!, x(j), nameOf(j))),
      }));
    const adaptive: PointLine = {
      id: "adaptive",
      name: `adaptive, ${INDICATOR_WORDS[now.indicator].short}`,
      look: "pc-own",
      points: found.windows[own]!.flatMap((cells, i) => point(cells[at]!, found.areas[own]![i]!, k(i))),
    };
    const what = metric === "accuracy" ? "accuracy" : "mean probability of the true class";
    windows.draw({
      label: `${what} against the windows’ share of the grid. Untouched ${number(value)}. ${spoken([adaptive])}`,
      across: "mean area of the windows, share of the grid",
      down: what,
      lines: [
        adaptive,
        ...lines(
          found.controls,
          experiment.controls,
          CONTROL_WORDS,
          (i) => found.areas[usual]![i]!,
          (i) => `area of k = ${experiment.ks[i]}`,
        ),
      ],
      level,
      print: (x) => `${Math.round(100 * x)} %`,
    });
    const orders = lines(
      found.removal,
      experiment.orders,
      ORDER_WORDS,
      (i) => experiment.shares[i]!,
      (i) => `${Math.round(100 * experiment.shares[i]!)} % removed`,
    );
    removal.draw({
      label: `${what} against the share of patches removed. ${spoken(orders)}`,
      across: "share of the patches removed",
      down: what,
      lines: orders,
      level,
      print: (x) => `${Math.round(100 * x)} %`,
    });
    tell(found, now);
    words(found, now, at);
  }

  const spoken = (lines: readonly PointLine[]): string =>
    lines
      .map(({ name, points }) => `${name}: ${points.map((one) => `${one.name} ${number(one.y)}`).join(", ")}`)
      .join(". ");

  /** Rank correlations of indicator and effect, cut in all blocks. */
  function tell({ experiment, foretold: all, about }: InteractionNumbers, now: Scene): void {
    foretold.querySelector("caption")!.textContent =
      `Rank correlation of indicator and effect, ${experiment.edges} edges cut in all blocks, on ${grouped(about.cut)} pictures (95\u00a0% interval)`;
    const EFFECT_WORDS: Readonly<Record<string, string>> = {
      token: "effect on its own token",
      logit: "effect on the answer",
    };
    head.replaceChildren(
      html("th", { scope: "col" }, "indicator"),
      ...experiment.effects.map((effect) => html("th", { scope: "col" }, EFFECT_WORDS[effect] ?? effect)),
    );
    table.replaceChildren(
      ...experiment.indicators.map((kind, i) =>
        html(
          "tr",
          kind === now.indicator ? { "aria-current": "true" } : {},
          html("th", { scope: "row" }, INDICATOR_WORDS[kind as Scene["indicator"]]?.short ?? kind),
          ...experiment.effects.map((_, effect) =>
            html("td", { class: "figures" }, intervalText(all[i]!.at(-1)![effect]![0])),
          ),
        ),
      ),
    );
  }

  function words(found: InteractionNumbers, now: Scene, at: number): void {
    const { about, experiment } = found;
    const what = metric === "accuracy" ? "the accuracy" : "the mean probability of the true class";
    const j = Math.max(0, experiment.ks.indexOf(experiment.usual[1]));
    const own = Math.max(0, experiment.indicators.indexOf(now.indicator));
    const [, change] = found.windows[own]![j]![at]!;
    const area = percent(found.areas[own]![j]!);
    const ahead = experiment.controls.map((id, i) => ({ name: SAID[id] ?? id, ahead: found.controls[i]![j]![at]![2] }));
    const s = Math.min(1, experiment.shares.length - 1);
    const orders = experiment.orders.slice(1).map((id, i) => ({
      name: SAID[id === "random" ? "random_order" : id] ?? id,
      ahead: found.removal[i + 1]![s]![at]![2],
    }));
    const share = Math.round(100 * experiment.shares[s]!);
    say(
      `Measured once, with the same definitions, on ${grouped(about.pictures)} labelled pictures (${about.folder}). With windows at k = ${experiment.usual[1]} by ${INDICATOR_WORDS[now.indicator].short}, ${area}\u00a0% of the grid, ${what} ${changed(change)}. Of the same area, windows by ${experiment.usual[0]} serve ${standings(ahead)}.`,
      `To lose the least responsive ${share}\u00a0% of the patches is ${standings(orders)}.`,
      about.dropped === null
        ? "Nobody knows here whether patches were left out when this model was trained; if they were, the removal test is not fair."
        : about.dropped > 0
          ? `This model was trained with ${Math.round(100 * about.dropped)}\u00a0% of the patches left out at random, so that missing patches are nothing new to it: removal at random costs it little, and the test of removal is not a fair one.`
          : "This model was trained with all patches there, so that missing ones are new to it.",
    );
  }

  function update(next: Scene): void {
    scene = next;
    if (next.model.interaction) ask(next.model);
    element.hidden = !next.model.interaction || (numbers === null && !failed);
    setAttribute(page, "href", next.model.interaction?.page);
    const key = `${next.model.id} ${next.indicator} ${metric}`;
    if (numbers && key !== drawn) draw(numbers, next);
    drawn = numbers ? key : "";
  }

  return {
    element,
    update,
    destroy() {
      windows.destroy();
      removal.destroy();
    },
  };
}

const intervalText = ([mean, low, high]: Interval): string =>
  mean === null ? "–" : `${number(mean)} (${number(low ?? NaN)} to ${number(high ?? NaN)})`;

/** A change is one where its interval leaves 0 out. */
export function changed([mean, low, high]: Interval): string {
  if (mean === null || low === null || high === null) return "cannot be told";
  const text = `${number(mean)} (${number(low)} to ${number(high)})`;
  if (low > 0) return `rises by ${text}`;
  return high < 0
    ? `falls by ${text}`.replace(/\u2212/g, "").replace(/\((\S+) to (\S+)\)/, "($2 to $1)")
    : `does not change measurably: ${text}`;
}

/** Than which others it is better, worse, or neither. */
export function standings(others: readonly { readonly name: string; readonly ahead: Interval }[]): string {
  const sorted = { better: [] as string[], worse: [] as string[], alike: [] as string[] };
  for (const {
    name,
    ahead: [, low, high],
  } of others)
    (low !== null && low > 0 ? sorted.better : high !== null && high < 0 ? sorted.worse : sorted.alike).push(name);
  return [
    ...(sorted.better.length > 0 ? [`better than ${listed(sorted.better)}`] : []),
    ...(sorted.worse.length > 0 ? [`worse than ${listed(sorted.worse)}`] : []),
    ...(sorted.alike.length > 0 ? [`neither measurably better nor worse than ${listed(sorted.alike)}`] : []),
  ].join(", ");
}

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;

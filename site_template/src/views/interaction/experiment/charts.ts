/** Accuracy, or the probability of the true class, against the windows' area and the share of patches removed. */
import type { Cell, InteractionNumbers } from "../../../data/interaction.ts";
import { html } from "../../../marks/element.ts";
import { type Point, type PointLine, pointChart } from "../../../marks/point-chart.ts";
import { readOf } from "../read.ts";
import type { Scene } from "../scene.ts";
import { chartWords, controlNames, experimentWords, type Metric, orderNames } from "../words/experiment.ts";
import { INDICATOR_WORDS } from "../words/figure.ts";

const LOOKS: Readonly<Record<string, string>> = {
  centred: "pc-quiet pc-dashed",
  random: "pc-quiet pc-dotted",
  random_own: "pc-quiet",
  indiscriminative: "pc-own",
  responsive: "pc-own pc-dashed",
  attention: "pc-cls",
  similarity: "pc-cls pc-dashed",
};

export interface Charts {
  readonly elements: readonly HTMLElement[];
  draw(found: InteractionNumbers, scene: Scene, metric: Metric): void;
  destroy(): void;
}

export function charts(): Charts {
  const [windows, removal] = [pointChart("experiment-windows"), pointChart("experiment-removal")];
  const titled = (title: string, chart: HTMLElement) => html("div", {}, html("h3", {}, title), chart);
  return {
    elements: [titled(experimentWords.windows, windows.element), titled(experimentWords.removal, removal.element)],
    draw(found, scene, metric) {
      const what = chartWords.what[metric];
      const level = levelOf(found, metric);
      const restricted = windowLines(found, scene.indicator, metric);
      const removed = removalLines(found, scene, metric);
      const common = { down: what, level, print: chartWords.perCent };
      windows.draw({
        ...common,
        label: chartWords.windowsLabel(what, level.y, spoken(restricted.slice(0, 1))),
        across: chartWords.area,
        lines: restricted,
      });
      removal.draw({
        ...common,
        label: chartWords.removalLabel(what, spoken(removed)),
        across: chartWords.share,
        lines: removed,
      });
    },
    destroy() {
      windows.destroy();
      removal.destroy();
    },
  };
}

function levelOf({ experiment, plain }: InteractionNumbers, metric: Metric) {
  const [y, low, high] = plain[experiment.metrics.indexOf(metric)]! as readonly [number, number, number];
  return { name: chartWords.untouched, y, low, high };
}

/** The adaptive windows of an indicator, then those that they are held against. */
function windowLines(found: InteractionNumbers, indicator: Scene["indicator"], metric: Metric): PointLine[] {
  const { experiment, areas, controls } = found;
  const at = experiment.metrics.indexOf(metric);
  const own = Math.max(0, experiment.indicators.indexOf(indicator));
  const usual = experiment.indicators.indexOf(experiment.usual[0]);
  const adaptive: PointLine = {
    id: "adaptive",
    name: chartWords.adaptive(INDICATOR_WORDS[indicator].short),
    look: "pc-own",
    points: found.windows[own]!.flatMap((cells, i) =>
      point(cells[at]!, areas[own]![i]!, chartWords.k(experiment.ks[i]!)),
    ),
  };
  const others = lines(controls, experiment.controls, controlNames, at, (i) => ({
    x: areas[usual]![i]!,
    name: chartWords.areaOfK(experiment.ks[i]!),
  }));
  return [adaptive, ...others];
}

const removalLines = ({ experiment, removal }: InteractionNumbers, scene: Scene, metric: Metric): PointLine[] =>
  lines(removal, experiment.orders, orderNames(readOf(scene)), experiment.metrics.indexOf(metric), (i) => ({
    x: experiment.shares[i]!,
    name: chartWords.removed(experiment.shares[i]!),
  }));

/** One line a way. @param at which metric, and @param place where the points of one step stand. */
const lines = (
  of: readonly (readonly (readonly Cell[])[])[],
  ids: readonly string[],
  names: Readonly<Record<string, string>>,
  at: number,
  place: (step: number) => { readonly x: number; readonly name: string },
): PointLine[] =>
  ids.map((id, i) => ({
    id,
    name: names[id] ?? id,
    look: LOOKS[id] ?? "pc-quiet pc-dotted",
    points: of[i]!.flatMap((cells, step) => point(cells[at]!, place(step).x, place(step).name)),
  }));

const point = ([[value, low, high]]: Cell, x: number, name: string): Point[] =>
  value === null || low === null || high === null ? [] : [{ x, y: value, low, high, name }];

const spoken = (all: readonly PointLine[]): string =>
  all.map(({ name, points }) => chartWords.line(name, points)).join(". ");

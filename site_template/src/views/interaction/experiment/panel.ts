/** What the same cuts do over a labelled folder: accuracy against area and share, with intervals and controls. */
import { choice, frame } from "../../../controls/panel.ts";
import { type InteractionNumbers, interactionNumbers } from "../../../data/interaction.ts";
import type { ModelEntry } from "../../../data/manifest.ts";
import type { Part } from "../../../figures/blocks/scene.ts";
import { html, setAttribute } from "../../../marks/element.ts";
import type { Context } from "../../../page/context.ts";
import type { Scene } from "../scene.ts";
import { experimentWords, type Metric } from "../words/experiment.ts";
import { charts } from "./charts.ts";
import { foretoldTable } from "./foretold.ts";
import { saidOf } from "./said.ts";

const METRICS = Object.entries(experimentWords.metrics) as [Metric, string][];

export function experimentPanel(context: Context): Part<Scene> {
  const { element, bar, figure, say, instead } = frame(context, {
    id: "experiment",
    title: experimentWords.title,
    concept: ["responsive-field", experimentWords.concept],
  });
  let metric: Metric = "accuracy";
  let scene: Scene | null = null;
  let drawn = "";
  const metrics = choice<Metric>(experimentWords.measure, "experiment-metric", (value) => {
    metric = value;
    if (asked.numbers && scene) draw(asked.numbers, scene);
  });
  bar.append(metrics.element);
  const [plots, table] = [charts(), foretoldTable()];
  figure.classList.add("ia-experiment-figure");
  figure.append(...plots.elements, table.element);
  const page = html("a", { "data-part": "interaction-page" }, experimentWords.page);
  element.append(html("p", { class: "ip-foot" }, page));
  const asked = askedNumbers(() => {
    if (asked.failed) instead(experimentWords.failed);
    if (scene) update(scene);
  });

  function draw(found: InteractionNumbers, now: Scene): void {
    metrics.update(METRICS, metric);
    plots.draw(found, now, metric);
    table.draw(found, now.indicator);
    say(...saidOf(found, now, metric));
  }

  function update(next: Scene): void {
    scene = next;
    const { interaction } = next.model;
    if (interaction && asked.ask(next.model)) instead(null);
    const { numbers, failed } = asked;
    element.hidden = !interaction || (numbers === null && !failed);
    setAttribute(page, "href", interaction?.page);
    const key = `${next.model.id} ${next.indicator} ${metric}`;
    if (numbers && key !== drawn) draw(numbers, next);
    drawn = numbers ? key : "";
  }

  return { element, update, destroy: plots.destroy };
}

interface Asked {
  readonly numbers: InteractionNumbers | null;
  readonly failed: boolean;
  /** Asks once a model; true where it begins to. */
  ask(model: ModelEntry): boolean;
}

/** What was measured of the model that was asked for last. */
function askedNumbers(onCome: () => void): Asked {
  let asked: ModelEntry | null = null;
  let [numbers, failed] = [null as InteractionNumbers | null, false];
  return {
    get numbers() {
      return numbers;
    },
    get failed() {
      return failed;
    },
    ask(model) {
      if (asked === model) return false;
      [asked, numbers, failed] = [model, null, false];
      const come = (found: InteractionNumbers | null, isLost: boolean) => {
        if (asked !== model) return;
        [numbers, failed] = [found, isLost];
        onCome();
      };
      interactionNumbers(model).then(
        (found) => come(found, false),
        () => come(null, true),
      );
      return true;
    },
  };
}

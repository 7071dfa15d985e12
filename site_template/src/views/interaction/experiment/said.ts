/** What the experiment found, in sentences. */
import type { InteractionNumbers } from "../../../data/interaction.ts";
import { percent } from "../../../maths/numbers.ts";
import { readOf } from "../read.ts";
import type { Scene } from "../scene.ts";
import { controlSaid, type Metric, orderSaid, said } from "../words/experiment.ts";
import { INDICATOR_WORDS } from "../words/figure.ts";

export function saidOf(found: InteractionNumbers, scene: Scene, metric: Metric): string[] {
  const { about, experiment, windows, areas, controls, removal } = found;
  const at = experiment.metrics.indexOf(metric);
  const k = Math.max(0, experiment.ks.indexOf(experiment.usual[1]));
  const own = Math.max(0, experiment.indicators.indexOf(scene.indicator));
  const [, change] = windows[own]![k]![at]!;
  const step = Math.min(1, experiment.shares.length - 1);
  const read = readOf(scene);
  return [
    said.windows({
      pictures: about.pictures,
      folder: about.folder,
      k: experiment.usual[1],
      indicator: INDICATOR_WORDS[scene.indicator].short,
      area: percent(areas[own]![k]!),
      metric,
      change,
      usual: experiment.usual[0],
      ahead: experiment.controls.map((id, i) => ({ name: controlSaid(id), ahead: controls[i]![k]![at]![2] })),
    }),
    said.removal(
      experiment.shares[step]!,
      experiment.orders.slice(1).map((id, i) => ({
        name: orderSaid(id, read),
        ahead: removal[i + 1]![step]![at]![2],
      })),
    ),
    said.training(about.dropped),
  ];
}

/** Below the rows of LayerNorm: how their numbers spread before and after, and the legends of gain and bias. */
import type { ColourScale } from "../../../../marks/colours.ts";
import { html } from "../../../../marks/element.ts";
import { legend } from "../../../../marks/legend.ts";
import type { Measure } from "../../figures/lanes.ts";
import { twoHistograms } from "./two-histograms.ts";
import { lanes as laneNames } from "./words.ts";
import type { NormWork } from "./work.ts";

export interface NormFoot {
  readonly element: HTMLElement;
  draw(made: NormWork, measure: Measure, scales: readonly [gain: ColourScale, bias: ColourScale]): void;
  /** Whether what comes after is at full strength. */
  lit(isLit: boolean): void;
}

const WIDEST = 640;

export function normFoot(): NormFoot {
  const pair = twoHistograms();
  const legends = html("div", { class: "norm-legends" });
  return {
    element: html("div", { class: "norm-foot" }, pair.element, legends),
    lit: pair.lit,
    draw({ letters, before, after }, { stacked, room, gutter, plot }, scales) {
      const names = laneNames(letters);
      legends.replaceChildren(legend(scales[0], names.gain), legend(scales[1], names.bias));
      const width = stacked ? room : Math.min(gutter + plot, WIDEST);
      pair.draw({ before, after, names: [letters.into, letters.out], width });
    },
  };
}

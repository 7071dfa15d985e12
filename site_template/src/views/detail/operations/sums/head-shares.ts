/** What each head adds to a sum, as bars with their numbers. */
import { number } from "../../../../maths/numbers.ts";
import { groupTotals } from "../../../../maths/workings/sums.ts";
import { type Across, across } from "../../figures/across.ts";
import type { Measure } from "../../figures/lanes.ts";
import { terms } from "../../figures/terms.ts";
import { groupRow } from "./groups.ts";
import type { SumSpec } from "./spec.ts";
import { eachHead } from "./words.ts";

export interface HeadShares {
  readonly elements: readonly HTMLElement[];
  draw(spec: SumSpec, measure: Measure, shape: Across): void;
  /** Shows the shares of the first heads; what the others add is still pale. */
  at(done: number): void;
}

const HEIGHT = 22;

export function headShares(): HeadShares {
  const bars = terms("plain", HEIGHT);
  const row = groupRow("plain", null);
  let drawn: { shape: Across; count: number } | null = null;
  bars.name(...eachHead);
  return {
    elements: [bars.element, row.lane.element],
    draw({ sum, tone }, { plot }, shape) {
      const totals = groupTotals(sum, shape.group);
      drawn = { shape, count: totals.length };
      bars.draw(totals, across(plot, totals.length, 1), tone);
      const texts = Array.from(totals, (total) => ({ full: number(total), short: "" }));
      row.draw(texts, shape, null);
    },
    at(done) {
      if (!drawn) return;
      const { shape, count } = drawn;
      bars.at(done);
      row.lane.veil(done >= count ? Infinity : done * (shape.group * shape.unit + shape.gap));
    },
  };
}

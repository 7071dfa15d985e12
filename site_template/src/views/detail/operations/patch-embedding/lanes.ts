/** Below the squares: the sum as it grows, and the row of the token that the result belongs to. */
import type { ColourScale } from "../../../../marks/colours.ts";
import { html, style } from "../../../../marks/element.ts";
import { number } from "../../../../maths/numbers.ts";
import type { PatchEmbedding } from "../../../../maths/workings/patch-embedding.ts";
import { rowOf } from "../../../../maths/workings/vector.ts";
import { type Across, across, middleOf } from "../../figures/across.ts";
import { lanes } from "../../figures/lanes.ts";
import { pickable } from "../../figures/pickable.ts";
import { place } from "../../figures/place.ts";
import { running } from "../../figures/running.ts";
import { strip } from "../../figures/strip.ts";
import type { Layout } from "./layout.ts";
import { afterTerms, featureIs, sumSoFar, tokenRow } from "./words.ts";
import type { PatchWork } from "./work.ts";

export interface PatchLanes {
  readonly element: HTMLElement;
  draw(layout: Layout, work: PatchWork, patches: number, scale: ColourScale): void;
  /** Where the number of a feature is printed, in the figure. */
  placeOf(layout: Layout, feature: number): { x: number; y: number };
  /** How many terms are in the sum, and whether the result stands in its row. */
  at(done: number, isPlaced: boolean): void;
  /** The numbers beside both; as they change with the step only. */
  write(work: PatchEmbedding, done: number, isPlaced: boolean): void;
  destroy(): void;
}

export function patchLanes(pick: (feature: number) => void): PatchLanes {
  const [curve, row] = [running("ink", 48), strip({ role: "stream" })];
  const below = lanes(curve.element, row.element);
  let shape: Across | null = null;
  const destroy = pickable(
    [row.lane.plot],
    () => shape,
    pick,
    () => undefined,
  );
  return {
    element: below.element,
    destroy,
    draw({ lanes: box }, { sum, tokens }, patches, scale) {
      place(below.element, { ...box, height: 0 });
      style(below.element, { height: "auto" });
      below.measure({ room: box.width, stacked: true, gutter: 0, values: 0, plot: box.width });
      curve.name(...sumSoFar);
      curve.draw(sum.running, across(box.width, sum.count, sum.size.width * sum.size.height));
      const width = tokens.length / patches;
      row.name(...tokenRow(sum, width));
      shape = across(box.width, width);
      row.draw(rowOf(tokens, width, sum.patch), scale, shape);
    },
    placeOf: ({ lanes: box }, feature) => ({
      x: box.x + (shape ? middleOf(shape, feature) : 0),
      y: box.y + row.lane.plot.offsetTop - 5,
    }),
    at(done, isPlaced) {
      curve.at(done);
      row.at(isPlaced ? Infinity : 0);
    },
    write({ feature, running: sums, count, result }, done, isPlaced) {
      row.mark(feature, !isPlaced);
      curve.lane.setValue(...(done > 0 ? [html("strong", {}, number(sums[done - 1]!)), afterTerms(done, count)] : []));
      row.lane.setValue(...(isPlaced ? [featureIs(feature), html("strong", {}, number(result))] : []));
    },
  };
}

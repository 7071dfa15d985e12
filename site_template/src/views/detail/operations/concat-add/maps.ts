/** How alike the places are: of this one on the grid, of all in small, and the nearest by name. */
import { type ColourScale, signedScale } from "../../../../marks/colours.ts";
import { html } from "../../../../marks/element.ts";
import { alignedOnPoint, number } from "../../../../maths/numbers.ts";
import { tokenName } from "../../../../maths/tokens.ts";
import { gridMap } from "../../figures/grid-map.ts";
import type { Setting } from "../../operation.ts";
import { allPlaces } from "./all-places.ts";
import { nearest } from "./nearest.ts";
import { mapQuantity, mapTitle, mostLikeIt } from "./words.ts";
import type { ConcatWork } from "./work.ts";

export interface PlaceMaps {
  readonly element: HTMLElement;
  /** `edge` of a map in CSS pixels. */
  draw(setting: Setting, work: ConcatWork, edge: number): void;
  fade(strength: number): void;
}

const LISTED = 5;

/** `legends` stand below the list. */
export function placeMaps(pick: (token: number) => void, legends: HTMLElement): PlaceMaps {
  const [map, places] = [gridMap(pick), allPlaces(pick)];
  const list = html("ol", { class: "nearest-list" });
  const title = html("p", { class: "grid-map-title" }, mostLikeIt);
  const near = html("div", { class: "nearest" }, title, list, legends);

  function name({ grid }: Setting, work: ConcatWork): void {
    const found = nearest(work, grid, LISTED);
    const printed = alignedOnPoint(found.map(({ cosine }) => number(cosine)));
    list.replaceChildren(
      ...found.map(({ token }, i) =>
        html("li", {}, html("span", {}, tokenName(grid, token)), html("span", { class: "figures" }, printed[i]!)),
      ),
    );
  }

  return {
    element: html("div", { class: "adding-maps" }, map.element, places.element, near),
    draw(setting, work, edge) {
      const { grid, cell, tone } = setting;
      const values = work.sum.likeness;
      const others = values.filter((value, token) => value !== null && token !== cell.token) as number[];
      const scale = signedScale(Math.max(0.05, ...others.map(Math.abs)), tone, true);
      const what = { title: mapTitle(cell.token), quantity: mapQuantity, values, scale };
      map.draw({ ...what, grid, token: cell.token, edge });
      places.draw(work.likeness, scaleOfAll(work, grid.tokens, tone), grid, cell.token, edge);
      name(setting, work);
    },
    fade(strength) {
      for (const one of [map, places]) one.fade(strength);
    },
  };
}

const scales = new WeakMap<Float64Array, Map<string, ColourScale>>();

/** One scale for all small maps; the likeness of a place with itself, which is 1, is beyond it. */
function scaleOfAll({ likeness }: ConcatWork, tokens: number, tone: Setting["tone"]): ColourScale {
  const known = scales.get(likeness) ?? new Map<string, ColourScale>();
  scales.set(likeness, known);
  const found = known.get(tone) ?? signedScale(Math.max(0.05, largestOther(likeness, tokens)), tone, true);
  known.set(tone, found);
  return found;
}

function largestOther(likeness: Float64Array, tokens: number): number {
  let found = 0;
  for (let i = 0; i < likeness.length; i++) if (i % (tokens + 1) !== 0) found = Math.max(found, Math.abs(likeness[i]!));
  return found;
}

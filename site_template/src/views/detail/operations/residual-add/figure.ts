/** An addition to the residual stream: three strips, their lengths as arrows, and the same of every token. */
import { magnitudeScale, signedScale } from "../../../../marks/colours.ts";
import { html } from "../../../../marks/element.ts";
import { legend } from "../../../../marks/legend.ts";
import { tokenName } from "../../../../maths/tokens.ts";
import type { Context } from "../../../../page/context.ts";
import { type AddedRow, adding, scaleOfSum } from "../../figures/adding.ts";
import { type GridMap, gridMap } from "../../figures/grid-map.ts";
import { phasesAt } from "../../figures/phases.ts";
import type { Moment, OperationFigure, Setting } from "../../operation.ts";
import { lastName } from "../names.ts";
import { lengthOf, valuesOfAll } from "../words.ts";
import { type ArrowsSpec, arrows } from "./arrows.ts";
import * as words from "./words.ts";
import type { ResidualWork } from "./work.ts";

const ORDER = ["stream", "written", "numbers", "lengths", "angle", "place"];
const PALE = 0.25;
const [MAP, GAP, STACKED_BELOW] = [176, 36, 560];

export function residualFigure({ store }: Context): OperationFigure<ResidualWork> {
  const sums = adding({ pick: (column) => store.set({ column }) });
  const triangle = arrows();
  const pick = (token: number): void => store.set({ token });
  const maps = [gridMap(pick), gridMap(pick)] as const;
  const legends = html("div", { class: "adding-legends" });
  const first = html("div", {}, triangle.element, legends);
  const row = html("div", { class: "adding-maps" }, first, ...maps.map((map) => map.element));
  const attributes = { class: "residual-figure", "data-part": "residual-figure", role: "img" };
  const element = html("div", attributes, sums.element, row);
  let drawn: ResidualWork | null = null;

  function draw(setting: Setting, work: ResidualWork): void {
    drawn = work;
    const { tone, state, grid, cell, hook } = setting;
    const scale = scaleOfSum(tone, state.range, work.after, work.before, work.written);
    sums.draw({ rows: rowsOf(setting, work), scale, column: cell.column });
    legends.replaceChildren(legend(scale, valuesOfAll));
    const room = element.clientWidth;
    const isNarrow = room < STACKED_BELOW;
    const edge = isNarrow ? Math.floor((room - 20) / 2) : Math.min(MAP, Math.floor((room - 2 * GAP) / 3));
    triangle.draw(arrowsOf(setting, work, isNarrow ? room : Math.max(180, room - 2 * (edge + GAP))));
    drawMaps(maps, setting, work, edge);
    element.dataset["figure"] = `${hook.name}, one number`;
    element.setAttribute("aria-label", words.spoken(work, tokenName(grid, cell.token)));
  }

  function at(moment: Moment): void {
    if (!drawn) return;
    const { step, progress } = moment;
    const { isWhole, share, has } = phasesAt(moment, ORDER);
    const isAdding = step.phase === "numbers";
    const { width, column } = drawn.sum;
    sums.at({
      rows: share("stream") + share("written"),
      done: isAdding ? step.index + 1 : share("numbers") === 1 ? width : 0,
      spot: isAdding ? step.index : step.phase === "place" ? column : null,
      isPlaced: isWhole || step.phase === "place",
    });
    for (const map of maps) map.fade(Math.max(PALE, share("angle")));
    triangle.at(step.phase === "lengths" ? 3 * progress : 3 * share("lengths"), isWhole || has("angle"));
  }

  return { element, draw, at, destroy: () => sums.destroy() };
}

function rowsOf({ hook }: Setting, { sum, role }: ResidualWork): readonly [AddedRow, AddedRow, AddedRow] {
  const row = (i: 0 | 1 | 2, own: string, name: string, values: ArrayLike<number>, length: number): AddedRow => ({
    role: own,
    title: words.rows[i],
    under: lastName(name),
    values,
    value: lengthOf(length),
  });
  return [
    row(0, "stream", hook.inputs[0]!, sum.before, sum.lengths.before),
    row(1, role, hook.inputs[1]!, sum.written, sum.lengths.written),
    row(2, "stream", hook.name, sum.sums, sum.lengths.after),
  ];
}

function arrowsOf({ grid, cell }: Setting, { sum, role }: ResidualWork, width: number): ArrowsSpec {
  const { before, written, after } = sum.lengths;
  const [first, second, third] = words.arrowNames;
  return {
    title: words.arrowsTitle(tokenName(grid, cell.token)),
    arrows: [
      { name: first, role: "stream", length: before },
      { name: second, role, length: written },
      { name: third, role: "stream", length: after },
    ],
    cosine: sum.cosine,
    width,
  };
}

/** The direction and the length of what is written, of every token. */
function drawMaps(
  [direction, length]: readonly [GridMap, GridMap],
  { grid, cell, tone }: Setting,
  { sum }: ResidualWork,
  edge: number,
): void {
  const own = { grid, token: cell.token, edge };
  const known = (values: readonly (number | null)[]) => values.filter((value) => value !== null);
  const largest = Math.max(0.01, ...known(sum.cosines).map(Math.abs));
  direction.draw({ ...own, ...words.directionMap, values: sum.cosines, scale: signedScale(largest, tone) });
  const patches = known(sum.ratios.slice(grid.prefix));
  const [low, high] = patches.length > 0 ? [Math.min(...patches), Math.max(...patches)] : [0, 1];
  const isCut = known(sum.ratios).some((value) => value > high || value < low);
  length.draw({ ...own, ...words.lengthMap, values: sum.ratios, scale: magnitudeScale(high, isCut, low) });
}

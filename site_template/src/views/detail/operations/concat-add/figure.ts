/** The list of tokens: what comes in front of the patches, positions added, and how alike the places are. */
import { html } from "../../../../marks/element.ts";
import { legend } from "../../../../marks/legend.ts";
import { tokenName } from "../../../../maths/tokens.ts";
import type { Context } from "../../../../page/context.ts";
import { type AddedRow, adding, scaleOfSum } from "../../figures/adding.ts";
import { phasesAt } from "../../figures/phases.ts";
import { sharedScale } from "../../figures/scales.ts";
import type { Moment, OperationFigure, Setting } from "../../operation.ts";
import { lengthOf, valuesOfAll } from "../words.ts";
import { placeMaps } from "./maps.ts";
import { nearest } from "./nearest.ts";
import { stack } from "./stack.ts";
import * as words from "./words.ts";
import type { ConcatWork } from "./work.ts";

const ORDER = ["front", "positions", "numbers", "likeness", "place"];
const PALE = 0.25;
const [MAP, GAP, STACKED_BELOW] = [184, 44, 560];

export function concatFigure({ store }: Context): OperationFigure<ConcatWork> {
  const [matrices, sums] = [stack(), adding({ pick: (column) => store.set({ column }) })];
  const legends = html("div", { class: "adding-legends" });
  const maps = placeMaps((token) => store.set({ token }), legends);
  const attributes = { class: "concat-figure", "data-part": "concat-figure", role: "img" };
  const element = html("div", attributes, matrices.element, sums.element, maps.element);
  let drawn: { work: ConcatWork; hasFront: boolean } | null = null;

  function draw(setting: Setting, work: ConcatWork): void {
    const { grid, cell, tone, state, hook } = setting;
    const { sum } = work;
    drawn = { work, hasFront: grid.prefix > 0 };
    const room = element.clientWidth;
    const isNarrow = room < STACKED_BELOW;
    const scale = scaleOfSum(tone, state.range, sum.full, sum.stacked, sum.positions);
    const titles = words.matrices(grid, isNarrow);
    const planes = [sum.stacked, sum.positions, sum.full].map((data, i) => ({ title: titles[i]!, data }));
    matrices.draw({ planes, grid, token: cell.token, scale, width: room });
    // A prefix row may be a hundred times smaller than the patches' rows.
    const own = sharedScale(tone, "all", sum.content, sum.position, Float32Array.from(sum.sums));
    sums.draw({ rows: rowsOf(setting, work), scale: own, column: cell.column });
    const name = tokenName(grid, cell.token);
    legends.replaceChildren(legend(scale, valuesOfAll), legend(own, words.valuesOf(name)));
    maps.draw(setting, work, edgeOf(room, isNarrow));
    element.dataset["figure"] = `${hook.name}, one number`;
    element.setAttribute("aria-label", words.spoken(grid, work, nearest(work, grid, 3)));
  }

  function at(moment: Moment): void {
    if (!drawn) return;
    const { sum } = drawn.work;
    const { step } = moment;
    const { isWhole, share, isPast } = phasesAt(moment, ORDER);
    const isAdding = step.phase === "numbers";
    const isDone = isPast("numbers");
    const pale = (value: number) => Math.max(PALE, value);
    const strengths = [1, pale(share("positions")), isDone ? 1 : PALE];
    matrices.at(drawn.hasFront ? share("front") : 1, strengths, step.phase !== "front");
    sums.at({
      rows: 1 + share("positions"),
      done: isAdding ? step.index + 1 : isDone ? sum.width : 0,
      spot: isAdding ? step.index : step.phase === "place" ? sum.column : null,
      isPlaced: isWhole || step.phase === "place",
    });
    maps.fade(pale(share("likeness")));
  }

  return { element, draw, at, destroy: () => sums.destroy() };
}

const edgeOf = (room: number, isNarrow: boolean): number =>
  isNarrow ? Math.floor((room - 20) / 2) : Math.min(MAP, Math.floor((room - 2 * GAP) / 3));

/** What the token holds, what its place adds, and their sum. */
function rowsOf({ grid, cell }: Setting, { sum }: ConcatWork): readonly [AddedRow, AddedRow, AddedRow] {
  const isPrefix = cell.token < grid.prefix;
  const role = isPrefix ? "cls" : "stream";
  const named = words.rows(tokenName(grid, cell.token), isPrefix, cell.token);
  const row = (i: 0 | 1 | 2, own: string, values: ArrayLike<number>, length: number): AddedRow => ({
    role: own,
    title: named[i][0],
    under: named[i][1],
    values,
    value: lengthOf(length),
  });
  return [
    row(0, role, sum.content, sum.lengths.content),
    row(1, "plain", sum.position, sum.lengths.position),
    row(2, role, sum.sums, sum.lengths.sum),
  ];
}

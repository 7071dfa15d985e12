/** The list of tokens: CLS comes in front, positions are added, and how alike the places are. */
import { signedScale } from "../../../../marks/colours.ts";
import { html } from "../../../../marks/element.ts";
import { legend } from "../../../../marks/legend.ts";
import { alignedOnPoint, number } from "../../../../maths/numbers.ts";
import { tokenName } from "../../../../maths/tokens.ts";
import type { Context } from "../../../../page/context.ts";
import { adding, scaleOfSum } from "../../figures/adding.ts";
import { gridMap } from "../../figures/grid-map.ts";
import { sharedScale } from "../../figures/scales.ts";
import type { Moment, OperationFigure, Setting } from "../../operation.ts";
import { allPlaces } from "./all-places.ts";
import { nearest } from "./nearest.ts";
import { stack } from "./stack.ts";
import type { ConcatWork } from "./work.ts";

const ORDER = ["front", "positions", "numbers", "likeness", "place"];
const PALE = 0.25;
const [MAP, GAP, STACKED_BELOW, LISTED] = [184, 44, 560, 5];

export function concatFigure({ store }: Context): OperationFigure<ConcatWork> {
  const pick = (token: number): void => store.set({ token });
  const [matrices, sums] = [stack(), adding({ pick: (column) => store.set({ column }) })];
  const [map, places] = [gridMap(pick), allPlaces(pick)];
  const list = html("ol", { class: "nearest-list" });
  const legendPlace = html("div", { class: "adding-legends" });
  const near = html(
    "div",
    { class: "nearest" },
    html("p", { class: "grid-map-title" }, "places most like it"),
    list,
    legendPlace,
  );
  const row = html("div", { class: "adding-maps" }, map.element, places.element, near);
  const element = html(
    "div",
    { class: "concat-figure", "data-part": "concat-figure", role: "img" },
    matrices.element,
    sums.element,
    row,
  );
  let drawn: { work: ConcatWork; hasFront: boolean } | null = null;

  function draw(setting: Setting, work: ConcatWork): void {
    const { grid, cell, tone, state } = setting;
    const { sum } = work;
    drawn = { work, hasFront: grid.prefix > 0 };
    const room = element.clientWidth;
    const isNarrow = room < STACKED_BELOW;
    const scale = scaleOfSum(tone, state.range, sum.full, sum.stacked, sum.positions);
    const front = grid.prefix > 0 ? (isNarrow ? "CLS, patches" : "CLS in front of the patches") : "patches";
    const planes = [
      { title: front, data: sum.stacked },
      { title: "positions", data: sum.positions },
      { title: "tokens", data: sum.full },
    ];
    matrices.draw({ planes, grid, token: cell.token, scale, width: room });
    const name = tokenName(grid, cell.token);
    // A prefix row may be a hundred times smaller than the patches' rows.
    const own = sharedScale(tone, "all", sum.content, sum.position, Float32Array.from(sum.sums));
    const role = cell.token < grid.prefix ? "cls" : "stream";
    sums.draw({
      rows: [
        {
          role,
          title: name,
          under: cell.token < grid.prefix ? "learned" : "hook_embed",
          values: sum.content,
          tail: `length ${number(sum.lengths.content)}`,
        },
        {
          role: "plain",
          title: `position ${cell.token}`,
          under: "W_pos, learned",
          values: sum.position,
          tail: `length ${number(sum.lengths.position)}`,
        },
        {
          role,
          title: `token ${cell.token}`,
          under: "hook_full_embed",
          values: sum.sums,
          tail: `length ${number(sum.lengths.sum)}`,
        },
      ],
      scale: own,
      column: cell.column,
    });
    legendPlace.replaceChildren(legend(scale, "values, all tokens"), legend(own, `values, ${name}`));
    drawMaps(setting, work, room, isNarrow);
    element.dataset["figure"] = `${setting.hook.name}, one number`;
    element.setAttribute("aria-label", spoken(setting, work));
  }

  function drawMaps({ grid, cell, tone }: Setting, work: ConcatWork, room: number, isNarrow: boolean): void {
    const edge = isNarrow ? Math.floor((room - 20) / 2) : Math.min(MAP, Math.floor((room - 2 * GAP) / 3));
    const others = work.sum.likeness.filter((value, token) => value !== null && token !== cell.token) as number[];
    const scale = signedScale(Math.max(0.05, ...others.map(Math.abs)), tone, true);
    const title = `position ${cell.token} and every other`;
    map.draw({
      title,
      quantity: "cosine of two positions",
      values: work.sum.likeness,
      scale,
      grid,
      token: cell.token,
      edge,
    });
    places.draw(work.likeness, placesScale(work, grid.tokens, tone), grid, cell.token, edge);
    const found = nearest(work, grid, LISTED);
    const printed = alignedOnPoint(found.map(({ cosine }) => number(cosine)));
    list.replaceChildren(
      ...found.map(({ token }, i) =>
        html("li", {}, html("span", {}, tokenName(grid, token)), html("span", { class: "figures" }, printed[i]!)),
      ),
    );
  }

  const scales = new WeakMap<Float64Array, Map<string, ReturnType<typeof signedScale>>>();

  /** One scale for all small maps; the likeness of a place with itself, which is 1, is beyond it. */
  function placesScale(
    { likeness }: ConcatWork,
    tokens: number,
    tone: Setting["tone"],
  ): ReturnType<typeof signedScale> {
    const known = scales.get(likeness) ?? new Map<string, ReturnType<typeof signedScale>>();
    scales.set(likeness, known);
    const found = known.get(tone) ?? signedScale(Math.max(0.05, largestOther(likeness, tokens)), tone, true);
    known.set(tone, found);
    return found;
  }

  function at({ step, progress }: Moment): void {
    if (!drawn) return;
    const { sum } = drawn.work;
    const isWhole = step.phase === "whole";
    const stage = isWhole ? ORDER.length : ORDER.indexOf(step.phase);
    const share = (phase: string): number => {
      const its = ORDER.indexOf(phase);
      return stage > its ? 1 : stage < its ? 0 : progress;
    };
    const isAdding = step.phase === "numbers";
    const pale = (value: number) => Math.max(PALE, value);
    const isDone = stage > ORDER.indexOf("numbers");
    matrices.at(
      drawn.hasFront ? share("front") : 1,
      [1, pale(share("positions")), isDone ? 1 : PALE],
      step.phase !== "front",
    );
    sums.at({
      rows: 1 + share("positions"),
      done: isAdding ? step.index + 1 : isDone ? sum.width : 0,
      spot: isAdding ? step.index : step.phase === "place" ? sum.column : null,
      isPlaced: isWhole || step.phase === "place",
    });
    for (const one of [map, places]) one.fade(pale(share("likeness")));
  }

  return { element, draw, at, destroy: () => sums.destroy() };
}

function largestOther(likeness: Float64Array, tokens: number): number {
  let found = 0;
  for (let i = 0; i < likeness.length; i++) if (i % (tokens + 1) !== 0) found = Math.max(found, Math.abs(likeness[i]!));
  return found;
}

function spoken({ grid, cell }: Setting, work: ConcatWork): string {
  const { sum } = work;
  const most = nearest(work, grid, 3).map(({ token, cosine }) => `${tokenName(grid, token)} ${number(cosine)}`);
  const alike = most.length > 0 ? ` Places most like it: ${most.join(", ")}.` : "";
  return `${tokenName(grid, cell.token)}, of length ${number(sum.lengths.content)}, plus position ${cell.token}, of length ${number(sum.lengths.position)}, is token ${cell.token}, of length ${number(sum.lengths.sum)}. Feature ${sum.column}: ${number(sum.content[sum.column]!)} plus ${number(sum.position[sum.column]!)} is ${number(sum.result)}.${alike}`;
}

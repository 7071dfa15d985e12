/** An addition to the residual stream: three strips, the triangle of their lengths, and the same of every token on the grid. */
import { magnitudeScale, signedScale } from "../../../../marks/colours.ts";
import { html } from "../../../../marks/element.ts";
import { legend } from "../../../../marks/legend.ts";
import { number } from "../../../../maths/numbers.ts";
import { tokenName } from "../../../../maths/tokens.ts";
import type { Context } from "../../../../page/context.ts";
import { adding, scaleOfSum } from "../../figures/adding.ts";
import { gridMap } from "../../figures/grid-map.ts";
import type { Moment, OperationFigure, Setting } from "../../operation.ts";
import { arrows } from "./arrows.ts";
import type { ResidualWork } from "./work.ts";

const ORDER = ["stream", "written", "numbers", "lengths", "angle", "place"];
const PALE = 0.25;
const [MAP, GAP, STACKED_BELOW] = [176, 36, 560];

export function residualFigure({ store }: Context): OperationFigure<ResidualWork> {
  const sums = adding({ pick: (column) => store.set({ column }) });
  const triangle = arrows();
  const maps = [gridMap((token) => store.set({ token })), gridMap((token) => store.set({ token }))];
  const legendPlace = html("div", { class: "adding-legends" });
  const first = html("div", {}, triangle.element, legendPlace);
  const row = html("div", { class: "adding-maps" }, first, ...maps.map((map) => map.element));
  const element = html(
    "div",
    { class: "residual-figure", "data-part": "residual-figure", role: "img" },
    sums.element,
    row,
  );
  let drawn: ResidualWork | null = null;

  function draw(setting: Setting, work: ResidualWork): void {
    drawn = work;
    const { sum, writer } = work;
    const { tone, state, grid, cell } = setting;
    const scale = scaleOfSum(tone, state.range, work.after, work.before, work.written);
    const { before, written, after } = sum.lengths;
    const [from, by] = setting.hook.inputs.map((name) => name.split(".").at(-1)!);
    sums.draw({
      rows: [
        { role: "stream", title: "stream", under: from!, values: sum.before, tail: `length ${number(before)}` },
        { role: writer.role, title: "written", under: by!, values: sum.written, tail: `length ${number(written)}` },
        {
          role: "stream",
          title: "stream",
          under: setting.hook.name.split(".").at(-1)!,
          values: sum.sums,
          tail: `length ${number(after)}`,
        },
      ],
      scale,
      column: cell.column,
    });
    legendPlace.replaceChildren(legend(scale, "values, all tokens"));
    const room = element.clientWidth;
    const isNarrow = room < STACKED_BELOW;
    const edge = isNarrow ? Math.floor((room - 20) / 2) : Math.min(MAP, Math.floor((room - 2 * GAP) / 3));
    triangle.draw({
      title: `${tokenName(grid, cell.token)} as arrows`,
      arrows: [
        { name: "stream before", role: "stream", length: before },
        { name: "written", role: writer.role, length: written },
        { name: "stream after", role: "stream", length: after },
      ],
      cosine: sum.cosine,
      width: isNarrow ? room : Math.max(180, room - 2 * (edge + GAP)),
    });
    const own = { grid, token: cell.token, edge };
    const known = (values: readonly (number | null)[]) => values.filter((value) => value !== null);
    maps[0]!.draw({
      ...own,
      title: "which way, for every token",
      quantity: "cosine with the stream",
      values: sum.cosines,
      scale: signedScale(Math.max(0.01, ...known(sum.cosines).map(Math.abs)), tone),
    });
    const patches = known(sum.ratios.slice(grid.prefix));
    const [low, high] = patches.length > 0 ? [Math.min(...patches), Math.max(...patches)] : [0, 1];
    maps[1]!.draw({
      ...own,
      title: "how much, for every token",
      quantity: "length, written / before",
      values: sum.ratios,
      scale: magnitudeScale(
        high,
        known(sum.ratios).some((value) => value > high || value < low),
        low,
      ),
    });
    element.dataset["figure"] = `${setting.hook.name}, one number`;
    element.setAttribute("aria-label", spoken(setting, work));
  }

  function at({ step, progress }: Moment): void {
    if (!drawn) return;
    const isWhole = step.phase === "whole";
    const stage = isWhole ? ORDER.length : ORDER.indexOf(step.phase);
    const share = (phase: string): number => {
      const its = ORDER.indexOf(phase);
      return stage > its ? 1 : stage < its ? 0 : progress;
    };
    const isAdding = step.phase === "numbers";
    const { width, column } = drawn.sum;
    sums.at({
      rows: share("stream") + share("written"),
      done: isAdding ? step.index + 1 : share("numbers") === 1 ? width : 0,
      spot: isAdding ? step.index : step.phase === "place" ? column : null,
      isPlaced: isWhole || step.phase === "place",
    });
    for (const map of maps) map.fade(Math.max(PALE, share("angle")));
    triangle.at(
      step.phase === "lengths" ? 3 * progress : 3 * share("lengths"),
      isWhole || stage >= ORDER.indexOf("angle"),
    );
  }

  return { element, draw, at, destroy: () => sums.destroy() };
}

function spoken({ grid, cell }: Setting, { sum, writer }: ResidualWork): string {
  const { before, written, after } = sum.lengths;
  const cosine = sum.cosine === null ? "" : ` The cosine between the two is ${number(sum.cosine)}.`;
  return `${tokenName(grid, cell.token)}: a stream of length ${number(before)} plus what ${writer.name} writes, of length ${number(written)}, is a stream of length ${number(after)}.${cosine} Feature ${sum.column}: ${number(sum.before[sum.column]!)} plus ${number(sum.written[sum.column]!)} is ${number(sum.result)}.`;
}

/** The patch embedding: a window steps over the picture; one patch, enlarged, meets one filter, and one number of its token comes out. */
import { type ColourScale, scaleFor } from "../../../../marks/colours.ts";
import { html, setAttribute, setText, style, svg } from "../../../../marks/element.ts";
import { legend } from "../../../../marks/legend.ts";
import { number } from "../../../../maths/numbers.ts";
import { rowOf } from "../../../../maths/workings/vector.ts";
import type { Context } from "../../../../page/context.ts";
import { type Across, across, middleOf } from "../../figures/across.ts";
import { lanes, sized } from "../../figures/lanes.ts";
import { pickable } from "../../figures/peek.ts";
import { running } from "../../figures/running.ts";
import { strip } from "../../figures/strip.ts";
import type { Moment, OperationFigure, Setting } from "../../operation.ts";
import { type Box, cellOf, type Layout, layoutOf } from "./layout.ts";
import { label, place } from "./place.ts";
import { squares } from "./squares.ts";
import { CHANNEL_NAMES } from "./story.ts";
import { tally } from "./tally.ts";
import { patchWindow } from "./window.ts";
import type { PatchWork } from "./work.ts";

const ORDER = ["grid rows", "patch", "channels", "filter", "terms", "sums", "bias", "place"];
/** Room for the legend of the tokens. */
const FOOT = 50;

export function patchFigure({ store }: Context): OperationFigure<PatchWork> {
  const [sliding, equation, sums] = [patchWindow((token) => store.set({ token })), squares(), tally()];
  const enlarged = html("canvas", { class: "patch-enlarged", "aria-hidden": "true" });
  const leaders = svg("path", { class: "patch-leaders" });
  const captions = svg("g", {});
  const flying = svg("text", { class: "patch-sum result", "text-anchor": "end", visibility: "hidden" });
  const arrow = svg(
    "marker",
    { id: "patch-arrow", viewBox: "0 0 8 8", refX: 6, refY: 4, markerWidth: 7, markerHeight: 7, orient: "auto" },
    svg("path", { d: "M0 0.5L7 4L0 7.5z", class: "patch-arrow-head" }),
  );
  const drawing = svg(
    "svg",
    { class: "patch-drawing", "aria-hidden": "true" },
    svg("defs", {}, arrow),
    leaders,
    sliding.group,
    equation.group,
    sums.group,
    captions,
    flying,
  );
  const [curve, row] = [running("ink", 48), strip({ role: "stream" })];
  const legendPlace = html("div", { class: "patch-legends" });
  const below = lanes(curve.element, row.element);
  const element = html(
    "div",
    { class: "patch-figure", "data-part": "patch-figure", role: "img" },
    ...sliding.canvases,
    enlarged,
    ...equation.elements,
    legendPlace,
    drawing,
    below.element,
  );
  let shape: Across | null = null;
  const stop = pickable(
    [row.lane.plot],
    () => shape,
    (column) => store.set({ column }),
    () => undefined,
  );
  let drawn: { layout: Layout; work: PatchWork; told: string; goal: { x: number; y: number } } | null = null;

  function draw(setting: Setting, work: PatchWork): void {
    const { sum, picture, tokens } = work;
    const layout = layoutOf(element.clientWidth, sum.size);
    const scale = scaleFor(tokens, setting.tone, setting.state.range);
    const patch = sum.row * setting.grid.side + sum.column;
    sliding.draw({ layout, grid: setting.grid, pixels: picture, tokens, scale, patch });
    place(enlarged, layout.patch);
    paintPatch(enlarged, sum, layout.patch.width);
    setAttribute(leaders, "d", leadersPath(layout, cellOf(layout.picture, setting.grid.side, sum.row, sum.column)));
    captions.replaceChildren(
      label(
        layout.patch.x + (layout.wide ? layout.patch.width / 2 : 0),
        layout.patch.y + layout.patch.height + 15,
        layout.wide
          ? `patch (${sum.row}, ${sum.column}), ${sum.size} × ${sum.size} pixels`
          : `patch (${sum.row}, ${sum.column})`,
        "quiet",
        layout.wide ? "middle" : "start",
      ),
    );
    equation.draw(layout, sum, work.bound, setting.tone);
    sums.draw(layout, sum);
    drawLanes(setting, work, layout, scale);
    const key = legend(scale, "values of the tokens");
    const end = layout.lanes.y + below.element.offsetHeight;
    const { x, y, width, height } = layout.tokens;
    place(
      key,
      layout.wide ? { x, y: y + height + 6, width, height: 40 } : { x: 0, y: end + 8, width: 160, height: 40 },
    );
    legendPlace.replaceChildren(key);
    style(element, { height: `${layout.wide ? Math.max(end, y + height + FOOT) : end + FOOT}px` });
    element.dataset["figure"] = `${setting.hook.name}, one number`;
    element.setAttribute("aria-label", spoken(work));
    const stripTop = layout.lanes.y + row.lane.plot.offsetTop;
    drawn = { layout, work, told: "", goal: { x: layout.lanes.x + middleOf(shape!, sum.feature), y: stripTop - 5 } };
  }

  function drawLanes(setting: Setting, { sum, tokens }: PatchWork, layout: Layout, scale: ColourScale): void {
    place(below.element, { ...layout.lanes, height: 0 });
    style(below.element, { height: "auto" });
    below.measure({ room: layout.lanes.width, stacked: true, gutter: 0, tail: 0, plot: layout.lanes.width });
    curve.name("sum so far", `${CHANNEL_NAMES.join(", then ")}`);
    curve.draw(sum.running, across(layout.lanes.width, sum.count, sum.size ** 2));
    const width = tokens.length / setting.grid.side ** 2;
    row.name(`token of patch (${sum.row}, ${sum.column})`, `${width} numbers`);
    shape = across(layout.lanes.width, width);
    row.draw(rowOf(tokens, width, sum.row * setting.grid.side + sum.column), scale, shape);
  }

  function at({ step, progress }: Moment): void {
    if (!drawn) return;
    const { work, layout } = drawn;
    const isWhole = step.phase === "whole";
    const stage = isWhole ? ORDER.length : ORDER.indexOf(step.phase);
    /** How far a phase is: 0 before it, 1 after it. */
    const share = (phase: string): number => {
      const its = ORDER.indexOf(phase);
      return stage > its ? 1 : stage < its ? 0 : progress;
    };
    const isSliding = step.phase === "grid rows";
    sliding.at(isSliding ? (step.index + progress) * step.count : null, isSliding || isWhole || step.phase === "place");
    enlarge(share("patch"), layout, work);
    const inTerms = step.phase === "terms";
    const done = inTerms ? step.index + 1 : stage > ORDER.indexOf("terms") ? work.sum.count : 0;
    const hasResult = stage > ORDER.indexOf("bias") || (step.phase === "bias" && progress === 1);
    equation.at({ pixels: share("channels"), filter: share("filter"), done, term: inTerms ? step.index : null });
    curve.at(inTerms ? step.index + progress : done);
    fly(step.phase === "place" ? progress : null);
    const isPlaced = isWhole || (step.phase === "place" && progress === 1);
    row.at(isPlaced ? Infinity : 0);
    const told = `${step.phase} ${step.index} ${hasResult} ${isPlaced}`;
    if (told === drawn.told) return;
    drawn.told = told;
    row.mark(work.sum.feature, !isPlaced);
    sums.at(channelSums(work, done), work.sum.biased && stage >= ORDER.indexOf("bias"), hasResult);
    curve.lane.tells(
      ...(done > 0
        ? [html("strong", {}, number(work.sum.running[done - 1]!)), ` after ${done} of ${work.sum.count}`]
        : []),
    );
    row.lane.tells(...(isPlaced ? [`feature ${work.sum.feature}: `, html("strong", {}, number(work.sum.result))] : []));
  }

  function enlarge(share: number, layout: Layout, { sum, side }: PatchWork): void {
    const from = cellOf(layout.picture, side, sum.row, sum.column);
    const { patch } = layout;
    const eased = share * share * (3 - 2 * share);
    const scale = 1 + (from.width / patch.width - 1) * (1 - eased);
    const [x, y] = [(from.x - patch.x) * (1 - eased), (from.y - patch.y) * (1 - eased)];
    style(enlarged, {
      transform: share >= 1 || share <= 0 ? "none" : `translate(${x}px, ${y}px) scale(${scale})`,
      opacity: share > 0 ? 1 : 0.2,
    });
    style(leaders, { opacity: eased });
  }

  // The result leaves the sums and lands above its cell of the token's row.
  function fly(share: number | null): void {
    const isGone = share === null || share >= 1 || !drawn;
    setAttribute(flying, "visibility", isGone ? "hidden" : null);
    if (isGone || !drawn) return;
    setText(flying, number(drawn.work.sum.result));
    const eased = share * share * (3 - 2 * share);
    const { end } = sums;
    setAttribute(flying, "x", (end.x + (drawn.goal.x - end.x) * eased).toFixed(1));
    setAttribute(flying, "y", (end.y + (drawn.goal.y - end.y) * eased).toFixed(1));
  }

  return { element, draw, at, destroy: stop };
}

/** What each channel has added after so many terms; null before its first. */
export function channelSums({ sum }: PatchWork, done: number): (number | null)[] {
  const area = sum.size ** 2;
  return CHANNEL_NAMES.map((_, channel) => {
    const [from, to] = [channel * area, Math.min(done, (channel + 1) * area)];
    return to > from ? sum.running[to - 1]! - (from > 0 ? sum.running[from - 1]! : 0) : null;
  });
}

function leadersPath({ wide, patch }: Layout, window: Box): string {
  const [right, bottom] = [window.x + window.width, window.y + window.height];
  if (wide)
    return `M${window.x} ${bottom}L${patch.x} ${patch.y}M${right} ${bottom}L${patch.x + patch.width} ${patch.y}`;
  return `M${right} ${window.y}L${patch.x} ${patch.y}M${right} ${bottom}L${patch.x} ${patch.y + patch.height}`;
}

function paintPatch(canvas: HTMLCanvasElement, { colours, size }: PatchWork["sum"], edge: number): void {
  const context = sized(canvas, edge, edge);
  if (!context) return;
  const unit = edge / size;
  for (let at = 0; at < size * size; at++) {
    const [red, green, blue] = colours.subarray(at * 3, at * 3 + 3);
    context.fillStyle = `rgb(${red} ${green} ${blue})`;
    context.fillRect((at % size) * unit, Math.floor(at / size) * unit, unit, unit);
  }
}

function spoken({ sum }: PatchWork): string {
  const channels = CHANNEL_NAMES.map((name, i) => `${name} ${number(sum.sums[i]!)}`).join(", ");
  const bias = sum.biased ? `, plus the bias ${number(sum.bias)}` : "";
  return `Patch (${sum.row}, ${sum.column}), ${sum.size} by ${sum.size} pixels, times filter ${sum.feature}, summed by channel: ${channels}${bias}. Feature ${sum.feature} of its token is ${number(sum.result)}.`;
}

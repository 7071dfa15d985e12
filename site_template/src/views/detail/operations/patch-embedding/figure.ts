/** The patch embedding: a window steps over the picture; one patch meets one filter, and a number comes out. */
import { type ColourScale, scaleFor } from "../../../../marks/colours.ts";
import { html, style, svg } from "../../../../marks/element.ts";
import { legend } from "../../../../marks/legend.ts";
import { patchCount } from "../../../../maths/tokens.ts";
import type { Context } from "../../../../page/context.ts";
import { phasesAt } from "../../figures/phases.ts";
import { label, place } from "../../figures/place.ts";
import type { Moment, OperationFigure, Setting } from "../../operation.ts";
import { enlargedPatch } from "./enlarged.ts";
import { resultFlight } from "./flight.ts";
import { patchLanes } from "./lanes.ts";
import { type Layout, layoutOf } from "./layout.ts";
import { squares } from "./squares.ts";
import { tally } from "./tally.ts";
import { patchWindow } from "./window.ts";
import { channels, patchCaption, spoken, tokenValues } from "./words.ts";
import type { PatchWork } from "./work.ts";

const ORDER = ["grid rows", "patch", "channels", "filter", "terms", "sums", "bias", "place"];
/** Room for the legend of the tokens. */
const FOOT = 50;

interface Drawn {
  readonly work: PatchWork;
  /** What is shown at the right and below, which changes with the step, not with the frame. */
  shown: string;
}

export function patchFigure({ store }: Context): OperationFigure<PatchWork> {
  const [sliding, equation, sums] = [patchWindow((token) => store.set({ token })), squares(), tally()];
  const [enlarged, flying] = [enlargedPatch(), resultFlight()];
  const lanes = patchLanes((column) => store.set({ column }));
  const captions = svg("g", {});
  const drawing = drawingOf(enlarged.leaders, sliding.group, equation.group, sums.group, captions, flying.element);
  const legends = html("div", { class: "patch-legends" });
  const canvases = [...sliding.canvases, enlarged.element, ...equation.elements];
  const attributes = { class: "patch-figure", "data-part": "patch-figure", role: "img" };
  const element = html("div", attributes, ...canvases, legends, drawing, lanes.element);
  let drawn: Drawn | null = null;

  function draw(setting: Setting, work: PatchWork): void {
    const { sum, picture, tokens } = work;
    const { grid, tone, state, hook, cell } = setting;
    const layout = layoutOf(element.clientWidth, sum.size, picture);
    const scale = scaleFor(tokens, tone, state.range);
    sliding.draw({ layout, grid, pixels: picture, tokens, scale, patch: cell.token - grid.prefix });
    enlarged.draw(layout, grid, sum);
    captions.replaceChildren(captionOf(layout, work));
    equation.draw(layout, sum, work.bound, tone);
    sums.draw(layout, sum);
    lanes.draw(layout, work, patchCount(grid), scale);
    const bottom = layout.lanes.y + lanes.element.offsetHeight;
    legends.replaceChildren(legendAt(layout, scale, bottom));
    style(element, { height: `${heightOf(layout, bottom)}px` });
    element.dataset["figure"] = `${hook.name}, one number`;
    element.setAttribute("aria-label", spoken(sum));
    flying.draw(sum.result, sums.end, lanes.placeOf(layout, sum.feature));
    drawn = { work, shown: "" };
  }

  function at(moment: Moment): void {
    if (!drawn) return;
    const { sum } = drawn.work;
    const { step, progress } = moment;
    const { isWhole, share, has } = phasesAt(moment, ORDER);
    const { slid, term, done, hasResult, isPlaced } = stateAt(moment, sum.count);
    sliding.at(slid, slid !== null || isWhole || step.phase === "place");
    enlarged.at(share("patch"));
    equation.at({ pixels: share("channels"), filter: share("filter"), done, term });
    lanes.at(term === null ? done : term + progress, isPlaced);
    flying.at(step.phase === "place" ? progress : null);
    const shown = `${step.phase} ${step.index} ${hasResult} ${isPlaced}`;
    if (shown === drawn.shown) return;
    drawn.shown = shown;
    sums.at(channelSums(sum, done), sum.biased && has("bias"), hasResult);
    lanes.write(sum, done, isPlaced);
  }

  return { element, draw, at, destroy: lanes.destroy };
}

/** How far things are: patches passed by the window, the present term, terms in the sum, the result. */
function stateAt(moment: Moment, count: number) {
  const { step, progress } = moment;
  const { isWhole, isPast } = phasesAt(moment, ORDER);
  const term = step.phase === "terms" ? step.index : null;
  return {
    slid: step.phase === "grid rows" ? (step.index + progress) * step.count : null,
    term,
    done: term !== null ? term + 1 : isPast("terms") ? count : 0,
    hasResult: isPast("bias") || (step.phase === "bias" && progress === 1),
    isPlaced: isWhole || (step.phase === "place" && progress === 1),
  };
}

/** What is drawn over the canvases. */
function drawingOf(...children: readonly SVGElement[]): SVGSVGElement {
  const tip = svg("path", { d: "M0 0.5L7 4L0 7.5z", class: "patch-arrow-head" });
  const size = { markerWidth: 7, markerHeight: 7, refX: 6, refY: 4, viewBox: "0 0 8 8" };
  const arrow = svg("marker", { id: "patch-arrow", ...size, orient: "auto" }, tip);
  return svg("svg", { class: "patch-drawing", "aria-hidden": "true" }, svg("defs", {}, arrow), ...children);
}

/** What each channel has added after so many terms; null before its first. */
function channelSums({ size, running }: PatchWork["sum"], done: number): (number | null)[] {
  const area = size.width * size.height;
  return channels.map((_, channel) => {
    const [from, to] = [channel * area, Math.min(done, (channel + 1) * area)];
    return to > from ? running[to - 1]! - (from > 0 ? running[from - 1]! : 0) : null;
  });
}

function captionOf({ patch, wide }: Layout, { sum }: PatchWork): SVGElement {
  const y = patch.y + patch.height + 15;
  const text = patchCaption(sum, wide);
  return wide
    ? label(patch.x + patch.width / 2, y, text, "quiet", "middle")
    : label(patch.x, y, text, "quiet", "start");
}

/** Below the tokens where these stand at the side, else below everything. */
function legendAt({ wide, tokens: { x, y, width, height } }: Layout, scale: ColourScale, bottom: number): HTMLElement {
  const key = legend(scale, tokenValues);
  place(key, wide ? { x, y: y + height + 6, width, height: 40 } : { x: 0, y: bottom + 8, width: 160, height: 40 });
  return key;
}

const heightOf = ({ wide, tokens }: Layout, bottom: number): number =>
  wide ? Math.max(bottom, tokens.y + tokens.height + FOOT) : bottom + FOOT;

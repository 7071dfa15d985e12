/** A block as a station on the stream: its small picture, and below it the rows of figures with their captions. */

import { blockOf } from "../../hooks/kinds.ts";
import { button, html, style } from "../../marks/element.ts";
import type { StageCost } from "./counts.ts";
import { canvas, type Maker, spot, unseen } from "./material.ts";
import type { Layout } from "./shapes.ts";
import { costTexts, STATION } from "./words.ts";

/** Wide enough for the word beside the number. */
const WIDE = 62;

export const station: Maker = (box, layout, { costs, open }) => {
  const block = blockOf(box.stage) ?? 0;
  const cost = costs.stages.find(({ stage }) => stage === box.stage)!;
  const { map } = layout.station;
  const picture = html(
    "span",
    { class: "ov-map", "data-map": "block", "data-stage": box.stage },
    canvas({ "aria-hidden": "true" }),
    spot(),
  );
  style(picture, { left: `${map.x}px`, top: `${map.y}px`, width: `${map.width}px`, height: `${map.height}px` });
  const isWide = layout.direction === "down" || box.width > WIDE;
  const word = isWide ? STATION.block : unseen(STATION.block);
  const label = html("span", { class: "ov-station-label" }, word, `${block} `);
  const made = button({ "aria-expanded": "false", "data-block": block, "data-stage": box.stage }, label, () =>
    open(made.getAttribute("aria-expanded") === "true" ? null : block),
  );
  made.append(picture, figures(cost, layout, true));
  style(made, { "--label": `${layout.station.label}px`, "--table": `${layout.station.table}px` });
  return made;
};

/** The same rows for what is no block. */
export const costs: Maker = (box, layout, material) => {
  const cost = material.costs.stages.find(({ stage }) => stage === box.stage)!;
  return html("div", { "aria-hidden": "true" }, figures(cost, layout, false));
};

export const captions: Maker = () => {
  const [length, ...others] = STATION.captions;
  return html(
    "div",
    { "aria-hidden": "true" },
    html("span", { "data-part": "length-caption" }, length!),
    ...others.map((caption) => html("span", {}, caption)),
  );
};

/** The rows below a station, in the order of the captions; in words where there is room for them. */
function figures(cost: StageCost, layout: Layout, isStation: boolean): HTMLElement {
  const rows = layout.direction === "down" ? inWords : inFigures;
  const most = isStation ? unseen("", "most") : null;
  return html("span", { class: "ov-figures" }, ...rows(cost, isStation), most);
}

function inWords(cost: StageCost, isStation: boolean): (HTMLElement | null)[] {
  const { own, running, share } = costTexts(cost);
  const caption = html("span", { "data-part": "length-caption" });
  return [
    isStation ? lengthRow(caption) : null,
    html("span", {}, STATION.costs(own, running)),
    html("span", {}, STATION.share(share)),
  ];
}

function inFigures(cost: StageCost, isStation: boolean): HTMLElement[] {
  const { own, running, share } = costTexts(cost);
  const { between } = STATION;
  const bar = html("span", { class: "ov-share-bar" });
  style(bar, { transform: `scaleX(${cost.share})` });
  return [
    lengthRow(isStation ? unseen("", "length-caption") : null),
    html("span", {}, unseen(between.own), own, unseen(between.running)),
    html("span", {}, running, unseen(between.share)),
    html("span", { class: "ov-share" }, bar, share, unseen(between.end)),
  ];
}

const lengthRow = (caption: HTMLElement | null): HTMLElement =>
  html(
    "span",
    { class: "ov-length", "data-part": "length" },
    ...(caption ? [caption, " ", html("span", { "data-part": "length-value" })] : []),
  );

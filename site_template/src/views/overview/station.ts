/** A block as a station on the stream: its small picture, and below it the answer if the model stopped there. */

import { conceptOf, term } from "../../controls/links.ts";
import { blockOf, kindOf } from "../../hooks/kinds.ts";
import { button, html, setText, style } from "../../marks/element.ts";
import { percent } from "../../maths/numbers.ts";
import { className } from "../../page/words.ts";
import type { BlockMap } from "./block-map.ts";
import { canvas, type Maker, spot, unseen } from "./material.ts";
import { ANSWERS } from "./shapes.ts";
import { STATION } from "./words.ts";

/** Wide enough for the word beside the number. */
const WIDE = 62;

export const station: Maker = (box, layout, { open }) => {
  const block = blockOf(box.stage) ?? 0;
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
  made.append(picture, figures(layout.direction === "down", isWide));
  style(made, { "--label": `${layout.station.label}px`, "--table": `${layout.station.table}px` });
  return made;
};

export const captions: Maker = () =>
  html(
    "div",
    { "aria-hidden": "true" },
    html("span", { "data-part": "length-caption" }, STATION.length),
    html("span", {}, STATION.stopped),
  );

/** Beside an arch of the first block: attention, or MLP. */
export const archName: Maker = (box, _layout, { context }) => {
  const hook = box.hook!;
  return html("div", {}, term(context, conceptOf(context.manifest, hook), kindOf(hook).role, STATION.arch(hook)));
};

/** The rows below a station: the length of the chosen token's row, then the most likely classes. */
function figures(isCaptioned: boolean, isWide: boolean): HTMLElement {
  // Elsewhere the captions stand once, at the left.
  const caption = (part: string) =>
    html("span", { class: isCaptioned ? `ov-${part}` : "off-screen", "data-part": part });
  return html(
    "span",
    { class: "ov-figures" },
    html(
      "span",
      { class: "ov-length", "data-part": "length" },
      caption("length-caption"),
      " ",
      html("span", { "data-part": "length-value" }),
    ),
    caption("stopped"),
    ...Array.from({ length: ANSWERS }, () => answerRow(isWide)),
    unseen("", "most"),
  );
}

/** Where there is no room for the number, its bar has to do. */
const answerRow = (isWide: boolean): HTMLElement =>
  html(
    "span",
    { class: "ov-stop", hidden: true },
    html("span", { class: "ov-stop-name" }),
    html("span", isWide ? {} : { class: "off-screen" }),
  );

/** Writes what the model would say if it stopped here. */
export function fillAnswers(element: HTMLElement, answers: BlockMap["answers"], labels: readonly string[]): void {
  const rows = element.querySelectorAll<HTMLElement>(".ov-stop");
  setText(element.querySelector('[data-part="stopped"]')!, answers.length > 0 ? STATION.stopped : "");
  rows.forEach((row, i) => {
    const found = answers[i];
    row.hidden = found === undefined;
    if (!found) return;
    const [name, value] = row.children;
    setText(name!, labels[found.index] ?? className(found.index));
    setText(value!, percent(found.share));
    style(row, { "--share": found.share });
  });
}

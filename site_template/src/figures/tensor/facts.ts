/** The tensor as a whole: its extremes, mean, spread, shares, and a histogram. */
import { html } from "../../marks/element.ts";
import { histogramMark } from "../../marks/histogram.ts";
import { alignedOnPoint, grouped, number, percent } from "../../maths/numbers.ts";
import { pickedAxis } from "../../maths/plane.ts";
import type { Scene, Values } from "./scene.ts";
import * as words from "./words.ts";

export function facts(): { element: HTMLElement; update(scene: Scene): void } {
  const element = html("section", { class: "facts", "aria-label": words.WHOLE, "data-part": "facts" });
  let drawn: unknown = {};
  return {
    element,
    update(scene) {
      if (drawn === scene.values) return;
      drawn = scene.values;
      element.hidden = scene.values === null;
      if (scene.values) element.replaceChildren(...contents(scene, scene.values));
    },
  };
}

function contents(scene: Scene, { tensor, summary, scale }: Values): HTMLElement[] {
  const count = html(
    "p",
    { class: "facts-count" },
    words.allValues(tensor.data.length, scene.head === null ? null : scene.hook.shape[pickedAxis(scene.hook)!]!),
  );
  const rows: [string, string, string][] = [
    [words.MINIMUM, number(summary.min), "min"],
    [words.MAXIMUM, number(summary.max), "max"],
    [words.MEAN, number(summary.mean), "mean"],
    [words.DEVIATION, number(summary.deviation), "std"],
  ];
  const aligned = alignedOnPoint(rows.map(([, text]) => text));
  const shares: [string, string, string][] = [
    [words.BELOW_ZERO, `${percent(summary.negative)} %`, "negative"],
    [words.EXACTLY_ZERO, `${percent(summary.zero)} %`, "zero"],
  ];
  if (summary.broken > 0) shares.push([words.NOT_FINITE, grouped(summary.broken), "broken"]);
  const row = (name: string, text: string, id: string) =>
    html("div", {}, html("dt", {}, name), html("dd", { class: "figures", "data-fact": id }, text));
  return [
    count,
    html("dl", {}, ...rows.map(([name, , id], i) => row(name, aligned[i]!, id))),
    html("dl", {}, ...shares.map(([name, text, id]) => row(name, text, id))),
    html(
      "div",
      { class: "facts-histogram", "data-figure": words.HISTOGRAM },
      histogramMark(tensor.data, summary.min, summary.max, scale) as unknown as HTMLElement,
    ),
  ];
}

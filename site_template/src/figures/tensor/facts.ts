/** The tensor as a whole: its extremes, mean, spread, shares, and a histogram. */
import { html } from "../../marks/element.ts";
import { histogramMark } from "../../marks/histogram.ts";
import { alignedOnPoint, grouped, number, percent } from "../../maths/numbers.ts";
import type { Scene, Values } from "./scene.ts";

export function facts(): { element: HTMLElement; update(scene: Scene): void } {
  const element = html("section", { class: "facts", "aria-label": "The tensor as a whole", "data-part": "facts" });
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
    `All ${grouped(tensor.data.length)} values${scene.head === null ? "" : `, ${scene.hook.shape[scene.hook.dims.indexOf("head")]} heads`}`,
  );
  const rows: [string, string, string][] = [
    ["minimum", number(summary.min), "min"],
    ["maximum", number(summary.max), "max"],
    ["mean", number(summary.mean), "mean"],
    ["standard deviation", number(summary.deviation), "std"],
  ];
  const aligned = alignedOnPoint(rows.map(([, text]) => text));
  const shares: [string, string, string][] = [
    ["below 0", `${percent(summary.negative)} %`, "negative"],
    ["exactly 0", `${percent(summary.zero)} %`, "zero"],
  ];
  if (summary.broken > 0) shares.push(["not finite", grouped(summary.broken), "broken"]);
  const row = (name: string, text: string, id: string) =>
    html("div", {}, html("dt", {}, name), html("dd", { class: "figures", "data-fact": id }, text));
  return [
    count,
    html("dl", {}, ...rows.map(([name, , id], i) => row(name, aligned[i]!, id))),
    html("dl", {}, ...shares.map(([name, text, id]) => row(name, text, id))),
    html(
      "div",
      { class: "facts-histogram", "data-figure": "Histogram" },
      histogramMark(tensor.data, summary.min, summary.max, scale) as unknown as HTMLElement,
    ),
  ];
}

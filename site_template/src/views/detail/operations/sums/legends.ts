/** Legends of a sum: one a scale, however many vectors share it. */
import type { ColourScale } from "../../../../marks/colours.ts";
import { html } from "../../../../marks/element.ts";
import { legend } from "../../../../marks/legend.ts";
import type { SumSpec } from "./spec.ts";

export function legendsOf({ left, right, result }: SumSpec): HTMLElement {
  const sides = new Map<ColourScale, string[]>();
  for (const { scale, quantity } of [left, right, result]) {
    const known = sides.get(scale) ?? [];
    sides.set(scale, known.includes(quantity) ? known : [...known, quantity]);
  }
  const made = [...sides].map(([scale, quantities]) => legend(scale, quantities.join(", ")));
  return html("div", { class: "sum-legends" }, ...made);
}

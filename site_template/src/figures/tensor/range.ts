/** Beside the legend: let the colours reach to the most extreme value, or only to where most values lie. */
import { button } from "../../marks/element.ts";
import type { Context } from "../../page/context.ts";
import type { Scene, Values } from "./scene.ts";
import * as words from "./words.ts";

export function rangeSwitch({ store }: Context, { state }: Scene, { scale, summary }: Values): HTMLElement {
  const whole = state.range === "all";
  const furthest = Math.max(Math.abs(summary.min), Math.abs(summary.max));
  const text = whole ? words.MOST_VALUES : words.allTo(furthest);
  const made = button({ class: "text-button", "data-part": "range", title: words.REACH }, text, () =>
    store.set({ range: whole ? "most" : "all" }),
  );
  made.hidden = !whole && !scale.clipped;
  return made;
}

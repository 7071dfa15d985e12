/** The legend of a colour scale: a strip with its ends and its 0 printed below. */
import { tick } from "../maths/numbers.ts";
import { type ColourScale, css } from "./colours.ts";
import { html, style } from "./element.ts";
import * as words from "./words.ts";

const STOPS = 24;

export function legend(scale: ColourScale, quantity: string): HTMLElement {
  const strip = html("div", { class: "legend-strip" });
  const at = (i: number) => scale.low + ((scale.high - scale.low) * i) / STOPS;
  const stops = Array.from({ length: STOPS + 1 }, (_, i) => css(scale.rgb(at(i))));
  style(strip, { background: `linear-gradient(to right, ${stops.join(", ")})` });
  const [low, high] = ends(scale);
  const middle = scale.kind === "signed" ? "0" : "";
  const label = words.scaleOf(quantity, low, high, scale.kind === "signed");
  return html(
    "div",
    { class: "legend", role: "img", "aria-label": label, "data-low": scale.low, "data-high": scale.high },
    html("span", { class: "legend-title" }, quantity),
    strip,
    html("div", { class: "legend-ends" }, html("span", {}, low), html("span", {}, middle), html("span", {}, high)),
  );
}

// Where values lie beyond an end, the end says so.
function ends(scale: ColourScale): [string, string] {
  const [less, more] = scale.clipped ? ["≤ ", "≥ "] : ["", ""];
  return [(scale.low !== 0 ? less : "") + tick(scale.low), more + tick(scale.high)];
}

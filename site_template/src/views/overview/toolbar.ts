/** The controls above the diagram: what the small pictures show, zoom, and room for their legend. */

import { button, html, setAttribute, setText } from "../../marks/element.ts";
import type { Store } from "../../state/store.ts";
import { MAPS, ZOOM } from "./words.ts";

export interface Toolbar {
  readonly element: HTMLElement;
  readonly legendPlace: HTMLElement;
  /** @param token the chosen token's name. */
  update(token: string): void;
  zoomed(k: number): void;
}

const STEP = 1.6;

export function toolbar(store: Store, zoom: { by(factor: number): void; reset(): void }): Toolbar {
  const legendPlace = html("div", { class: "legend-place" });
  const ways = (["similarity", "attention"] as const).map((maps) => ({
    maps,
    made: button({ class: "way", "data-maps": maps }, "", () => store.set({ maps })),
  }));
  const step = (label: string, part: string, sign: string, factor: number) =>
    button({ class: "step", "aria-label": label, "data-part": part }, sign, () => zoom.by(factor));
  const closer = step(ZOOM.in, "zoom-in", "+", STEP);
  const farther = step(ZOOM.out, "zoom-out", "−", 1 / STEP);
  const whole = button({ class: "text-button", "data-part": "zoom-all" }, ZOOM.whole, () => zoom.reset());
  const element = html(
    "div",
    { class: "figure-bar ov-bar" },
    html("div", { class: "ways", role: "group", "aria-label": MAPS.group }, ...ways.map(({ made }) => made)),
    html("div", { class: "ov-zoom", role: "group", "aria-label": ZOOM.group }, farther, closer, whole),
    legendPlace,
  );
  return {
    element,
    legendPlace,
    update(token) {
      for (const { maps, made } of ways) {
        setText(made, MAPS[maps](token));
        setAttribute(made, "aria-pressed", String(maps === store.state.maps));
      }
    },
    zoomed(k) {
      for (const one of [farther, whole]) setAttribute(one, "aria-disabled", k <= 1 ? "true" : null);
    },
  };
}

/** Two maps beside each other: what the indicator says of each patch, and what cutting it off does. */
import { type ColourScale, scaleFor } from "../../../marks/colours.ts";
import { html, setAttribute, setText, svg } from "../../../marks/element.ts";
import { legend } from "../../../marks/legend.ts";
import { mapPicture, patchUnder } from "../../../marks/map-picture.ts";
import { placeOf, tokenName } from "../../../maths/tokens.ts";
import type { Scene } from "../scene.ts";
import { mapWords } from "../words/effect.ts";
import { cutBlock } from "./measure.ts";

export interface EffectMaps {
  readonly element: HTMLElement;
  update(scene: Scene, row: Float64Array | null, effect: Float64Array | null, hovered: number | null): void;
}

/** @param onPoint called with the patch under the pointer; null where it is on none. */
export function effectMaps(grid: () => Scene["grid"] | null, onPoint: (patch: number | null) => void): EffectMaps {
  const [indicator, effects] = [mapOf("indicator-row"), mapOf("effect-map")];
  const readout = html("p", { class: "ip-readout", "data-part": "effect-readout" });
  for (const { place } of [indicator, effects]) {
    place.addEventListener("pointermove", (event) => {
      const now = grid();
      onPoint(now && patchUnder(place, event, now));
    });
    place.addEventListener("pointerleave", () => onPoint(null));
  }
  return {
    element: html("div", { class: "ia-effect-maps" }, indicator.element, effects.element, readout),
    update(scene, row, effect, hovered) {
      const { patch, tone, state } = scene;
      const others = (values: Float64Array) => values.filter((value, i) => i !== patch && Number.isFinite(value));
      const rowScale = row && scaleFor(others(row), tone, state.range);
      const effectScale = effect && others(effect).length > 0 ? scaleFor(others(effect), tone, "all") : null;
      const by = mapWords.by(scene.indicator, cutBlock(scene));
      indicator.update(scene, row, rowScale, mapWords.takes(scene.patchName), by);
      effects.update(scene, effect, effectScale, mapWords.does, quantity(scene));
      setText(readout, hovered === null ? "" : readoutText(scene, row, effect, hovered));
    },
  };
}

const quantity = ({ state, data }: Scene): string =>
  state.effect === "token" ? mapWords.token(data.blocks - 1) : mapWords.answer;

function readoutText(scene: Scene, row: Float64Array | null, effect: Float64Array | null, patch: number): string {
  const known = effect && Number.isFinite(effect[patch]) ? effect[patch]! : null;
  return mapWords.read(tokenName(scene.grid, patch + scene.grid.prefix), scene.indicator, row?.[patch] ?? null, known);
}

interface EffectMap {
  readonly element: HTMLElement;
  /** What the pointer reads patches on. */
  readonly place: HTMLElement;
  update(scene: Scene, values: Float64Array | null, scale: ColourScale | null, title: string, quantity: string): void;
}

function mapOf(part: string): EffectMap {
  const picture = mapPicture();
  const title = html("h3");
  const legendPlace = html("div", { class: "legend-place" });
  const own = svg("rect", { class: "ia-own line", width: 1, height: 1 });
  const marks = svg("svg", { class: "in-marks", "aria-hidden": "true" }, own);
  const place = html("div", { class: "ia-effect-map", "data-part": part }, picture.element, marks);
  return {
    element: html("div", {}, title, place, legendPlace),
    place,
    update({ grid, patch, pixels }, values, scale, text, what) {
      setText(title, text);
      picture.ground(pixels);
      const others = values && scale ? values.map((value, i) => (i === patch ? NaN : value)) : null;
      picture.overlay(others, grid, scale);
      setAttribute(marks, "viewBox", `0 0 ${grid.columns} ${grid.rows}`);
      const [row, column] = placeOf(grid, patch);
      setAttribute(own, "x", column);
      setAttribute(own, "y", row);
      legendPlace.replaceChildren(scale ? legend(scale, what) : html("p", { class: "quiet ia-hint" }, what));
    },
  };
}

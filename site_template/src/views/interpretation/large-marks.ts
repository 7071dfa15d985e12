/** What is drawn over the large map: the outline at the threshold, the references, the patch under the pointer. */
import { setAttribute, svg } from "../../marks/element.ts";
import { outlineOf, scaledPath } from "../../maths/outline.ts";
import { patchCount, placeOf } from "../../maths/tokens.ts";
import type { Scene } from "./scene.ts";

export interface LargeMarks {
  readonly element: SVGElement;
  draw(scene: Scene, values: Float64Array | null): void;
  /** Marks one patch; what is no patch takes the mark away. */
  spot(scene: Scene, token: number | null): void;
}

export function largeMarks(frame: HTMLElement): LargeMarks {
  const around = [svg("path", { class: "in-casing" }), svg("path", { class: "in-outline", "data-part": "outline" })];
  const own = [svg("path", { class: "in-own-casing" }), svg("path", { class: "in-own" })];
  const spot = svg("rect", { class: "in-spot", visibility: "hidden" });
  const element = svg("svg", { class: "in-marks", "aria-hidden": "true" }, ...around, ...own, spot);
  /** A patch in pixels. */
  const unitOf = ({ grid }: Scene) => [frame.clientWidth / grid.columns, frame.clientHeight / grid.rows] as const;
  return {
    element,
    draw(scene, values) {
      const { grid, threshold } = scene;
      const [width, height] = [frame.clientWidth, frame.clientHeight];
      for (const [name, value] of Object.entries({ viewBox: `0 0 ${width} ${height}`, width, height }))
        setAttribute(element, name, value);
      const has = values !== null && Number.isFinite(threshold);
      const outline = has ? scaledPath(outlineOf(values, grid.columns, threshold), ...unitOf(scene)) : "";
      for (const one of around) setAttribute(one, "d", outline);
      const chosen = scaledPath(outlineOf(referencePatches(scene), grid.columns, 1), ...unitOf(scene));
      for (const one of own) setAttribute(one, "d", chosen);
    },
    spot(scene, token) {
      const patch = token === null ? -1 : token - scene.grid.prefix;
      setAttribute(spot, "visibility", patch < 0 || scene.passing ? "hidden" : "visible");
      const [width, height] = unitOf(scene);
      const [row, column] = placeOf(scene.grid, patch);
      for (const [name, value] of Object.entries({ x: column * width, y: row * height, width, height }))
        setAttribute(spot, name, value);
    },
  };
}

/** 1 for each patch that is a reference; none where all of them are. */
function referencePatches({ grid, references }: Scene): Uint8Array {
  const chosen = new Uint8Array(patchCount(grid));
  if (references.length >= chosen.length) return chosen;
  for (const token of references) if (token >= grid.prefix) chosen[token - grid.prefix] = 1;
  return chosen;
}

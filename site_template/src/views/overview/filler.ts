/** Fills one box with what has come: a map on the picture, a tensor's colours, the heads, and the words beside them. */

import { nameOf } from "../../hooks/words.ts";
import { type ColourScale, scaleFor } from "../../marks/colours.ts";
import { setAttribute, setText, style } from "../../marks/element.ts";
import { number } from "../../maths/numbers.ts";
import { planeAxes } from "../../maths/plane.ts";
import { isTokenAxis, tokenName } from "../../maths/tokens.ts";
import { shapeOf } from "./boxes.ts";
import type { Drawn } from "./diagram.ts";
import { paintMap, paintTensor, sampled } from "./paint.ts";
import type { Scene } from "./scene.ts";
import { mostOf, stepped } from "./spoken.ts";

/** What the token looks at with the chosen head, and the scale of it. */
export function gazeValues(scene: Scene, box: Drawn["box"]): { values: Float32Array; scale: ColourScale } | null {
  const value = scene.flow.tensors.get(box.hook!.name);
  if (!value) return null;
  const [rows, columns] = [value.shape[1]!, value.shape[2]!];
  const start = (scene.head() * rows + Math.min(scene.token(), rows - 1)) * columns;
  const values = value.data.subarray(start, start + columns);
  return {
    values,
    scale: scaleFor(values.subarray(scene.grid().prefix), scene.tone(), scene.context.store.state.range),
  };
}

export interface Filler {
  /** `again`: also where nothing but words would have changed. */
  fill(drawn: Drawn, mapScale: ColourScale | null, again: boolean): void;
}

export function filler(scene: Scene): Filler {
  const headsPainted = new WeakMap<HTMLElement, { value: object; tone: string }>();
  const longest = () => Math.max(1e-9, ...[...scene.flow.maps.values()].map(({ length }) => length ?? 0));

  function station({ element, box }: Drawn, mapScale: ColourScale | null, repainting: boolean): void {
    const map = scene.flow.maps.get(box.stage);
    element.dataset["filled"] = map ? (map.length === null ? "early" : "true") : "false";
    const length = element.querySelector<HTMLElement>('[data-part="length"]')!;
    setText(element.querySelector('[data-part="length-value"]')!, map?.length ? number(map.length) : "…");
    style(length, { "--share": map?.length ? map.length / longest() : 0 });
    const grid = scene.grid();
    const most = map && mostOf(map, grid, scene.token());
    const name = tokenName(grid, scene.token());
    const verb = scene.context.store.state.maps === "attention" ? `${name} looks most at` : `most like ${name}`;
    setText(
      element.querySelector('[data-part="most"]')!,
      most ? `, ${verb}: ${tokenName(grid, most.token)}, ${number(most.value)}${stepped(map)}` : "",
    );
    if (map && mapScale && repainting)
      paintMap(element.querySelector("canvas")!, map.values.subarray(grid.prefix), grid.side, mapScale, scene.pixels);
  }

  function tensor({ element, box }: Drawn, repainting: boolean): void {
    const value = scene.flow.tensors.get(box.hook!.name);
    const canvas = element.querySelector("canvas")!;
    element.dataset["filled"] = String(value !== undefined);
    const link = element.querySelector<HTMLElement>("a.ov-picture")!;
    setAttribute(link, "aria-label", `${nameOf(box.hook!)}, ${box.hook!.name}, ${shapeOf(box.hook!.shape)}`);
    if (!value) return;
    if (repainting || !scene.painted.has(box.id)) {
      const scale = scaleFor(sampled(value.data), scene.tone(), scene.context.store.state.range);
      scene.painted.set(box.id, paintTensor(canvas, value, scene.head(), scale, box.width > box.height));
    }
    rowMark(element, box.hook!.dims, box.height);
  }

  /** The chosen token is one row of every picture: the thread through the diagram. */
  function rowMark(element: HTMLElement, dims: readonly string[], height: number): void {
    const mark = element.querySelector<HTMLElement>(".ov-row")!;
    const axes = planeAxes({ dims, shape: dims.map(() => 1) });
    const grid = scene.grid();
    const at = scene.token() - (axes.rowAxis === "patch" ? grid.prefix : 0);
    mark.hidden = !isTokenAxis(axes.rowAxis) || at < 0;
    if (mark.hidden) return;
    const rows = axes.rowAxis === "patch" ? grid.side * grid.side : grid.tokens;
    mark.classList.toggle("of-cls", scene.token() < grid.prefix);
    style(mark, { top: `${(at / rows) * height}px`, height: `${Math.max(1.5, height / rows)}px` });
  }

  function gaze({ element, box }: Drawn): void {
    const grid = scene.grid();
    const name = tokenName(grid, scene.token());
    const many = scene.model().config.n_heads > 1;
    setText(element.querySelector('[data-part="gaze-title"]')!, `where ${name} looks`);
    const found = gazeValues(scene, box);
    element.dataset["filled"] = String(found !== null);
    const most = found && mostOf(found, grid, -1);
    const text = most ? `${tokenName(grid, most.token)}: ${number(most.value)}` : "";
    setText(element.querySelector('[data-part="gaze-most"]')!, text ? `most: ${text}` : "");
    setAttribute(
      element.querySelector("a")!,
      "aria-label",
      `Where ${name} looks${many ? `, head ${scene.head()}` : ""}; most: ${text || "not yet known"}; ${box.hook!.name}`,
    );
    if (found)
      paintMap(
        element.querySelector("canvas")!,
        found.values.subarray(grid.prefix),
        grid.side,
        found.scale,
        scene.pixels,
      );
  }

  function headPictures({ element, box }: Drawn): void {
    const value = scene.flow.tensors.get(box.hook!.name);
    element.dataset["filled"] = String(value !== undefined);
    const tone = scene.tone();
    const kept = headsPainted.get(element);
    if (!value || (kept?.value === value && kept.tone === tone)) return;
    headsPainted.set(element, { value, tone });
    const scale = scaleFor(sampled(value.data), scene.tone(), scene.context.store.state.range);
    element.querySelectorAll("canvas").forEach((canvas, index) => paintTensor(canvas, value, index, scale, false));
  }

  return {
    fill(drawn, mapScale, again) {
      const { kind } = drawn.box;
      if (kind === "station") station(drawn, mapScale, again);
      else if (kind === "tensor") tensor(drawn, again);
      else if (kind === "gaze") gaze(drawn);
      else if (kind === "heads") headPictures(drawn);
    },
  };
}

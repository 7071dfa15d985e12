/** Fills one box with what has come: a map on the picture, a tensor's colours, the heads, and the words beside them. */

import { nameOf } from "../../hooks/words.ts";
import { type ColourScale, scaleFor } from "../../marks/colours.ts";
import { setAttribute, setText, style } from "../../marks/element.ts";
import { number } from "../../maths/numbers.ts";
import { planeAxes } from "../../maths/plane.ts";
import { isTokenAxis, prefixOf, tokenName } from "../../maths/tokens.ts";
import type { Current } from "./current.ts";
import type { Drawn } from "./diagram.ts";
import { mostOf, stepped } from "./most.ts";
import { paintMap, paintTensor, sampled } from "./paint.ts";
import { fillAnswers } from "./station.ts";
import { BOX, GAZE, STATION } from "./words.ts";

/** What the token looks at with the chosen head, and the scale of it. */
export function gazeValues(current: Current, box: Drawn["box"]): { values: Float32Array; scale: ColourScale } | null {
  const value = current.flow.tensors.get(box.hook!.name);
  if (!value) return null;
  const [rows, columns] = [value.shape[1]!, value.shape[2]!];
  const start = (current.head() * rows + Math.min(current.token(), rows - 1)) * columns;
  const values = value.data.subarray(start, start + columns);
  return { values, scale: scaleOf(current, values.subarray(current.grid().prefix)) };
}

const scaleOf = (current: Current, values: Float32Array): ColourScale =>
  scaleFor(values, current.tone(), current.context.store.state.range);

export interface Filler {
  /** `again`: also where nothing but words would have changed. */
  fill(drawn: Drawn, mapScale: ColourScale | null, again: boolean): void;
}

export function filler(current: Current): Filler {
  const headsPainted = new WeakMap<HTMLElement, { value: object; tone: string }>();
  return {
    fill(drawn, mapScale, again) {
      const { kind } = drawn.box;
      if (kind === "station") fillStation(current, drawn, again ? mapScale : null);
      else if (kind === "tensor") fillTensor(current, drawn, again);
      else if (kind === "gaze") fillGaze(current, drawn);
      else if (kind === "heads") fillHeads(current, drawn, headsPainted);
    },
  };
}

const longest = ({ flow }: Current) => Math.max(1e-9, ...[...flow.maps.values()].map(({ length }) => length ?? 0));

/** @param mapScale null where the picture stays as it is. */
function fillStation(current: Current, { element, box }: Drawn, mapScale: ColourScale | null): void {
  const map = current.flow.maps.get(box.stage);
  element.dataset["filled"] = map ? (map.length === null ? "early" : "true") : "false";
  const length = element.querySelector<HTMLElement>('[data-part="length"]')!;
  const value = element.querySelector('[data-part="length-value"]')!;
  setText(value, map?.length ? number(map.length) : STATION.noLength);
  style(length, { "--share": map?.length ? map.length / longest(current) : 0 });
  fillAnswers(element, map?.answers ?? [], current.model().labels);
  const grid = current.grid();
  const most = map && mostOf(map, grid, current.token());
  const [token, isAttention] = [tokenName(grid, current.token()), current.context.store.state.maps === "attention"];
  setText(
    element.querySelector('[data-part="most"]')!,
    most ? STATION.most(isAttention, token, tokenName(grid, most.token), most.value, stepped(map)) : "",
  );
  if (map && mapScale) paintMap(canvasOf(element), map.values, grid, mapScale, current.pixels);
}

function fillTensor(current: Current, { element, box }: Drawn, repainting: boolean): void {
  const hook = box.hook!;
  const value = current.flow.tensors.get(hook.name);
  element.dataset["filled"] = String(value !== undefined);
  const link = element.querySelector<HTMLElement>("a.ov-picture")!;
  setAttribute(link, "aria-label", BOX.spoken(nameOf(hook), hook.name, hook.shape));
  if (!value) return;
  if (repainting || !current.painted.has(box.id)) {
    const scale = scaleOf(current, sampled(value.data));
    const isWide = box.width > box.height;
    current.painted.set(box.id, paintTensor(canvasOf(element), value, current.head(), scale, isWide));
  }
  markRow(current, element, hook.dims, box.height);
}

/** The chosen token is one row of every picture: the thread through the diagram. */
function markRow(current: Current, element: HTMLElement, dims: readonly string[], height: number): void {
  const mark = element.querySelector<HTMLElement>(".ov-row")!;
  const { rowAxis } = planeAxes({ dims, shape: dims.map(() => 1) });
  const grid = current.grid();
  const before = prefixOf(grid, rowAxis);
  const at = current.token() - before;
  mark.hidden = !isTokenAxis(rowAxis) || at < 0;
  if (mark.hidden) return;
  const rows = grid.tokens - before;
  mark.classList.toggle("of-cls", current.token() < grid.prefix);
  style(mark, { top: `${(at / rows) * height}px`, height: `${Math.max(1.5, height / rows)}px` });
}

function fillGaze(current: Current, { element, box }: Drawn): void {
  const grid = current.grid();
  const name = tokenName(grid, current.token());
  const head = current.model().config.n_heads > 1 ? current.head() : null;
  setText(element.querySelector('[data-part="gaze-title"]')!, GAZE.title(name));
  const found = gazeValues(current, box);
  element.dataset["filled"] = String(found !== null);
  const most = found && mostOf(found, grid, -1);
  const text = most ? GAZE.found(tokenName(grid, most.token), most.value) : "";
  setText(element.querySelector('[data-part="gaze-most"]')!, GAZE.most(text));
  setAttribute(element.querySelector("a")!, "aria-label", GAZE.spoken(name, head, text, box.hook!.name));
  if (found) paintMap(canvasOf(element), found.values, grid, found.scale, current.pixels);
}

function fillHeads(
  current: Current,
  { element, box }: Drawn,
  painted: WeakMap<HTMLElement, { value: object; tone: string }>,
): void {
  const value = current.flow.tensors.get(box.hook!.name);
  element.dataset["filled"] = String(value !== undefined);
  const tone = current.tone();
  const before = painted.get(element);
  if (!value || (before?.value === value && before.tone === tone)) return;
  painted.set(element, { value, tone });
  const scale = scaleOf(current, sampled(value.data));
  element.querySelectorAll("canvas").forEach((canvas, index) => paintTensor(canvas, value, index, scale, false));
}

const canvasOf = (element: HTMLElement): HTMLCanvasElement => element.querySelector("canvas")!;

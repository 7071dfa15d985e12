/** How a method's values go through the blocks: highest, median and middle half; inside and outside an object where one is known. */

import { ticks } from "d3-array";
import type { Part } from "../../figures/blocks/scene.ts";
import { html, setAttribute, setText, svg } from "../../marks/element.ts";
import { tick } from "../../maths/numbers.ts";
import type { Context } from "../../page/context.ts";
import { valueText, wordsOf } from "./methods.ts";
import type { Scene } from "./scene.ts";
import { type Spread, spreadOf } from "./spread.ts";

/** Room for names at the right, and between small maps, as in the style sheet. */
const [NAMES, GAP] = [26, 8];
const [HEIGHT, TOP, FOOT, LABEL] = [136, 10, 18, 13];

interface Curve {
  readonly name: string;
  readonly kind: "inside" | "outside" | "median" | "highest";
  readonly values: readonly number[];
  readonly low?: readonly number[];
  readonly high?: readonly number[];
}

/** @param columns small maps on a line: below each stands its point where all of them are on one. */
export function curves(context: Context, columns: () => number): Part<Scene> {
  const title = html("h2", { class: "figure-title" });
  const readout = html("p", { class: "in-curve-says figures quiet", "data-part": "curve-says" });
  const drawing = svg("svg", { class: "in-curves", role: "img" });
  const element = html(
    "section",
    { class: "in-curve", "data-part": "curve" },
    html("div", { class: "in-curve-head" }, title, readout),
    drawing,
  );
  let scene: Scene | null = null;
  let pointed: number | null = null;
  let found: readonly Curve[] = [];
  const sized = new ResizeObserver(() => scene && draw(scene));
  sized.observe(element);

  const nearest = (event: MouseEvent): number => {
    const box = drawing.getBoundingClientRect();
    const places = xs(scene!, box.width);
    const x = event.clientX - box.left;
    return places.reduce((best, place, i) => (Math.abs(place - x) < Math.abs(places[best]! - x) ? i : best), 0);
  };
  drawing.addEventListener("pointermove", (event) => scene && say(scene, (pointed = nearest(event))));
  drawing.addEventListener("pointerleave", () => scene && say(scene, (pointed = null) ?? scene.block));
  drawing.addEventListener("click", (event) => {
    const block = scene ? nearest(event) : 0;
    if (scene) context.store.set({ block: block === scene.data.blocks - 1 ? "" : String(block) });
  });

  function xs(now: Scene, width: number): number[] {
    const { blocks } = now.data;
    const isBelow = columns() === blocks;
    const [left, right] = isBelow ? [-GAP / 2, width - NAMES + GAP / 2] : [24, width - NAMES - 10];
    const unit = (right - left) / blocks;
    return Array.from({ length: blocks }, (_, i) => left + unit * (i + 0.5));
  }

  function say(now: Scene, block: number): void {
    const text = found
      .map(
        ({ name, kind, values }) =>
          `${kind === "inside" ? insideName(now) : name} ${valueText(now.method, values[block]!)}`,
      )
      .join(", ");
    setText(readout, found.length > 0 && found[0]!.values.some(Number.isFinite) ? `block ${block}: ${text}` : "");
  }

  function draw(now: Scene): void {
    const width = element.clientWidth;
    if (width === 0) return;
    for (const [name, value] of Object.entries({ viewBox: `0 0 ${width} ${HEIGHT}`, width, height: HEIGHT }))
      setAttribute(drawing, name, value);
    const all = found
      .flatMap(({ values, low = [], high = [] }) => [...values, ...low, ...high])
      .filter(Number.isFinite);
    if (all.length === 0) {
      drawing.replaceChildren();
      return;
    }
    let [least, most] = [Math.min(...all), Math.max(...all)];
    if (now.method !== "similarity") least = Math.min(0, least);
    if (most - least < 1e-9) [least, most] = [least - 0.5, most + 0.5];
    const y = (value: number) => TOP + ((most - value) / (most - least)) * (HEIGHT - TOP - FOOT);
    const places = xs(now, width);
    const path = (values: readonly number[]) => pathOf(values, places, y);
    const role = wordsOf(now.method).role;
    const levels = ticks(least, most, 3).flatMap((value) => [
      svg("line", { x1: 0, x2: width - NAMES, y1: y(value), y2: y(value), class: "in-level" }),
      svg("text", { x: 0, y: y(value) - 3, class: "axis-text" }, tick(value)),
    ]);
    const names = spaced(found.map(({ values }) => y([...values].reverse().find(Number.isFinite) ?? NaN)));
    drawing.replaceChildren(
      ...levels,
      svg("line", {
        x1: places[now.block]!,
        x2: places[now.block]!,
        y1: TOP - 6,
        y2: HEIGHT - FOOT + 2,
        class: "in-here",
      }),
      ...found.flatMap(({ kind, low, high }) =>
        low && high
          ? [svg("path", { d: `${path(high)}${areaBack(low, places, y)}Z`, class: `in-band in-${kind} role-${role}` })]
          : [],
      ),
      ...found.map(({ kind, values }) => svg("path", { d: path(values), class: `in-line in-${kind} role-${role}` })),
      ...found
        .filter(({ values }) => Number.isFinite(values[now.block]))
        .map(({ kind, values }) =>
          svg("circle", {
            cx: places[now.block]!,
            cy: y(values[now.block]!),
            r: 3,
            class: `in-dot in-${kind} role-${role}`,
          }),
        ),
      ...found.flatMap(({ kind }, i) =>
        Number.isFinite(names[i])
          ? [svg("text", { x: places.at(-1)! + 8, y: names[i]! + 4, class: `in-name in-${kind} role-${role}` }, kind)]
          : [],
      ),
      ...places.map((x, block) =>
        svg(
          "text",
          { x, y: HEIGHT - 3, "text-anchor": "middle", class: `axis-text${block === now.block ? " in-now" : ""}` },
          String(block),
        ),
      ),
    );
    setAttribute(drawing, "aria-label", spokenOf(now, found));
  }

  return {
    element,
    destroy: () => sized.disconnect(),
    update(next) {
      scene = next;
      found = curvesOf(next);
      setText(title, `${wordsOf(next.method).quantity} by block`);
      setAttribute(element, "data-figure", `${wordsOf(next.method).title} by block`);
      draw(next);
      say(next, pointed ?? next.block);
    },
  };
}

const insideName = ({ mask }: Scene): string => (mask!.drawn ? "inside your mask" : `inside the ${mask!.name}`);

function curvesOf(scene: Scene): Curve[] {
  const blocks = Array.from({ length: scene.data.blocks }, (_, i) => scene.map(scene.method, i));
  const { mask } = scene;
  const spreads = (kept: (patch: number) => boolean) =>
    blocks.map((map) => (map ? spreadOf(map.filter((_, patch) => kept(patch))) : null));
  const curve = (
    name: string,
    kind: Curve["kind"],
    of: readonly (Spread | null)[],
    middle: "mean" | "median" | "highest",
  ): Curve => ({
    name,
    kind,
    values: of.map((one) => one?.[middle] ?? NaN),
    ...(kind === "highest"
      ? {}
      : { low: of.map((one) => one?.lower ?? NaN), high: of.map((one) => one?.upper ?? NaN) }),
  });
  if (blocks.every((map) => map === null)) return [];
  const whole = spreads(() => true);
  // A patch is always most like itself: the highest is that of the others.
  const own = scene.references.map((token) => token - scene.grid.prefix).filter((patch) => patch >= 0);
  const some = own.length > 0 && own.length < scene.grid.side ** 2;
  const highest = curve(
    some ? "highest of the others" : "highest",
    "highest",
    some ? spreads((patch) => !own.includes(patch)) : whole,
    "highest",
  );
  if (mask) {
    const parts = [
      curve(
        "inside",
        "inside",
        spreads((patch) => mask.truth[patch] === 1),
        "mean",
      ),
      curve(
        "outside",
        "outside",
        spreads((patch) => mask.truth[patch] === 0),
        "mean",
      ),
    ];
    return [...parts.filter(({ values }) => values.some(Number.isFinite)), highest];
  }
  return [highest, curve("median", "median", whole, "median")];
}

function spokenOf(scene: Scene, found: readonly Curve[]): string {
  const each = found.map(
    ({ name, values }) => `${name}: ${values.map((value) => valueText(scene.method, value)).join(", ")}`,
  );
  return `${wordsOf(scene.method).title} by block, from block 0. ${each.join(". ")}`;
}

function pathOf(values: readonly number[], places: readonly number[], y: (value: number) => number): string {
  let pen = "M";
  return values
    .map((value, i) => {
      if (!Number.isFinite(value)) return ((pen = "M"), "");
      const piece = `${pen}${places[i]!.toFixed(1)} ${y(value).toFixed(1)}`;
      pen = "L";
      return piece;
    })
    .join("");
}

const areaBack = (low: readonly number[], places: readonly number[], y: (value: number) => number): string =>
  low
    .map((value, i) => (Number.isFinite(value) ? `L${places[i]!.toFixed(1)} ${y(value).toFixed(1)}` : ""))
    .reverse()
    .join("");

/** Names at the ends of lines, far enough apart to be read. */
function spaced(wanted: readonly number[]): number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => wanted[a]! - wanted[b]!);
  const out = [...wanted];
  for (let i = 1; i < order.length; i++) {
    const [above, below] = [order[i - 1]!, order[i]!];
    if (out[below]! - out[above]! >= LABEL) continue;
    const middle = (out[below]! + out[above]!) / 2;
    [out[above], out[below]] = [middle - LABEL / 2, middle + LABEL / 2];
  }
  return out;
}

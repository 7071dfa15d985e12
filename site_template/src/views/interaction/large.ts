/** The large figure: the picture under its patches with the window, the responsive field or the tendencies of a block. */

import type { Acts } from "../../edits/acts.ts";
import { html, setAttribute, setText, style, svg } from "../../marks/element.ts";
import { arrowField, arrowPath, cased, flowScale, paintWheel } from "../../marks/flow.ts";
import { type Handled, handleBar } from "../../marks/handle-bar.ts";
import { legend } from "../../marks/legend.ts";
import { mapPicture, patchUnder } from "../../marks/map-picture.ts";
import { isInside } from "../../maths/interaction/boxes.ts";
import { number } from "../../maths/numbers.ts";
import { outlineOf } from "../../maths/outline.ts";
import { tokenName } from "../../maths/tokens.ts";
import type { Context } from "../../page/context.ts";
import { at, type Between, blended } from "./blend.ts";
import type { Reader } from "./reading.ts";
import type { Scene } from "./scene.ts";
import { kText, LEAST_K, MOST_K, STEP_K } from "./settings.ts";
import { INDICATOR_WORDS, standing } from "./texts.ts";
import { windowEdges } from "./window-edges.ts";
import { spokenOf, titleOf } from "./words.ts";

export interface Part {
  readonly element: HTMLElement;
  update(scene: Scene): void;
  destroy(): void;
}

export interface Large extends Part {
  /** Shows what lies between two blocks, while it plays. */
  between(place: Between): void;
  bare(hidden: boolean): void;
}

const WHEEL = 88;
const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
};

export function largeFigure(context: Context, acts: Acts, reader: Reader): Large {
  const { store, pointed, announce } = context;
  const title = html("h2", { class: "figure-title", "data-part": "large-title" });
  const picture = mapPicture();
  const lines = {
    field: cased("ia-field"),
    window: cased("ia-window", { "data-part": "window-outline" }),
    arrows: cased("ia-arrows"),
    own: cased("ia-own"),
    way: cased("ia-way"),
  };
  const dots = svg("path", { class: "ia-dots", "data-part": "standing-out" });
  const spot = svg("rect", { class: "in-spot", visibility: "hidden" });
  const marks = svg(
    "svg",
    { class: "in-marks", "aria-hidden": "true" },
    ...lines.field.elements,
    ...lines.arrows.elements,
    dots,
    ...lines.own.elements,
    ...lines.window.elements,
    ...lines.way.elements,
    spot,
  );
  const edges = windowEdges({
    onGrab: acts.grab,
    onRest: acts.rest,
    onMove: (box) => scene && acts.window(scene.block, scene.patch, box),
  });
  const summary = html("p", { class: "off-screen", id: "large-summary", "data-part": "large-summary" });
  const frame = html(
    "div",
    {
      class: "in-large-map",
      tabindex: 0,
      role: "application",
      "aria-roledescription": "map",
      "aria-describedby": "large-summary",
      "data-part": "large-map",
    },
    picture.element,
    marks,
  );
  const bar = handleBar("k, the standard deviations above the mean from which a patch stands out", "k-handle", {
    onMove: (value) => moveK(value),
    onStep: (steps) => scene && setK(scene.k + steps * STEP_K),
  });
  const wheel = html("canvas", {
    class: "ia-wheel",
    role: "img",
    "aria-label": "Colour wheel: the hue is the direction, the strength the length",
  });
  const wheelSays = html("p", { class: "quiet" });
  const wheelBox = html(
    "div",
    { class: "ia-wheel-box" },
    html(
      "div",
      { class: "ia-wheel-frame" },
      wheel,
      ...["up", "right", "down", "left"].map((way) =>
        html("span", { class: `ia-wheel-${way} quiet`, "aria-hidden": "true" }, way),
      ),
    ),
    wheelSays,
  );
  const sizes = html("div", { class: "legend-place ia-sizes" });
  const missing = html("p", { class: "in-missing", hidden: true });
  const figure = html(
    "div",
    { class: "in-large-figure", "data-part": "large" },
    title,
    html("div", { class: "in-large-place" }, frame, edges.element, missing),
    bar.element,
    sizes,
    wheelBox,
    summary,
  );
  const element = html("section", { class: "in-large", "aria-label": "Large figure" }, figure);
  let scene: Scene | null = null;
  let place: Between = at(0);
  let cursor: number | null = null;
  const sized = new ResizeObserver(() => scene && draw(scene, place));
  sized.observe(frame);

  const setK = (k: number) => store.set({ k: kText(Math.min(MOST_K, Math.max(LEAST_K, k))) });
  function moveK(value: number): void {
    const cut = scene?.cut(scene.block);
    if (cut && cut.std > 0) setK((value - cut.mean) / cut.std);
  }

  frame.addEventListener("pointermove", (event) => scene && point(patchUnder(frame, event, scene.grid.side), event));
  frame.addEventListener("pointerleave", () => point(null, null));
  frame.addEventListener("click", (event) => {
    const patch = scene && patchUnder(frame, event, scene.grid.side);
    if (scene && patch !== null) choose(scene, patch);
  });
  frame.addEventListener("focus", () => frame.matches(":focus-visible") && scene && step(scene, cursor ?? scene.patch));
  frame.addEventListener("blur", () => point(null, null));
  frame.addEventListener("keydown", (event) => {
    if (!scene || event.ctrlKey || event.metaKey || event.altKey) return;
    const { side } = scene.grid;
    const from = cursor ?? scene.patch;
    const way = STEPS[event.key];
    const within = (value: number) => Math.min(side - 1, Math.max(0, value));
    if (way) step(scene, within(Math.floor(from / side) + way[0]) * side + within((from % side) + way[1]));
    else if (event.key === "Enter" || event.key === " ") choose(scene, from);
    else return;
    event.preventDefault();
  });

  function choose({ grid }: Scene, patch: number): void {
    store.set({ token: patch + grid.prefix, refs: "" });
    announce(`${tokenName(grid, patch + grid.prefix)} is looked at`);
  }

  function step(now: Scene, patch: number): void {
    const box = frame.getBoundingClientRect();
    const unit = box.width / now.grid.side;
    point(
      patch,
      new DOMRect(
        box.left + (patch % now.grid.side) * unit,
        box.top + Math.floor(patch / now.grid.side) * unit,
        unit,
        unit,
      ),
    );
    announce(reader.sentence({ scene: now, figure: now.figure, block: now.block, patch }));
  }

  function point(patch: number | null, from: PointerEvent | DOMRect | null): void {
    if (!scene) return;
    if (patch !== null) cursor = patch;
    pointed.set(patch === null ? null : patch + scene.grid.prefix);
    reader.show(patch === null ? null : { scene, figure: scene.figure, block: place.to, patch }, from ?? new DOMRect());
  }

  const stop = pointed.onChange((token) => scene && mark(scene, token));
  function mark({ grid, passing }: Scene, token: number | null): void {
    const patch = token === null ? -1 : token - grid.prefix;
    setAttribute(spot, "visibility", patch < 0 || passing ? "hidden" : "visible");
    const unit = frame.clientWidth / grid.side;
    for (const [name, value] of Object.entries({
      x: (patch % grid.side) * unit,
      y: Math.floor(patch / grid.side) * unit,
      width: unit,
      height: unit,
    }))
      setAttribute(spot, name, value);
  }

  function draw(now: Scene, where: Between): void {
    const size = frame.clientWidth;
    const unit = size / now.grid.side;
    for (const [name, value] of Object.entries({ viewBox: `0 0 ${size} ${size}`, width: size, height: size }))
      setAttribute(marks, name, value);
    for (const line of Object.values(lines)) line.draw("");
    setAttribute(dots, "d", "");
    picture.ground(now.pixels);
    lines.own.draw(
      boxPath(
        [
          Math.floor(now.patch / now.grid.side),
          Math.floor(now.patch / now.grid.side),
          now.patch % now.grid.side,
          now.patch % now.grid.side,
        ],
        unit,
      ),
    );
    if (now.figure === "window") drawWindow(now, where, unit);
    else if (now.figure === "field") drawField(now, where, unit);
    else drawFlow(now, where, unit);
    mark(now, pointed.token);
  }

  function drawWindow(now: Scene, where: Between, unit: number): void {
    picture.overlay(blended(now.row, where), now.grid.side, now.rowScale(where.to));
    const box = blended(now.window, where);
    if (box) lines.window.draw(boxPath(box, unit));
    const out = where.share === 1 ? standing(now, where.to) : [];
    setAttribute(
      dots,
      "d",
      out
        .map(
          (patch) =>
            `M${((patch % now.grid.side) + 0.5) * unit} ${(Math.floor(patch / now.grid.side) + 0.5) * unit}h0.01`,
        )
        .join(""),
    );
    style(dots, { "stroke-width": Math.max(3, unit * 0.16) });
  }

  function drawField(now: Scene, where: Between, unit: number): void {
    picture.overlay(blended(now.sizes, where), now.grid.side, now.sizeScale);
    const boxes = now.windows(where.to);
    if (!boxes || where.share < 1) return;
    const [row, column] = [Math.floor(now.patch / now.grid.side), now.patch % now.grid.side];
    lines.field.draw(
      scaled(
        outlineOf(
          boxes.map((box) => Number(isInside(box, row, column))),
          now.grid.side,
          1,
        ),
        unit,
      ),
    );
  }

  function drawFlow(now: Scene, where: Between, unit: number): void {
    const vectors = blended(now.flow, where);
    const reach = now.reach(where.to);
    picture.overlay(
      vectors?.filter((_, i) => i % 2 === 0).map((_, i) => i) ?? null,
      now.grid.side,
      vectors && flowScale(vectors, reach, now.tone),
    );
    if (!vectors) return;
    lines.arrows.draw(arrowField(vectors, now.grid.side, unit, reach));
    const [x, y] = [((now.patch % now.grid.side) + 0.5) * unit, (Math.floor(now.patch / now.grid.side) + 0.5) * unit];
    lines.way.draw(
      arrowPath(x, y, x + vectors[2 * now.patch + 1]! * unit, y + vectors[2 * now.patch]! * unit, unit * 0.45),
    );
  }

  function legends(now: Scene): void {
    const isThere = now.row(now.block) !== null;
    bar.element.hidden = now.figure !== "window";
    if (now.figure === "window") bar.update(handledOf(now));
    sizes.hidden = now.figure !== "field" || !isThere;
    if (!sizes.hidden) sizes.replaceChildren(legend(now.sizeScale, "share of the patches that read it"));
    wheelBox.hidden = now.figure !== "tendency" || !isThere;
    if (wheelBox.hidden) return;
    paintWheel(wheel, WHEEL * Math.ceil(devicePixelRatio), now.tone);
    setText(
      wheelSays,
      `Hue: to which side its readers lie. Strength: how far, up to ${number(now.reach(now.block))} patches at the rim. Small arrows are as long as a patch at most; the large one, of ${now.patchName}, has its true length.`,
    );
  }

  return {
    element,
    bare: (hidden) => frame.classList.toggle("bare", hidden),
    between(next) {
      place = next;
      if (!scene) return;
      edges.update(null, 0, 1);
      draw(scene, next);
    },
    update(next) {
      scene = next;
      place = at(next.block);
      setText(title, titleOf(next));
      setAttribute(figure, "data-figure", titleOf(next));
      setAttribute(frame, "aria-label", `${titleOf(next)}; arrow keys read patches, Enter looks at one`);
      if (!next.passing) setText(summary, spokenOf(next));
      style(frame, { "--opacity": next.state.opacity / 100 });
      frame.classList.toggle("edited", next.isEdited(next.block));
      const editable = next.figure === "window" && !next.passing;
      edges.update(editable ? next.window(next.block) : null, next.patch, next.grid.side);
      legends(next);
      draw(next, place);
      missing.hidden = next.row(next.block) !== null || next.data.origin === "none";
      setText(
        missing,
        missing.hidden
          ? ""
          : next.data.origin === "live"
            ? "Its attention pattern is on its way."
            : "Only the mean over the heads is precomputed; the rest comes when the model has run.",
      );
    },
    destroy() {
      sized.disconnect();
      stop();
    },
  };
}

function handledOf(scene: Scene): Handled | null {
  const { block, indicator, k, data } = scene;
  const [values, scale, cut] = [scene.row(block), scene.rowScale(block), scene.cut(block)];
  if (!values || !scale || !cut) return null;
  const out = standing(scene, block).length;
  return {
    values,
    scale,
    at: cut.threshold,
    atText: `k = ${kText(k)}`,
    spoken: `k ${kText(k)}, ${out} patches stand out`,
    text: number,
    hint: "drag to say how far a patch has to stand out",
    says: `${values.length} patches by ${INDICATOR_WORDS[indicator].short}${data.origin === "precomputed" ? " (precomputed, to 1/255)" : ""}`,
  };
}

/** A box as a path in pixels; its edges may lie between patches. */
function boxPath(box: ArrayLike<number>, unit: number): string {
  const [top, bottom, left, right] = [box[0]! * unit, (box[1]! + 1) * unit, box[2]! * unit, (box[3]! + 1) * unit];
  return `M${left} ${top}H${right}V${bottom}H${left}Z`;
}

const scaled = (path: string, unit: number): string => path.replace(/\d+/g, (value) => String(Number(value) * unit));

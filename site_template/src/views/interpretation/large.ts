/** The large map: the picture under its patches, outlined where they reach the threshold; read with pointer and keys. */
import type { Part } from "../../figures/blocks/scene.ts";
import { html, setAttribute, setText, style, svg } from "../../marks/element.ts";
import { mapPicture, patchUnder } from "../../marks/map-picture.ts";
import { outlineOf } from "../../maths/outline.ts";
import { referTo } from "../../maths/reference.ts";
import { tokenName } from "../../maths/tokens.ts";
import type { Context } from "../../page/context.ts";
import { handledOf, thresholdBar } from "./bar.ts";
import { fuseWords, thresholdText, wordsOf } from "./methods.ts";
import type { Reader } from "./reading.ts";
import type { Scene } from "./scene.ts";

export function largeMap(context: Context, reader: Reader): Part<Scene> & { bare(hidden: boolean): void } {
  const { store, pointed, announce } = context;
  const title = html("h2", { class: "figure-title", "data-part": "large-title" });
  const picture = mapPicture();
  const casing = svg("path", { class: "in-casing" });
  const line = svg("path", { class: "in-outline", "data-part": "outline" });
  const own = [svg("path", { class: "in-own-casing" }), svg("path", { class: "in-own" })] as const;
  const spot = svg("rect", { class: "in-spot", visibility: "hidden" });
  const marks = svg("svg", { class: "in-marks", "aria-hidden": "true" }, casing, line, ...own, spot);
  const frame = html(
    "div",
    {
      class: "in-large-map",
      tabindex: 0,
      role: "application",
      "aria-roledescription": "map",
      "data-part": "large-map",
    },
    picture.element,
    marks,
  );
  const bar = thresholdBar((threshold) => store.set({ threshold }));
  const slider = html("input", {
    type: "range",
    min: 0,
    max: 100,
    step: 1,
    "aria-label": "Opacity of the map",
    "data-part": "opacity",
  });
  slider.addEventListener("input", () => store.set({ opacity: Number(slider.value) }));
  const missing = html("p", { class: "in-missing", hidden: true });
  const figure = html(
    "div",
    { class: "in-large-figure", "data-part": "large" },
    title,
    html("div", { class: "in-large-place" }, frame, missing),
    bar.element,
  );
  const element = html(
    "section",
    { class: "in-large", "aria-label": "Large map" },
    figure,
    html(
      "label",
      { class: "in-opacity quiet" },
      "opacity",
      slider,
      html("span", { class: "in-key" }, html("kbd", {}, "H"), " hides it"),
    ),
  );
  let scene: Scene | null = null;
  let cursor: number | null = null;
  const sized = new ResizeObserver(() => scene && draw(scene));
  sized.observe(frame);

  frame.addEventListener("pointermove", (event) => scene && point(patchUnder(frame, event, scene.grid.side), event));
  frame.addEventListener("pointerleave", () => point(null, null));
  frame.addEventListener("click", (event) => {
    const patch = scene && patchUnder(frame, event, scene.grid.side);
    if (scene && patch !== null) refer(scene, patch);
  });
  frame.addEventListener("focus", () => frame.matches(":focus-visible") && step(cursor ?? firstOf()));
  frame.addEventListener("blur", () => point(null, null));
  frame.addEventListener("keydown", (event) => {
    if (!scene || event.ctrlKey || event.metaKey || event.altKey) return;
    const { side } = scene.grid;
    const from = cursor ?? firstOf();
    const [row, column] = [Math.floor(from / side), from % side];
    const to = {
      ArrowLeft: [row, column - 1],
      ArrowRight: [row, column + 1],
      ArrowUp: [row - 1, column],
      ArrowDown: [row + 1, column],
    }[event.key];
    if (to) step(Math.min(side - 1, Math.max(0, to[0]!)) * side + Math.min(side - 1, Math.max(0, to[1]!)));
    else if (event.key === "Enter" || event.key === " ") refer(scene, from);
    else return;
    event.preventDefault();
  });

  const firstOf = () => {
    const first = scene?.references.find((token) => token >= scene!.grid.prefix);
    return first === undefined ? 0 : first - scene!.grid.prefix;
  };

  function refer(now: Scene, patch: number): void {
    const token = patch + now.grid.prefix;
    store.set(referTo([token], now.grid));
    announce(`Reference: ${tokenName(now.grid, token)}`);
  }

  function step(patch: number): void {
    cursor = patch;
    const box = frame.getBoundingClientRect();
    point(patch, null, box);
    if (scene) announce(reader.sentence(scene, scene.method, scene.block, patch));
  }

  function point(patch: number | null, event: PointerEvent | null, box?: DOMRect): void {
    if (!scene) return;
    if (patch !== null) cursor = patch;
    pointed.set(patch === null ? null : patch + scene.grid.prefix);
    reader.show(
      patch === null ? null : { scene, method: scene.method, block: scene.block, patch },
      event ?? cellBox(patch, box),
    );
  }

  function cellBox(patch: number | null, box?: DOMRect): DOMRect {
    if (patch === null || !box || !scene) return new DOMRect();
    const unit = box.width / scene.grid.side;
    return new DOMRect(
      box.left + (patch % scene.grid.side) * unit,
      box.top + Math.floor(patch / scene.grid.side) * unit,
      unit,
      unit,
    );
  }

  const stop = pointed.onChange((token) => scene && mark(scene, token));
  function mark(now: Scene, token: number | null): void {
    const patch = token === null ? -1 : token - now.grid.prefix;
    setAttribute(spot, "visibility", patch < 0 || now.passing ? "hidden" : "visible");
    const unit = frame.clientWidth / now.grid.side;
    for (const [name, value] of Object.entries({
      x: (patch % now.grid.side) * unit,
      y: Math.floor(patch / now.grid.side) * unit,
      width: unit,
      height: unit,
    }))
      setAttribute(spot, name, value);
  }

  function draw(now: Scene): void {
    const values = now.map(now.method, now.block);
    picture.ground(now.pixels);
    picture.overlay(values, now.grid.side, now.scale(now.method, now.block));
    const size = frame.clientWidth;
    const unit = size / now.grid.side;
    for (const [name, value] of Object.entries({ viewBox: `0 0 ${size} ${size}`, width: size, height: size }))
      setAttribute(marks, name, value);
    const around =
      values && Number.isFinite(now.threshold) ? scaled(outlineOf(values, now.grid.side, now.threshold), unit) : "";
    for (const one of [casing, line]) setAttribute(one, "d", around);
    const chosen = new Uint8Array(now.grid.side ** 2);
    for (const token of now.references)
      if (token >= now.grid.prefix && now.references.length < chosen.length) chosen[token - now.grid.prefix] = 1;
    const mine = scaled(outlineOf(chosen, now.grid.side, 1), unit);
    for (const one of own) setAttribute(one, "d", mine);
    mark(now, context.pointed.token);
    bar.update(handledOf(now));
    missing.hidden = values !== null || now.data.origin === "none";
    setText(missing, missing.hidden ? "" : missingText(now));
  }

  return {
    element,
    destroy() {
      sized.disconnect();
      stop();
    },
    bare: (hidden) => frame.classList.toggle("bare", hidden),
    update(next) {
      scene = next;
      const { title: method, quantity } = wordsOf(next.method);
      const has = Number.isFinite(next.threshold);
      setText(
        title,
        `after block ${next.block}${has ? `: patches at or above ${thresholdText(next.method, next.threshold)}` : `: ${quantity}`}`,
      );
      setAttribute(figure, "data-figure", `${capital(method)} after block ${next.block}`);
      setAttribute(
        frame,
        "aria-label",
        `${capital(method)}, reference ${next.referenceName}, after block ${next.block}; arrow keys read patches, Enter makes one the reference`,
      );
      style(frame, { "--opacity": next.state.opacity / 100 });
      if (document.activeElement !== slider) slider.value = String(next.state.opacity);
      setAttribute(slider, "aria-valuetext", `${next.state.opacity} %`);
      draw(next);
    },
  };
}

/** What keeps a map away once there are any. */
function missingText({ data, method, fuse }: Scene): string {
  if (data.origin === "precomputed" && method !== "similarity" && fuse !== "mean")
    return `The precomputed maps hold the mean of the heads only: ${fuseWords(fuse)} comes with the run.`;
  return "This map is on its way.";
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A path in units of a patch, in pixels. */
const scaled = (path: string, unit: number): string =>
  path.replace(/\d+/g, (digits) => String(Math.round(Number(digits) * unit * 100) / 100));

/** The second figure: the same numbers on the picture, one colour a patch, with the largest ones listed. */
import { type ColourScale, css, magnitudeScale, scaleFor } from "../../marks/colours.ts";
import { button, html, setAttribute, setText, style } from "../../marks/element.ts";
import { legend } from "../../marks/legend.ts";
import { paintOverlay } from "../../marks/overlay.ts";
import { patchGrid } from "../../marks/patch-grid.ts";
import { pictureFrame } from "../../marks/picture.ts";
import { alignedOnPoint, number } from "../../maths/numbers.ts";
import { largest, rowNorms } from "../../maths/statistics.ts";
import { clampToken, isTokenAxis, prefixOf, tokenName } from "../../maths/tokens.ts";
import type { Context } from "../../page/context.ts";
import { onHeld } from "../../page/keyboard.ts";
import { seenPixels } from "../../page/seen.ts";
import type { Figure } from "./heat.ts";
import { indexName, type Scene } from "./scene.ts";
import * as words from "./words.ts";

const LISTED = 5;

interface Shown {
  /** One value a token, in the order of the sequence, prefix tokens first where there are any. */
  readonly values: Float32Array;
  readonly prefix: number;
  readonly scale: ColourScale;
  readonly title: string;
  readonly quantity: string;
}

/** Whether a hook has something to say patch by patch. */
const onPictureFits = (scene: Scene): boolean => isTokenAxis(scene.axes.rowAxis);

/** `pick` is what choosing a patch does: it becomes the token that is read, unless somebody knows better. */
export function onPicture(context: Context, pick?: (token: number) => void): Figure {
  const { store, session, pointed, marked } = context;
  const choose = pick ?? ((token: number) => store.set({ token }));
  const parts = partsOf(context, choose);
  const { frame, overlay, grid, element, prefixes, legendPlace, list } = parts;
  const stops = [
    onHeld("h", (held) => frame.classList.toggle("bare", held)),
    pointed.onChange((token) => grid.hover(token)),
    marked.onChange(grid.outline),
  ];
  let last: Scene | null = null;
  const seen = seenPixels(session, () => last && picture(last));

  function picture(scene: Scene): void {
    last = scene;
    const byModel = scene.state.see === "model";
    parts.show({ picture: session.picture(), preprocess: scene.model.preprocess, pixels: seen(), byModel });
  }

  return {
    element,
    update(scene) {
      element.hidden = !onPictureFits(scene);
      if (element.hidden) return;
      picture(scene);
      grid.shape(scene.grid);
      grid.choose(clampToken(scene.grid, scene.state.token));
      const shown = scene.values && shownOf(scene);
      head(parts, scene, shown);
      prefixes.replaceChildren(
        ...(shown ? Array.from({ length: shown.prefix }, (_, i) => prefixCell(scene, shown, i)) : []),
      );
      if (!shown) return;
      paintOverlay(overlay, shown.values.subarray(shown.prefix), scene.grid, shown.scale);
      const rows = highestOf(scene, shown);
      const said = rows.map(({ name, text }) => `${name} ${text}`);
      frame.setAttribute("role", "img");
      frame.setAttribute("aria-label", words.highestAre(shown.title, said));
      legendPlace.replaceChildren(legend(shown.scale, shown.quantity));
      list.replaceChildren(...listed(rows, choose));
    },
    destroy: () => stops.forEach((stop) => stop()),
  };
}

type Parts = ReturnType<typeof partsOf>;

function partsOf({ store, pointed }: Context, choose: (token: number) => void) {
  const { frame, show } = pictureFrame();
  const overlay = html("canvas", { class: "overlay", "aria-hidden": "true" });
  const grid = patchGrid({ onPick: choose, onHover: (token) => pointed.set(token) }, false);
  frame.append(overlay, grid.element);
  const title = html("h2", { class: "figure-title" });
  const choices = (["norm", "feature"] as const).map((way) =>
    button({ class: "way", "data-show": way }, way, () => store.set({ show: way })),
  );
  const ways = html("div", { class: "ways", role: "group", "aria-label": words.SHOWN_ON_PICTURE }, ...choices);
  const prefixes = html("div", { class: "prefix-cells" });
  const legendPlace = html("div", { class: "legend-place" });
  const list = html("ol", { class: "highest" });
  const hide = hiding(frame);
  const highest = html("p", { class: "quiet" }, words.HIGHEST);
  const side = html("div", { class: "on-picture-side" }, legendPlace, highest, list);
  const foot = html("div", { class: "on-picture-foot" }, prefixes, hide);
  const element = html(
    "figure",
    { class: "on-picture", "data-part": "on-picture" },
    html("div", { class: "on-picture-head" }, title, ways),
    html("div", { class: "on-picture-body" }, html("div", {}, frame, foot), side),
  );
  return { frame, show, overlay, grid, title, choices, ways, prefixes, legendPlace, list, hide, side, element };
}

/** The button that hides the overlay while it is held. */
function hiding(frame: HTMLElement): HTMLButtonElement {
  const hide = button({ class: "text-button", "data-part": "hide-overlay" }, words.HIDE_OVERLAY, () => undefined);
  const hidden = (held: boolean) => frame.classList.toggle("bare", held);
  hide.addEventListener("pointerdown", () => hidden(true));
  for (const end of ["pointerup", "pointerleave", "pointercancel"]) hide.addEventListener(end, () => hidden(false));
  return hide;
}

/** Above the picture: what is shown, or the ways to show it. */
function head({ overlay, side, hide, title, ways, choices }: Parts, scene: Scene, shown: Shown | null): void {
  const { axes, state, cursor } = scene;
  const featured = axes.columnAxis !== "key" && axes.columns > 1;
  ways.hidden = !featured;
  for (const one of choices) setAttribute(one, "aria-pressed", String(one.dataset["show"] === state.show));
  setText(choices[0]!, words.ROW_LENGTH);
  setText(choices[1]!, indexName(scene, axes.columnAxis, cursor.column));
  overlay.hidden = side.hidden = hide.hidden = shown === null;
  setText(title, featured || !shown ? words.ON_PICTURE : shown.title);
}

interface High {
  readonly token: number;
  readonly name: string;
  readonly text: string;
}

function listed(rows: readonly High[], choose: (token: number) => void): HTMLElement[] {
  const texts = alignedOnPoint(rows.map(({ text }) => text));
  return rows.map(({ name, token }, i) => {
    const row = button({ class: "highest-row", "data-token": token }, name, () => choose(token));
    return html("li", {}, row, html("span", { class: "figures" }, texts[i]!));
  });
}

function highestOf(scene: Scene, shown: Shown): High[] {
  const offset = scene.grid.prefix - shown.prefix;
  return largest(shown.values, LISTED).map((i) => ({
    token: i + offset,
    name: tokenName(scene.grid, i + offset),
    text: number(shown.values[i]!),
  }));
}

// What is no patch has no place in the picture: it stands above it, in its own cell of the same scale.
function prefixCell(scene: Scene, shown: Shown, token: number): HTMLElement {
  const value = shown.values[token]!;
  const cell = html("span", { class: "prefix-cell" });
  style(cell, { background: css(shown.scale.rgb(value)) });
  return html(
    "span",
    { class: "prefix-value" },
    cell,
    html("span", { class: "role-cls" }, tokenName(scene.grid, token)),
    html("span", { class: "figures" }, number(value)),
  );
}

function shownOf(scene: Scene): Shown {
  const { plane, scale } = scene.values!;
  const prefix = scene.grid.prefix - prefixOf(scene.grid, scene.axes.rowAxis);
  const { row, column } = scene.cursor;
  if (scene.axes.columnAxis === "key") {
    const query = row ?? 0;
    const name = tokenName(scene.grid, query);
    const title = scene.kind.id === "pattern" ? words.whereLooks(name) : words.howScores(name);
    const values = plane.data.subarray(query * plane.columns, (query + 1) * plane.columns);
    // Weights of one row sum to 1: spread over their own range, or a calm row would show nothing beside a sharp one.
    if (scene.kind.id === "pattern")
      return {
        values,
        prefix,
        scale: scaleFor(values, scene.tone, scene.state.range),
        title,
        quantity: words.ATTENTION,
      };
    return { values, prefix, scale, title, quantity: words.SCORE };
  }
  if (plane.columns === 1)
    return {
      values: plane.data,
      prefix,
      scale: rangeScale(plane.data, plane.data.subarray(prefix)),
      title: words.ONE_NUMBER,
      quantity: scene.kind.label,
    };
  if (scene.state.show === "feature") {
    const values = Float32Array.from({ length: plane.rows }, (_, i) => plane.data[i * plane.columns + column]!);
    const name = indexName(scene, scene.axes.columnAxis, column);
    return {
      values,
      prefix,
      scale,
      title: words.ofEveryToken(name),
      quantity: name,
    };
  }
  return { ...normsOf(scene), prefix, title: words.ROW_LENGTHS, quantity: words.LENGTH };
}

/** From the smallest to the largest patch: lengths differ little, and none of them is near 0. */
function rangeScale(values: Float32Array, patches: Float32Array): ColourScale {
  const [low, high] = [Math.min(...patches), Math.max(...patches)];
  return magnitudeScale(high, Math.max(...values) > high || Math.min(...values) < low, low);
}

// Registers and CLS can be many times longer than the patches; the scale is that of the patches.
function normsOf(scene: Scene): { values: Float32Array; scale: ColourScale } {
  const { plane } = scene.values!;
  const values = rowNorms(plane.data, plane.rows, plane.columns);
  const patches = values.subarray(scene.grid.prefix - prefixOf(scene.grid, scene.axes.rowAxis));
  return { values, scale: rangeScale(values, patches) };
}

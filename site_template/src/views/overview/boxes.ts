/** The element of each kind of box: a picture to press, its name above it, its shape and cost below. */

import { conceptOf, go, hasConcept, term } from "../../controls/links.ts";
import type { Hook, ModelEntry } from "../../data/manifest.ts";
import { blockOf, kindOf } from "../../hooks/kinds.ts";
import { gridOf, imageSize, patchSize } from "../../hooks/sizes.ts";
import { nameOf } from "../../hooks/words.ts";
import { button, type Child, html, style } from "../../marks/element.ts";
import { pictureFrame } from "../../marks/picture.ts";
import { grouped, parameters, percent } from "../../maths/numbers.ts";
import type { Context } from "../../page/context.ts";
import type { Costs, StageCost } from "./counts.ts";
import type { Box, Layout } from "./shapes.ts";

export interface Material {
  readonly context: Context;
  readonly model: ModelEntry;
  readonly costs: Costs;
  readonly open: (block: number | null) => void;
}

export const shapeOf = (shape: readonly number[]): string => shape.map(grouped).join("\u200a×\u200a");

/** The shape in one line, or in two where three axes are wider than the picture that has them. */
function shapeLines(hook: Hook, width: number): string[] {
  const sizes = hook.shape.filter((_, i) => hook.dims[i] !== "1");
  const isWide = hook.dims.includes("query") && width < WIDE_SHAPE;
  return isWide ? [`${sizes[0]}\u200a×`, shapeOf(sizes.slice(1))] : [shapeOf(sizes)];
}

const WIDE_SHAPE = 72;

/** What a stage costs, in the words of the rows beside it. */
export const costTexts = (cost: StageCost): { own: string; running: string; share: string } => ({
  own: cost.parameters === 0 ? "0" : parameters(cost.parameters),
  running: parameters(cost.running),
  share: `${percent(cost.share)} %`,
});

export function boxElement(box: Box, layout: Layout, material: Material): HTMLElement {
  const made = MAKERS[box.kind](box, layout, material);
  made.classList.add("ov-box", `ov-${box.kind}`);
  made.dataset["box"] = box.id;
  return made;
}

const canvas = (attributes: Record<string, string> = {}) => html("canvas", { class: "ov-canvas", ...attributes });

const MAKERS: Readonly<Record<Box["kind"], (box: Box, layout: Layout, material: Material) => HTMLElement>> = {
  image(_box, _layout, { context, model }) {
    const { frame } = pictureFrame();
    const { height, width } = imageSize(model.config);
    const concept = hasConcept(context.manifest, "image") ? "image" : null;
    return html(
      "div",
      {},
      html("span", { class: "ov-label" }, term(context, concept, "plain", "picture")),
      frame,
      html("span", { class: "ov-shape" }, shapeOf([height, width, 3])),
    );
  },

  patches(_box, _layout, { context, model }) {
    const { side } = gridOf(model.config);
    const concept = hasConcept(context.manifest, "patch") ? "patch" : null;
    const { height, width } = patchSize(model.config);
    return html(
      "div",
      {},
      html("span", { class: "ov-label" }, term(context, concept, "plain", `${side * side} patches`)),
      html(
        "div",
        { class: "ov-picture", "data-map": "patches" },
        canvas(),
        html("span", { class: "ov-spot", hidden: true }),
      ),
      html("span", { class: "ov-shape" }, shapeOf([height, width, 3])),
    );
  },

  tensor(box, layout, { context, costs }) {
    const hook = box.hook!;
    const { role, label } = kindOf(hook);
    const cost = costs.byHook.get(hook.name)!;
    const isStream = hook.op.startsWith("residual");
    const picture = go(
      context,
      { view: "detail", hook: hook.name, at: 0 },
      { class: `ov-picture role-${role}`, "data-hook": hook.name, "aria-label": `${nameOf(hook)}, ${hook.name}` },
      canvas({ "aria-hidden": "true" }),
      html("span", { class: "ov-row", hidden: true }),
    );
    if (box.bare && layout.direction === "across" && hook.op === "norm_scale") return html("div", {}, picture);
    const word = isStream
      ? "stream"
      : hook.op === "patch_embedding"
        ? "embedding"
        : hook.op === "concat_add"
          ? `${grouped(hook.shape[0]!)} ${label}`
          : label;
    const learned: Child = cost.parameters > 0 ? html("span", { class: "ov-cost" }, parameters(cost.parameters)) : null;
    return html(
      "div",
      {},
      box.bare && hook.op === "norm_scale"
        ? null
        : html("span", { class: "ov-label" }, term(context, conceptOf(context.manifest, hook), role, word)),
      picture,
      box.bare && hook.op === "norm_scale"
        ? null
        : html(
            "span",
            { class: "ov-shape" },
            ...shapeLines(hook, box.width).map((line) => html("span", {}, line)),
            learned,
          ),
    );
  },

  station(box, layout, { costs, open }) {
    const block = blockOf(box.stage) ?? 0;
    const cost = costs.stages.find(({ stage }) => stage === box.stage)!;
    const { map } = layout.station;
    const picture = html(
      "span",
      { class: "ov-map", "data-map": "block", "data-stage": box.stage },
      canvas({ "aria-hidden": "true" }),
      html("span", { class: "ov-spot", hidden: true }),
    );
    style(picture, { left: `${map.x}px`, top: `${map.y}px`, width: `${map.width}px`, height: `${map.height}px` });
    const isWide = layout.direction === "down" || box.width > 62;
    const label = html("span", { class: "ov-station-label" }, isWide ? "block " : unseen("block "), `${block} `);
    const made = button({ "aria-expanded": "false", "data-block": block, "data-stage": box.stage }, label, () =>
      open(made.getAttribute("aria-expanded") === "true" ? null : block),
    );
    made.append(picture, figures(cost, layout, true));
    style(made, { "--label": `${layout.station.label}px`, "--table": `${layout.station.table}px` });
    return made;
  },

  costs: (box, layout, { costs }) => {
    const made = html("div", { "aria-hidden": "true" });
    made.append(figures(costs.stages.find(({ stage }) => stage === box.stage)!, layout, false));
    return made;
  },

  captions: () =>
    html(
      "div",
      { "aria-hidden": "true" },
      html("span", { "data-part": "length-caption" }, "length of the row"),
      html("span", {}, "parameters"),
      html("span", {}, "running total"),
      html("span", {}, "share of compute"),
    ),

  panel(box, _layout, { open }) {
    const block = blockOf(box.stage);
    return html(
      "div",
      { role: "group", "aria-label": `Inside block ${block}` },
      html("h2", {}, `Inside block ${block}`),
      html("p", { class: "ov-panel-says", "data-part": "panel-says" }),
      button({ class: "text-button ov-close", "data-part": "fold" }, "fold up", () => open(null)),
    );
  },

  heads(box, _layout, { context, model }) {
    const count = model.config.n_heads;
    return html(
      "div",
      { role: "group", "aria-label": "Head" },
      html("span", { class: "ov-heads-word" }, count > 1 ? "heads" : "one head"),
      ...Array.from({ length: count }, (_, head) => {
        const made = button(
          { class: "ov-head", "data-head": head, "aria-label": `head ${head}` },
          canvas({ "aria-hidden": "true" }),
          () => context.store.set({ head }),
        );
        style(made, { width: `${box.height}px`, height: `${box.height}px` });
        return made;
      }),
    );
  },

  gaze(box, _layout, { context }) {
    const hook = box.hook!;
    return html(
      "div",
      {},
      html("span", { class: "ov-label role-pattern", "data-part": "gaze-title" }),
      go(
        context,
        { view: "detail", hook: hook.name, at: 0 },
        {
          class: "ov-picture role-pattern",
          "data-map": "gaze",
          "data-hook": hook.name,
          "aria-label": `Where the token looks, ${hook.name}`,
        },
        canvas({ "aria-hidden": "true" }),
        html("span", { class: "ov-spot", hidden: true }),
      ),
      html("span", { class: "ov-shape", "data-part": "gaze-most" }),
    );
  },

  answer(box, layout, { context }) {
    const hook = box.hook!;
    return html(
      "div",
      {},
      layout.direction === "down" || box.width > 70
        ? html(
            "span",
            { class: "ov-label" },
            term(context, conceptOf(context.manifest, hook), "class", kindOf(hook).label),
          )
        : null,
      go(
        context,
        { view: "detail", hook: hook.name, at: 0 },
        { class: "ov-answer-link", "data-hook": hook.name },
        unseen(`${nameOf(hook)}, ${hook.name}, `, "answer-from"),
        html("ol", { class: "bars ov-bars" }),
      ),
    );
  },
};

/** Words that the drawing says by its place. */
const unseen = (text: string, part = "") =>
  html("span", part ? { class: "off-screen", "data-part": part } : { class: "off-screen" }, text);

/** The rows below a station, in the order of the captions; in words where there is room for them. */
function figures(cost: StageCost, layout: Layout, station: boolean): HTMLElement {
  const texts = costTexts(cost);
  const isDown = layout.direction === "down";
  const length = html(
    "span",
    { class: "ov-length", "data-part": "length" },
    ...(station
      ? [
          isDown ? html("span", { "data-part": "length-caption" }) : unseen("", "length-caption"),
          " ",
          html("span", { "data-part": "length-value" }),
        ]
      : []),
  );
  if (isDown)
    return html(
      "span",
      { class: "ov-figures" },
      station ? length : null,
      html("span", {}, `${texts.own} parameters, ${texts.running} so far`),
      html("span", {}, `${texts.share} of compute`),
      station ? unseen("", "most") : null,
    );
  const share = html(
    "span",
    { class: "ov-share" },
    html("span", { class: "ov-share-bar" }),
    texts.share,
    unseen(" of compute"),
  );
  style(share.firstElementChild as HTMLElement, { transform: `scaleX(${cost.share})` });
  return html(
    "span",
    { class: "ov-figures" },
    length,
    html("span", {}, unseen(", "), texts.own, unseen(" parameters, ")),
    html("span", {}, texts.running, unseen(" so far, ")),
    share,
    station ? unseen("", "most") : null,
  );
}

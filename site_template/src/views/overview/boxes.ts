/** The element of each kind of box: a picture to press, its name above it, its shape and cost below. */

import { conceptOf, go, hasConcept, term } from "../../controls/links.ts";
import type { Hook } from "../../data/manifest.ts";
import { kindOf } from "../../hooks/kinds.ts";
import { gridOf, imageSize, patchSize } from "../../hooks/sizes.ts";
import { nameOf } from "../../hooks/words.ts";
import { html } from "../../marks/element.ts";
import { pictureFrame } from "../../marks/picture.ts";
import { grouped, parameters } from "../../maths/numbers.ts";
import { patchCount } from "../../maths/tokens.ts";
import { gaze, heads, panel } from "./inside.ts";
import { canvas, type Maker, type Material, spot, unseen } from "./material.ts";
import type { Box, Layout } from "./shapes.ts";
import { archName, captions, station } from "./station.ts";
import { ANSWER, BOX, shapeOf, shapeStart } from "./words.ts";

export function boxElement(box: Box, layout: Layout, material: Material): HTMLElement {
  const made = MAKERS[box.kind](box, layout, material);
  made.classList.add("ov-box", `ov-${box.kind}`);
  made.dataset["box"] = box.id;
  return made;
}

const label = ({ context }: Material, concept: string | null, role: string, text: string) =>
  html("span", { class: "ov-label" }, term(context, concept, role, text));

const image: Maker = (_box, _layout, material) => {
  const { height, width } = imageSize(material.model.config);
  const concept = hasConcept(material.context.manifest, "image") ? "image" : null;
  return html(
    "div",
    {},
    label(material, concept, "plain", BOX.picture),
    pictureFrame().frame,
    html("span", { class: "ov-shape" }, shapeOf([height, width, CHANNELS])),
  );
};

const CHANNELS = 3;

const patches: Maker = (_box, _layout, material) => {
  const { height, width } = patchSize(material.model.config);
  const concept = hasConcept(material.context.manifest, "patch") ? "patch" : null;
  return html(
    "div",
    {},
    label(material, concept, "plain", BOX.patches(patchCount(gridOf(material.model.config)))),
    html("div", { class: "ov-picture", "data-map": "patches" }, canvas(), spot()),
    html("span", { class: "ov-shape" }, shapeOf([height, width, CHANNELS])),
  );
};

const tensor: Maker = (box, _layout, material) => {
  const { context } = material;
  const hook = box.hook!;
  const { role } = kindOf(hook);
  const picture = go(
    context,
    { view: "detail", hook: hook.name, at: 0 },
    { class: `ov-picture role-${role}`, "data-hook": hook.name, "aria-label": `${nameOf(hook)}, ${hook.name}` },
    canvas({ "aria-hidden": "true" }),
    html("span", { class: "ov-row", hidden: true }),
  );
  if (box.bare && hook.op === "norm_scale") return html("div", {}, picture);
  const cost = material.costs.byHook.get(hook.name)!;
  const learned = cost.parameters > 0 ? html("span", { class: "ov-cost" }, parameters(cost.parameters)) : null;
  const shape = shapeLines(hook, box.width).map((line) => html("span", {}, line));
  return html(
    "div",
    {},
    label(material, conceptOf(context.manifest, hook), role, wordOf(hook)),
    picture,
    html("span", { class: "ov-shape" }, ...shape, learned),
  );
};

function wordOf(hook: Hook): string {
  const name = kindOf(hook).label;
  if (hook.op.startsWith("residual")) return BOX.stream;
  if (hook.op === "patch_embedding") return BOX.embedding;
  return hook.op === "concat_add" ? `${grouped(hook.shape[0]!)} ${name}` : name;
}

const WIDE_SHAPE = 72;

/** The shape in one line, or in two where three axes are wider than the picture that has them. */
function shapeLines(hook: Hook, width: number): string[] {
  const sizes = hook.shape.filter((_, i) => hook.dims[i] !== "1");
  const isWide = hook.dims.includes("query") && width < WIDE_SHAPE;
  return isWide ? [shapeStart(sizes[0]!), shapeOf(sizes.slice(1))] : [shapeOf(sizes)];
}

/** Wide enough for a title over the class bars. */
const TITLED = 70;

const answer: Maker = (box, layout, material) => {
  const hook = box.hook!;
  const isTitled = layout.direction === "down" || box.width > TITLED;
  const concept = conceptOf(material.context.manifest, hook);
  return html(
    "div",
    {},
    isTitled ? label(material, concept, "class", kindOf(hook).label) : null,
    go(
      material.context,
      { view: "detail", hook: hook.name, at: 0 },
      { class: "ov-answer-link", "data-hook": hook.name },
      unseen(ANSWER.before(nameOf(hook), hook.name), "answer-from"),
      html("ol", { class: "bars ov-bars" }),
    ),
  );
};

const MAKERS: Readonly<Record<Box["kind"], Maker>> = {
  image,
  patches,
  tensor,
  station,
  captions,
  name: archName,
  panel,
  heads,
  gaze,
  answer,
};

/** What an open block has beside its tensors: its frame, a button a head, and where the chosen token looks. */

import { go } from "../../controls/links.ts";
import { blockOf } from "../../hooks/kinds.ts";
import { button, html, style } from "../../marks/element.ts";
import { canvas, type Maker, spot } from "./material.ts";
import { GAZE, INSIDE } from "./words.ts";

export const panel: Maker = (box, _layout, { open }) => {
  const title = INSIDE.title(blockOf(box.stage));
  return html(
    "div",
    { role: "group", "aria-label": title },
    html("h2", {}, title),
    html("p", { class: "ov-panel-says", "data-part": "panel-says" }),
    button({ class: "text-button ov-close", "data-part": "fold" }, INSIDE.close, () => open(null)),
  );
};

export const heads: Maker = (box, _layout, { context, model }) => {
  const count = model.config.n_heads;
  const size = { width: `${box.height}px`, height: `${box.height}px` };
  const one = (head: number) => {
    const made = button(
      { class: "ov-head", "data-head": head, "aria-label": INSIDE.head(head) },
      canvas({ "aria-hidden": "true" }),
      () => context.store.set({ head }),
    );
    style(made, size);
    return made;
  };
  return html(
    "div",
    { role: "group", "aria-label": INSIDE.headsGroup },
    html("span", { class: "ov-heads-word" }, INSIDE.heads(count)),
    ...Array.from({ length: count }, (_, head) => one(head)),
  );
};

export const gaze: Maker = (box, _layout, { context }) => {
  const hook = box.hook!;
  const picture = go(
    context,
    { view: "detail", hook: hook.name, at: 0 },
    {
      class: "ov-picture role-pattern",
      "data-map": "gaze",
      "data-hook": hook.name,
      "aria-label": GAZE.waiting(hook.name),
    },
    canvas({ "aria-hidden": "true" }),
    spot(),
  );
  return html(
    "div",
    {},
    html("span", { class: "ov-label role-pattern", "data-part": "gaze-title" }),
    picture,
    html("span", { class: "ov-shape", "data-part": "gaze-most" }),
  );
};

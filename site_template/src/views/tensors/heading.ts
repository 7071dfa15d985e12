/** The heading of a tensor: what it is in plain words, its name, axes and operation, what it reads and who reads it. */

import { coloured } from "../../controls/coloured.ts";
import { go } from "../../controls/links.ts";
import type { Hook, ModelEntry } from "../../data/manifest.ts";
import { blockOf, kindOf } from "../../hooks/kinds.ts";
import { nameOf, opWords, shapeText, titleOf } from "../../hooks/words.ts";
import { type Child, html } from "../../marks/element.ts";
import type { Context } from "../../page/context.ts";
import { followInPlace, type Link, linksTo } from "./links.ts";
import { HEADING } from "./words.ts";

/** As many readers are named; the first block's stream has more. */
const READERS = 4;

export function heading(context: Context): { element: HTMLElement; update(model: ModelEntry, hook: Hook): void } {
  const element = html("header", { class: "heading", "data-part": "heading" });
  const link = linksTo(context.store);
  followInPlace(element, context.store);
  return {
    element,
    update(model, hook) {
      const title = blockOf(hook.stage) === null ? titleOf(hook) : HEADING.inBlock(hook.stage, titleOf(hook));
      element.replaceChildren(
        html("h1", { id: "tensor-title" }, title),
        nameLine(hook),
        html("p", { class: "tensor-op" }, ...operation(context, link, model, hook)),
      );
    },
  };
}

const nameLine = (hook: Hook) =>
  html(
    "p",
    { class: "tensor-name" },
    html("strong", { class: `role-${kindOf(hook).role}` }, nameOf(hook)),
    html("code", { "data-part": "hook-name" }, hook.name),
    html("span", { class: "tensor-shape", "data-part": "shape" }, shapeText(hook)),
  );

function operation(context: Context, link: Link, model: ModelEntry, hook: Hook): Child[] {
  const reads = model.hooks.filter((one) => hook.inputs.includes(one.name));
  const readBy = model.hooks.filter((one) => one.inputs.includes(hook.name));
  return [
    html("span", { "data-part": "op" }, opWords(hook)),
    html("code", { class: "formula", "data-part": "formula" }, ...coloured(hook.formula)),
    hook.inputs.includes("image")
      ? html("span", { class: "chain quiet" }, HEADING.readsPicture)
      : chain(link, HEADING.reads, reads, hook),
    chain(link, HEADING.readBy, readBy.slice(0, READERS), hook),
    go(context, { view: "detail", hook: hook.name, at: 0 }, { class: "worked-out" }, HEADING.worked),
  ];
}

function chain(link: Link, word: string, hooks: readonly Hook[], own: Hook): HTMLElement | null {
  if (hooks.length === 0) return null;
  const short = (hook: Hook) =>
    hook.stage === own.stage && blockOf(hook.stage) !== null ? hook.name.replace(/^blocks\.\d+\./, "") : hook.name;
  const links = hooks.flatMap((hook, i) => [
    i > 0 ? ", " : " ",
    link(hook, { class: `name role-${kindOf(hook).role}` }, short(hook)),
  ]);
  return html("span", { class: "chain" }, html("span", { class: "quiet" }, word), ...links);
}

/** The heading of a tensor: what it is in plain words, its name, axes and operation, and how it hangs together with others. */

import { coloured } from "../../controls/coloured.ts";
import { go as toDetail } from "../../controls/links.ts";
import type { Hook, ModelEntry } from "../../data/manifest.ts";
import { blockOf, kindOf, stageTitle } from "../../hooks/kinds.ts";
import { nameOf, opWords, shapeText, titleOf } from "../../hooks/words.ts";
import { html } from "../../marks/element.ts";
import type { Context } from "../../page/context.ts";

export function heading(context: Context): { element: HTMLElement; update(model: ModelEntry, hook: Hook): void } {
  const { store } = context;
  const element = html("header", { class: "heading", "data-part": "heading" });

  const go = (hook: Hook, text: string, attributes: Record<string, string> = {}) => {
    const link = html("a", { href: store.link({ hook: hook.name }), "data-hook": hook.name, ...attributes }, text);
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      store.set({ hook: hook.name });
    });
    return link;
  };

  function chain(word: string, hooks: readonly Hook[], own: Hook): HTMLElement | null {
    if (hooks.length === 0) return null;
    const short = (hook: Hook) =>
      hook.stage === own.stage && blockOf(hook.stage) !== null ? hook.name.replace(/^blocks\.\d+\./, "") : hook.name;
    const links = hooks.flatMap((hook, i) => [
      i > 0 ? ", " : " ",
      go(hook, short(hook), { class: `name role-${kindOf(hook).role}` }),
    ]);
    return html("span", { class: "chain" }, html("span", { class: "quiet" }, word), ...links);
  }

  return {
    element,
    update(model, hook) {
      const reads = model.hooks.filter((one) => hook.inputs.includes(one.name));
      const readBy = model.hooks.filter((one) => one.inputs.includes(hook.name));
      const stage =
        blockOf(hook.stage) === null
          ? ""
          : `${stageTitle(hook.stage)[0]!.toUpperCase()}${stageTitle(hook.stage).slice(1)}: `;
      element.replaceChildren(
        html("h1", { id: "tensor-title" }, stage + lowerAfter(stage, titleOf(hook))),
        html(
          "p",
          { class: "tensor-name" },
          html("strong", { class: `role-${kindOf(hook).role}` }, nameOf(hook)),
          html("code", { "data-part": "hook-name" }, hook.name),
          html("span", { class: "tensor-shape", "data-part": "shape" }, shapeText(hook)),
        ),
        html(
          "p",
          { class: "tensor-op" },
          html("span", { "data-part": "op" }, opWords(hook)),
          html("code", { class: "formula", "data-part": "formula" }, ...coloured(hook.formula)),
          hook.inputs.includes("image")
            ? html("span", { class: "chain quiet" }, "reads the picture")
            : chain("reads", reads, hook),
          chain("read by", readBy.slice(0, 4), hook),
          toDetail(
            context,
            { view: "detail", hook: hook.name, at: 0 },
            { class: "worked-out" },
            "worked out step by step",
          ),
        ),
      );
    },
  };
}

// After "Block 3: " a sentence goes on; names in capitals stay as they are.
function lowerAfter(stage: string, title: string): string {
  return stage && !/^[A-Z]{2}/.test(title) ? title[0]!.toLowerCase() + title.slice(1) : title;
}

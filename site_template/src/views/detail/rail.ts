/** Where the page stands: the stages of the model, and the pages of the chosen one in forward order. */

import { blockOf, kindOf, stagesOf, stageTitle } from "../../hooks/kinds.ts";
import { html, setAttribute } from "../../marks/element.ts";
import type { Context } from "../../page/context.ts";
import type { Setting } from "./operation.ts";
import { onPlainClick } from "./page-link.ts";
import type { Page } from "./pages.ts";
import { lastOf, pagesOfModel } from "./setting.ts";
import { blockName, blocks, heads, stepsOfPass } from "./words.ts";

export interface Rail {
  readonly element: HTMLElement;
  update(setting: Setting): void;
}

/** Short name of a page: what is done, or what comes out of it, or the initials of several tensors. */
export function pageLabel(page: Page): string {
  if (page.op === "softmax") return page.op;
  const shown = page.hooks.filter(({ op }) => op === page.op);
  if (shown.length === 1) return kindOf(lastOf(page)).label;
  if (page.op === "head") return heads;
  return shown.map((hook) => kindOf(hook).label[0]!.toUpperCase()).join("\u2009");
}

/** The same page in another stage, or the first one of it. */
export function counterpart(pages: readonly Page[], from: Page, stage: string): Page {
  const there = pages.filter((page) => page.stage === stage);
  const kind = kindOf(lastOf(from)).id;
  return there.find((page) => kindOf(lastOf(page)).id === kind) ?? there[0]!;
}

export function rail({ store }: Context, go: (page: Page) => void): Rail {
  const stages = html("div", { class: "rail-stages", "data-part": "detail-stages" });
  const steps = html("ol", { class: "rail-steps", "data-part": "detail-steps" });
  const element = html("nav", { class: "rail", "aria-label": stepsOfPass }, stages, steps);
  let drawn = "";

  function link(page: Page, ...children: (Node | string)[]): HTMLAnchorElement {
    const made = html("a", { href: store.link({ hook: page.id }), "data-page": page.id }, ...children);
    onPlainClick(made, () => go(page));
    return made;
  }

  function stageLinks({ model, page }: Setting): HTMLElement[] {
    const pages = pagesOfModel(model);
    return stagesOf(model.hooks).map((stage) => {
      const block = blockOf(stage);
      const made = link(counterpart(pages, page, stage), block === null ? capital(stageTitle(stage)) : String(block));
      made.className = block === null ? "rail-stage" : "rail-stage rail-block";
      made.dataset["stage"] = stage;
      if (block !== null) made.setAttribute("aria-label", blockName(block));
      return made;
    });
  }

  function stepLinks({ model, page }: Setting): HTMLElement[] {
    return pagesOfModel(model)
      .filter(({ stage }) => stage === page.stage)
      .map((one) => {
        const made = link(one, pageLabel(one));
        made.className = `rail-step role-${kindOf(lastOf(one)).role}`;
        return html("li", {}, made);
      });
  }

  return {
    element,
    update(setting) {
      const { model, page } = setting;
      const key = `${model.id} ${page.id}`;
      if (key === drawn) return;
      drawn = key;
      const links = stageLinks(setting);
      const firstBlock = links.findIndex((one) => one.classList.contains("rail-block"));
      if (firstBlock >= 0) links.splice(firstBlock, 0, html("span", { class: "quiet", "aria-hidden": "true" }, blocks));
      stages.replaceChildren(...links);
      steps.replaceChildren(...stepLinks(setting));
      for (const one of element.querySelectorAll<HTMLElement>("a")) {
        const isHere = one.dataset["stage"] ? one.dataset["stage"] === page.stage : one.dataset["page"] === page.id;
        setAttribute(one, "aria-current", isHere ? (one.dataset["stage"] ? "true" : "step") : null);
      }
    },
  };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What the page asks, where in the model it stands, and the ways to the pages before and after. */

import { conceptOf, go } from "../../controls/links.ts";
import { blockOf } from "../../hooks/kinds.ts";
import { nameOf } from "../../hooks/words.ts";
import { html, setText } from "../../marks/element.ts";
import { pickedAxis, planeAxes } from "../../maths/plane.ts";
import { isTokenAxis, prefixOf } from "../../maths/tokens.ts";
import type { Context } from "../../page/context.ts";
import type { Setting } from "./operation.ts";
import type { Page } from "./pages.ts";
import { pageLabel } from "./rail.ts";
import { lastOf, pagesOfModel } from "./setting.ts";

export interface Heading {
  readonly element: HTMLElement;
  update(setting: Setting, title: string): void;
}

/** The number that is looked at, as it is written: blocks.3.attn.hook_attn_scores[1, 27, 43]. */
export function address({ hook, cell, grid }: Setting): string {
  const { rowAxis } = planeAxes(hook);
  const [head, isToken] = [pickedAxis(hook), isTokenAxis(rowAxis)];
  let isRow = true;
  const at = hook.dims.map((dim, i) => {
    if (i === head) return cell.head;
    if (dim === "1") return 0;
    if (!isToken) return cell.column;
    const index = isRow ? cell.token - prefixOf(grid, rowAxis) : cell.column;
    isRow = false;
    return index;
  });
  return `${hook.name}[${at.join(", ")}]`;
}

export function heading(context: Context, move: (page: Page) => void, inspect: (hook: string) => void): Heading {
  const title = html("h1", { "data-part": "detail-title" });
  const where = html("span", { "data-part": "detail-where" });
  const name = html("button", { type: "button", class: "detail-name", "data-part": "detail-name" });
  const siblings = html("span", { class: "siblings", role: "group", "aria-label": "Which tensor of this page" });
  const ways = html("p", { class: "detail-ways" });
  const line = html("p", { class: "detail-where" }, where, name, ways);
  const element = html("header", { class: "detail-heading" }, title, line, siblings);
  let hook = "";
  name.addEventListener("click", () => inspect(hook));

  function neighbours({ model, page }: Setting): void {
    const pages = pagesOfModel(model);
    const at = pages.indexOf(page);
    const way = (to: Page | undefined, rel: string) => {
      if (!to) return null;
      const text = rel === "prev" ? `‹ ${pageLabel(to)}` : `${pageLabel(to)} ›`;
      const what = `${rel === "prev" ? "the operation before" : "the next operation"}: ${nameOf(lastOf(to))}`;
      const made = html("a", { href: context.store.link({ hook: to.id }), rel, title: what }, text);
      made.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        move(to);
      });
      return made;
    };
    ways.replaceChildren(...[way(pages[at - 1], "prev"), way(pages[at + 1], "next")].filter((one) => one !== null));
  }

  function choices({ page, hook: chosen }: Setting): void {
    const shown = page.hooks.filter(({ op }) => op === page.op);
    siblings.hidden = shown.length < 2;
    siblings.replaceChildren(
      ...shown.map((one) => {
        const made = go(context, { hook: one.name, at: 0 }, { class: "sibling" }, nameOf(one));
        if (one === chosen) made.setAttribute("aria-current", "true");
        return made;
      }),
    );
  }

  return {
    element,
    update(setting, text) {
      const { model, page } = setting;
      setText(title, text);
      const among = pagesOfModel(model).filter(({ stage }) => stage === page.stage);
      const block = blockOf(page.stage);
      const place = block === null ? `of the ${page.stage}` : `in block ${block}`;
      const head = pickedAxis(setting.hook) === null ? "" : `, head ${setting.cell.head}`;
      setText(where, `Step ${among.indexOf(page) + 1} of ${among.length} ${place}${head}.`);
      setText(name, address(setting));
      name.title = "Open in the inspector";
      const concept = conceptOf(context.manifest, setting.hook);
      if (hook !== setting.hook.name) {
        hook = setting.hook.name;
        neighbours(setting);
        choices(setting);
        if (concept)
          ways.append(go(context, { view: "background", concept }, { class: "detail-concept" }, "what it is"));
      }
    },
  };
}

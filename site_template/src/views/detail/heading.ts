/** What the page asks, where in the model it stands, and the ways to the pages before and after. */

import { conceptOf, go } from "../../controls/links.ts";
import { nameOf } from "../../hooks/words.ts";
import { html, setText } from "../../marks/element.ts";
import { pickedAxis, planeAxes } from "../../maths/plane.ts";
import { isTokenAxis, prefixOf } from "../../maths/tokens.ts";
import type { Context } from "../../page/context.ts";
import type { Setting } from "./operation.ts";
import { onPlainClick } from "./page-link.ts";
import type { Page } from "./pages.ts";
import { pageLabel } from "./rail.ts";
import { lastOf, pagesOfModel } from "./setting.ts";
import * as words from "./words.ts";

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
  const siblings = html("span", { class: "siblings", role: "group", "aria-label": words.whichTensor });
  const ways = html("p", { class: "detail-ways" });
  const line = html("p", { class: "detail-where" }, where, name, ways);
  const element = html("header", { class: "detail-heading" }, title, line, siblings);
  let hook = "";
  name.title = words.openInInspector;
  name.addEventListener("click", () => inspect(hook));

  function links(setting: Setting): void {
    ways.replaceChildren(...neighbours(context, setting, move));
    const concept = conceptOf(context.manifest, setting.hook);
    if (!concept) return;
    ways.append(go(context, { view: "background", concept }, { class: "detail-concept" }, words.whatItIs));
  }

  return {
    element,
    update(setting, text) {
      setText(title, text);
      setText(where, whereOf(setting));
      setText(name, address(setting));
      if (hook === setting.hook.name) return;
      hook = setting.hook.name;
      links(setting);
      const choices = choicesOf(context, setting);
      siblings.hidden = choices.length < 2;
      siblings.replaceChildren(...choices);
    },
  };
}

function whereOf({ model, page, hook, cell }: Setting): string {
  const among = pagesOfModel(model).filter(({ stage }) => stage === page.stage);
  const head = pickedAxis(hook) === null ? null : cell.head;
  return words.whereItStands(among.indexOf(page) + 1, among.length, page.stage, head);
}

/** Links to the page before and the page after. */
function neighbours({ store }: Context, { model, page }: Setting, move: (page: Page) => void): HTMLElement[] {
  const pages = pagesOfModel(model);
  const at = pages.indexOf(page);
  const way = (to: Page | undefined, rel: "prev" | "next"): HTMLElement[] => {
    if (!to) return [];
    const text = rel === "prev" ? `‹ ${pageLabel(to)}` : `${pageLabel(to)} ›`;
    const name = nameOf(lastOf(to));
    const title = rel === "prev" ? words.operationBefore(name) : words.nextOperation(name);
    const made = html("a", { href: store.link({ hook: to.id }), rel, title }, text);
    onPlainClick(made, () => move(to));
    return [made];
  };
  return [...way(pages[at - 1], "prev"), ...way(pages[at + 1], "next")];
}

/** The page's hooks of one operation, such as queries, keys and values. */
function choicesOf(context: Context, { page, hook }: Setting): HTMLElement[] {
  return page.hooks
    .filter(({ op }) => op === page.op)
    .map((one) => {
      const made = go(context, { hook: one.name, at: 0 }, { class: "sibling" }, nameOf(one));
      if (one === hook) made.setAttribute("aria-current", "true");
      return made;
    });
}

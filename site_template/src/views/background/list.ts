/** The graph in words: every concept by stage, with its sentence and its links. */
import type { ConceptNode, Concepts } from "../../data/concepts.ts";
import { html, setAttribute, setText } from "../../marks/element.ts";
import type { Store } from "../../state/store.ts";
import { relations } from "./links.ts";
import { conceptLink } from "./state-links.ts";
import { LIST } from "./words.ts";

export interface ConceptList {
  readonly element: HTMLDetailsElement;
  update(chosen: string, found: ReadonlySet<string>): void;
}

export function conceptList(store: Store, { nodes, stages }: Concepts): ConceptList {
  const title = new Map(nodes.map((node) => [node.id, node.title]));
  const items = new Map<string, { item: HTMLElement; link: HTMLElement }>();

  function itemOf(node: ConceptNode): HTMLElement {
    const link = conceptLink(store, node.id, node.title, { class: "list-title" });
    const joined = relations(nodes, node).map(
      ({ words, ids }) => `${words} ${ids.map((id) => title.get(id)).join(", ")}`,
    );
    const item = html(
      "li",
      {},
      link,
      html("span", { class: "list-summary" }, ` ${node.summary}`),
      html("span", { class: "list-links" }, joined.length > 0 ? LIST.links(joined) : LIST.noLinks),
    );
    items.set(node.id, { item, link });
    return item;
  }

  const groups = stages.flatMap((stage) => {
    const own = nodes.filter((node) => node.stage === stage.id);
    if (own.length === 0) return [];
    const group = html(
      "section",
      { "aria-label": stage.title },
      html("h3", {}, stage.title),
      html("ul", {}, ...own.map(itemOf)),
    );
    return [{ group, own }];
  });
  const words = html("span", {});
  const nothing = html("p", { class: "quiet" }, LIST.nothing);
  const element = html(
    "details",
    { class: "concept-list", "data-part": "concept-list" },
    html("summary", {}, words),
    nothing,
    ...groups.map(({ group }) => group),
  );

  return {
    element,
    update(chosen, found) {
      for (const [id, { item, link }] of items) {
        item.hidden = !found.has(id);
        setAttribute(link, "aria-current", id === chosen ? "true" : null);
      }
      for (const { group, own } of groups) group.hidden = !own.some(({ id }) => found.has(id));
      nothing.hidden = found.size > 0;
      const all = found.size === nodes.length;
      setText(words, all ? LIST.all(nodes.length) : LIST.found(found.size, nodes.length));
    },
  };
}

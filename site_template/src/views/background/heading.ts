/** The head of a concept: its stage, title and sentence, how it is linked, and the learning path that leads to it. */
import type { ConceptNode, Concepts } from "../../data/concepts.ts";
import { html } from "../../marks/element.ts";
import type { Store } from "../../state/store.ts";
import { roleOf } from "./concept-hooks.ts";
import { type Relation, relations } from "./links.ts";
import { pathTo } from "./path.ts";
import { conceptLink, opening, stateLink } from "./state-links.ts";
import { ARTICLE } from "./words.ts";

export function heading(store: Store, { nodes, stages }: Concepts, node: ConceptNode): HTMLElement {
  const title = new Map(nodes.map(({ id, title: own }) => [id, own]));
  const relation = ({ words, ids }: Relation) => {
    const links = ids.flatMap((id, i) => [i > 0 ? ", " : "", conceptLink(store, id, title.get(id)!)]);
    return html("div", {}, html("dt", {}, words), html("dd", {}, ...links));
  };
  return html(
    "header",
    { class: `concept-head role-${roleOf(node)}` },
    html("p", { class: "concept-stage" }, stages.find(({ id }) => id === node.stage)?.title ?? ""),
    html("h1", { id: "concept-title", tabindex: -1 }, node.title),
    html("p", { class: "concept-summary" }, node.summary),
    html("dl", { class: "relations", "data-part": "relations" }, ...relations(nodes, node).map(relation)),
    html("p", { class: "concept-acts" }, pathStart(store, nodes, node)),
  );
}

function pathStart(store: Store, nodes: readonly ConceptNode[], { id }: ConceptNode): HTMLElement {
  const steps = pathTo(nodes, id).length;
  if (steps <= 1) return html("span", { class: "quiet" }, ARTICLE.noPath);
  const attributes = { class: "start-path", "data-part": "start-path" };
  return stateLink(store, { ...opening(id), path: id }, attributes, ARTICLE.path(steps));
}

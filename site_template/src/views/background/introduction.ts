/** What stands beside the graph while no concept is chosen: how to read it, and ways in. */
import type { Concepts } from "../../data/concepts.ts";
import { html } from "../../marks/element.ts";
import type { Store } from "../../state/store.ts";
import { pathTo } from "./path.ts";
import { opening, stateLink } from "./state-links.ts";
import { INTRODUCTION, QUESTIONS } from "./words.ts";

export function introduction(store: Store, { nodes }: Concepts): HTMLElement {
  const ways = QUESTIONS.flatMap(([question, id]) => {
    const path = pathTo(nodes, id);
    if (path.length === 0) return [];
    const link = stateLink(store, { ...opening(path[0]!), path: id }, { "data-path": id }, question);
    return [html("li", {}, link, html("span", { class: "quiet" }, ` ${INTRODUCTION.steps(path.length)}`))];
  });
  return html(
    "div",
    { class: "concept-intro", "data-part": "background-intro" },
    html("h1", {}, nodes.length > 0 ? INTRODUCTION.title : INTRODUCTION.none),
    html("p", {}, nodes.length > 0 ? INTRODUCTION.about(nodes.length) : INTRODUCTION.aboutNone),
    ways.length > 0 ? html("h2", {}, INTRODUCTION.ways) : null,
    ways.length > 0 ? html("ul", { class: "ways-in" }, ...ways) : null,
  );
}

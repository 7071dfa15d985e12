/** What stands beside the graph while no concept is chosen: how to read it, and ways in. */
import type { Concepts } from "../../data/concepts.ts";
import { html } from "../../marks/element.ts";
import type { Store } from "../../state/store.ts";
import { opening, stateLink } from "./go.ts";
import { pathTo } from "./path.ts";

/** Where paths lead that answer the questions most people come with; those that a site has are offered. */
const QUESTIONS: readonly (readonly [string, string])[] = [
  ["How does a picture become numbers?", "token"],
  ["How do query, key and value interact?", "self-attention"],
  ["How does the model come to its answer?", "class-probabilities"],
  ["What does it mean that two patches are alike?", "cosine-similarity"],
];

export function introduction(store: Store, { nodes }: Concepts): HTMLElement {
  const ways = QUESTIONS.flatMap(([question, id]) => {
    const path = pathTo(nodes, id);
    if (path.length === 0) return [];
    const link = stateLink(store, { ...opening(path[0]!), path: id }, { "data-path": id }, question);
    return [html("li", {}, link, html("span", { class: "quiet" }, ` ${path.length} steps`))];
  });
  return html(
    "div",
    { class: "concept-intro", "data-part": "background-intro" },
    html("h1", {}, nodes.length > 0 ? "What to know, and in which order" : "No concepts on this site"),
    html(
      "p",
      {},
      nodes.length > 0
        ? `${nodes.length} concepts, from the picture to the answer and on to reading the model. An arrow leads from what you need to know to what builds on it. Each concept has its formula, code that runs, and its step on the numbers of the chosen picture.`
        : "Whoever built it left them out. The tensors and the pictures are all there.",
    ),
    ways.length > 0 ? html("h2", {}, "Ways in") : null,
    ways.length > 0 ? html("ul", { class: "ways-in" }, ...ways) : null,
  );
}

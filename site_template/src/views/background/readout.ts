/** The line below the graph: the concept that is pointed at in one sentence, or what to do with the graph. */
import type { ConceptNode } from "../../data/concepts.ts";
import { html } from "../../marks/element.ts";
import { GRAPH } from "./words.ts";

export interface Readout {
  readonly element: HTMLElement;
  show(id: string | null): void;
}

export function readout(byId: ReadonlyMap<string, ConceptNode>): Readout {
  const element = html("p", { class: "graph-readout", "data-part": "graph-readout", "aria-hidden": "true" });
  function show(id: string | null): void {
    const node = byId.get(id ?? "");
    const hint = matchMedia("(hover: none)").matches ? GRAPH.touchHint : GRAPH.hint;
    element.replaceChildren(...(node ? [html("strong", {}, node.title), ` ${node.summary}`] : [hint]));
  }
  show(null);
  return { element, show };
}

/** The parts of the view for a wide screen and for a phone, in the order in which they are read. */
import { button, html, setAttribute, setText } from "../../marks/element.ts";
import type { Bar } from "./bar.ts";
import type { Graph } from "./graph.ts";
import { GRAPH } from "./words.ts";

export interface Parts {
  readonly bar: Bar;
  readonly graph: Graph;
  /** What is said of the concept that is pointed at. */
  readonly readout: HTMLElement;
  readonly key: HTMLElement;
  readonly list: HTMLElement;
  readonly path: HTMLElement;
  /** The text of the concept that is read, or else the introduction; and whether one is read. */
  readonly text: () => { readonly element: HTMLElement; readonly isConcept: boolean };
}

export interface Arrangement {
  readonly page: HTMLElement;
  /** The column of words. */
  readonly words: HTMLElement;
  arrange(): void;
  /** Arranges, with the graph folded away on a phone. */
  fit(): void;
  /** Draws the graph for the room there is. */
  redraw(anew?: boolean): void;
  destroy(): void;
}

/** What stands above and below the graph column where it stays in sight while the words scroll. */
const AROUND = 72;

export function arrangement(parts: Parts): Arrangement {
  const { bar, graph, readout, key, list, path } = parts;
  const narrow = matchMedia("(max-width: 760px)");
  const top = html("div", { class: "graph-bar" });
  const folded = html("div", { class: "graph-fold" });
  const fold = button(
    { class: "plain-button", "aria-expanded": "false", "data-part": "graph-toggle" },
    GRAPH.show,
    () => unfold(folded.hidden),
  );
  const figure = html("section", { class: "graph-column", "aria-label": GRAPH.figure });
  const words = html("div", { class: "concept-column" });
  const page = html("div", { class: "background" }, figure, words);

  function arrange(): void {
    const { element, isConcept } = parts.text();
    if (narrow.matches) {
      setChildren(words, [bar.search, path, element]);
      setChildren(folded, [bar.tools, graph.element, readout, key]);
      setChildren(figure, [fold, folded]);
      setChildren(page, [words, figure, list]);
    } else {
      setChildren(top, [bar.search, bar.tools]);
      setChildren(folded, [graph.element, readout, key]);
      setChildren(words, [path, element, ...(isConcept ? [] : [list])]);
      setChildren(figure, [top, folded, ...(isConcept ? [list] : [])]);
      setChildren(page, [figure, words]);
    }
  }

  function fit(): void {
    arrange();
    fold.hidden = !narrow.matches;
    unfold(!narrow.matches);
  }

  function unfold(isOpen: boolean): void {
    folded.hidden = !isOpen;
    setAttribute(fold, "aria-expanded", String(isOpen));
    setText(fold, isOpen ? GRAPH.fold : GRAPH.show);
    if (isOpen) redraw();
  }

  function redraw(anew = false): void {
    if (folded.hidden) return;
    graph.draw(anew);
    figure.classList.toggle("stays", !narrow.matches && figure.offsetHeight < innerHeight - AROUND);
  }

  narrow.addEventListener("change", fit);
  return { page, words, arrange, fit, redraw, destroy: () => narrow.removeEventListener("change", fit) };
}

/** Makes these the children, moving none that is in its place already: what is moved loses the focus. */
function setChildren(parent: HTMLElement, children: readonly HTMLElement[]): void {
  for (const [i, child] of children.entries())
    if (parent.children[i] !== child) parent.insertBefore(child, parent.children[i] ?? null);
  while (parent.children.length > children.length) parent.lastElementChild!.remove();
}

/** The view "Background": a graph of concepts, and beside it the one that is read. */
import { readTexts } from "../../data/concepts.ts";
import { button, html, reducedMotion, setAttribute, setText } from "../../marks/element.ts";
import type { Context, View } from "../../page/context.ts";
import { onKeys } from "../../page/keyboard.ts";
import type { State } from "../../state/table.ts";
import { article } from "./article.ts";
import { bar, key } from "./bar.ts";
import { found } from "./find.ts";
import { STEP } from "./gestures.ts";
import { opening } from "./go.ts";
import { graph } from "./graph.ts";
import { introduction } from "./introduction.ts";
import { conceptList } from "./list.ts";
import { roleOf } from "./met.ts";
import { pathTo } from "./path.ts";
import { stepFrom, trail } from "./trail.ts";
import { formatSight, parseSight, WHOLE, zoomed } from "./zoom.ts";

/** A link says where the graph stands once the hand has come to rest. */
const RESTING = 120;

export function background(root: HTMLElement, context: Context): View {
  const { manifest, store, session } = context;
  const { concepts } = manifest;
  const { nodes, stages } = concepts;
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const narrow = matchMedia("(max-width: 760px)");
  let [timer, matches] = [0, { find: "", ids: found(nodes, stages, "") }];

  const drawing = graph({
    nodes,
    stages,
    role: roleOf,
    href: (id) => store.link(opening(id)),
    choose: (id) => store.set(opening(id)),
    onPoint: (id) => read(id),
    onSight(sight) {
      controls.update(store.state, matches.ids.size, nodes.length, sight.k);
      clearTimeout(timer);
      timer = window.setTimeout(() => store.set({ graph: formatSight(sight) }), RESTING);
    },
  });
  const controls = bar(store, {
    zoom: (way) => drawing.go(way === "whole" ? WHOLE : zoomed(drawing.sight, way === "in" ? STEP : 1 / STEP)),
    open: () => {
      const best = bestOf(store.state.find);
      if (best) store.set(opening(best));
    },
  });
  const readout = html("p", { class: "graph-readout", "data-part": "graph-readout", "aria-hidden": "true" });
  const top = html("div", { class: "graph-bar" });
  const [folded, lineKey] = [html("div", { class: "graph-fold" }), key()];
  const fold = button(
    { class: "plain-button", "aria-expanded": "false", "data-part": "graph-toggle" },
    "Show the graph",
    () => unfold(folded.hidden),
  );
  const list = conceptList(store, concepts);
  const text = article(context, concepts, () => readTexts(concepts));
  const steps = trail(store, nodes, () => text.focus());
  const start = introduction(store, concepts);
  const figure = html("section", { class: "graph-column", "aria-label": "Graph of concepts" });
  const words = html("div", { class: "concept-column" });
  const page = html("div", { class: "background" }, figure, words);
  root.replaceChildren(page);

  /** The same parts for a wide screen and for a phone, in the order in which they are read. */
  function arrange(): void {
    const reading = byId.has(store.state.concept);
    const own = reading ? text.element : start;
    if (narrow.matches) {
      hold(words, [controls.search, steps.element, own]);
      hold(folded, [controls.tools, drawing.element, readout, lineKey]);
      hold(figure, [fold, folded]);
      hold(page, [words, figure, list.element]);
    } else {
      hold(top, [controls.search, controls.tools]);
      hold(folded, [drawing.element, readout, lineKey]);
      hold(words, [steps.element, own, ...(reading ? [] : [list.element])]);
      hold(figure, [top, folded, ...(reading ? [list.element] : [])]);
      hold(page, [figure, words]);
    }
  }

  /** A phone has the graph folded away at first. */
  function fit(): void {
    arrange();
    fold.hidden = !narrow.matches;
    unfold(!narrow.matches);
  }

  function unfold(open: boolean): void {
    folded.hidden = !open;
    setAttribute(fold, "aria-expanded", String(open));
    setText(fold, open ? "Fold the graph away" : "Show the graph");
    if (open) redraw();
  }

  function redraw(anew = false): void {
    if (folded.hidden) return;
    drawing.draw(anew);
    figure.classList.toggle("stays", !narrow.matches && figure.offsetHeight < innerHeight - 72);
  }

  function read(id: string | null): void {
    const node = byId.get(id ?? "");
    const hint = matchMedia("(hover: none)").matches ? TOUCH : HINT;
    readout.replaceChildren(...(node ? [html("strong", {}, node.title), ` ${node.summary}`] : [hint]));
  }

  function bestOf(find: string): string | undefined {
    const wanted = find.trim().toLowerCase();
    const inOrder = nodes.filter(({ id }) => matches.ids.has(id));
    return (inOrder.find(({ title }) => title.toLowerCase().startsWith(wanted)) ?? inOrder[0])?.id;
  }

  function update(state: State, previous: State | null): void {
    const node = byId.get(state.concept);
    const path = byId.has(state.path) ? pathTo(nodes, state.path) : [];
    if (matches.find !== state.find) matches = { find: state.find, ids: found(nodes, stages, state.find) };
    if (!previous || state.concept !== previous.concept) opened(state, previous);
    if (!previous || state.graph !== previous.graph) {
      const wanted = parseSight(state.graph);
      if (formatSight(wanted) !== formatSight(drawing.sight)) drawing.sight = wanted;
    }
    steps.update(path, node ? state.concept : "");
    list.update(state.concept, matches.ids);
    controls.update(state, matches.ids.size, nodes.length, drawing.sight.k);
    drawing.mark({ chosen: state.concept, path, found: matches.ids, all: state.links === "all" });
    if (previous && state.find !== previous.find) {
      list.element.open = state.find !== "" || !node;
      context.announce(`${matches.ids.size} of ${nodes.length} concepts`);
    }
    if (previous && state.path !== previous.path && path.length > 0) context.announce(`Path of ${path.length} steps`);
    text.refresh();
  }

  /** Another concept is read: its text comes into sight where it is not, and is the next thing that is read out. */
  function opened(state: State, previous: State | null): void {
    const node = byId.get(state.concept);
    const held = page.contains(document.activeElement) ? (document.activeElement as HTMLElement | SVGElement) : null;
    if (node) text.show(node);
    if (previous) arrange();
    else fit();
    list.element.open = !node || state.find !== "";
    if (!previous || !node) return;
    drawing.reveal(node.id);
    const begin = steps.element.hidden ? text.element : words;
    const { top: above } = begin.getBoundingClientRect();
    const away = above < 0 || above > innerHeight * 0.7;
    if (away) begin.scrollIntoView({ block: "start", behavior: reducedMotion() ? "auto" : "smooth" });
    if (held === null) return context.announce(`${node.title}: ${node.summary}`);
    if (!away && held.isConnected) held.focus({ preventScroll: true });
    if (document.activeElement !== held || away) text.focus();
  }

  const along = (by: number) => () => {
    const { path, concept } = store.state;
    const next = byId.has(path) ? stepFrom(pathTo(nodes, path), concept, by) : null;
    if (next) store.set(opening(next));
  };
  const { fonts } = document;
  const remeasure = () => redraw(true);
  const resized = new ResizeObserver(() => redraw());
  resized.observe(page);
  narrow.addEventListener("change", fit);
  const stops = [session.onChange(() => text.refresh()), onKeys({ "[": along(-1), "]": along(1) })];
  read(null);
  fonts?.addEventListener("loadingdone", remeasure);

  return {
    update,
    destroy() {
      clearTimeout(timer);
      resized.disconnect();
      fonts?.removeEventListener("loadingdone", remeasure);
      narrow.removeEventListener("change", fit);
      for (const stop of [...stops, drawing.destroy]) stop();
      page.remove();
    },
  };
}

/** Makes these the children, moving none that is in its place already: what is moved loses the focus. */
function hold(parent: HTMLElement, children: readonly HTMLElement[]): void {
  for (const [i, child] of children.entries())
    if (parent.children[i] !== child) parent.insertBefore(child, parent.children[i] ?? null);
  while (parent.children.length > children.length) parent.lastElementChild!.remove();
}

const HINT =
  "Point at a concept to see what it is and what it is linked with; the wheel or + and − zoom, drag to move.";
const TOUCH = "Touch a concept to read it and to see what it is linked with; two fingers zoom.";

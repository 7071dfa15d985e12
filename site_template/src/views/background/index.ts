/** The view "Background": a graph of concepts, and beside it the one that is read. */
import { readTexts } from "../../data/concepts.ts";
import { reducedMotion } from "../../marks/element.ts";
import type { Context, View } from "../../page/context.ts";
import { onKeys } from "../../page/keyboard.ts";
import type { State } from "../../state/table.ts";
import { arrangement } from "./arrangement.ts";
import { article } from "./article.ts";
import { bar, key } from "./bar.ts";
import { roleOf } from "./concept-hooks.ts";
import { best, found } from "./find.ts";
import { STEP } from "./gestures.ts";
import { graph } from "./graph.ts";
import { introduction } from "./introduction.ts";
import { conceptList } from "./list.ts";
import { pathTo } from "./path.ts";
import { readout } from "./readout.ts";
import { opening } from "./state-links.ts";
import { stepFrom, trail } from "./trail.ts";
import { ARTICLE, PATH, SEARCH } from "./words.ts";
import { formatSight, parseSight, WHOLE, zoomed } from "./zoom.ts";

/** A link says where the graph stands once the hand has come to rest. */
const RESTING = 120;

// Long because it only names the parts of the view and joins them; each is a file of its own.
export function background(root: HTMLElement, context: Context): View {
  const { manifest, store, session } = context;
  const { concepts } = manifest;
  const { nodes, stages } = concepts;
  const byId = new Map(nodes.map((node) => [node.id, node]));
  let [timer, matches] = [0, { find: "", ids: found(nodes, stages, "") }];

  const said = readout(byId);
  const drawing = graph({
    nodes,
    stages,
    role: roleOf,
    href: (id) => store.link(opening(id)),
    onPoint: said.show,
    onSight(sight) {
      controls.update(store.state, matches.ids.size, nodes.length, sight.k);
      clearTimeout(timer);
      timer = window.setTimeout(() => store.set({ graph: formatSight(sight) }), RESTING);
    },
  });
  const controls = bar(store, {
    zoom: (way) => drawing.go(way === "whole" ? WHOLE : zoomed(drawing.sight, way === "in" ? STEP : 1 / STEP)),
    open: () => {
      const id = best(nodes, matches.ids, store.state.find);
      if (id) store.set(opening(id));
    },
  });
  const list = conceptList(store, concepts);
  const text = article(context, concepts, () => readTexts(concepts));
  const steps = trail(store, nodes, () => text.focus());
  const start = introduction(store, concepts);
  const layout = arrangement({
    bar: controls,
    graph: drawing,
    readout: said.element,
    key: key(),
    list: list.element,
    path: steps.element,
    text() {
      const isConcept = byId.has(store.state.concept);
      return { element: isConcept ? text.element : start, isConcept };
    },
  });
  const { page } = layout;
  root.replaceChildren(page);

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
      context.announce(SEARCH.found(matches.ids.size, nodes.length));
    }
    if (previous && state.path !== previous.path && path.length > 0) context.announce(PATH.begun(path.length));
    text.refresh();
  }

  /** Another concept is read: its text comes into sight where it is not, and is the next thing that is read out. */
  function opened(state: State, previous: State | null): void {
    const node = byId.get(state.concept);
    const held = page.contains(document.activeElement) ? (document.activeElement as HTMLElement | SVGElement) : null;
    if (node) text.show(node);
    if (previous) layout.arrange();
    else layout.fit();
    list.element.open = !node || state.find !== "";
    if (!previous || !node) return;
    drawing.reveal(node.id);
    const wasAway = broughtIntoSight(steps.element.hidden ? text.element : layout.words);
    if (held === null) return context.announce(ARTICLE.announced(node.title, node.summary));
    if (!wasAway && held.isConnected) held.focus({ preventScroll: true });
    if (document.activeElement !== held || wasAway) text.focus();
  }

  const along = (by: number) => () => {
    const { path, concept } = store.state;
    const next = byId.has(path) ? stepFrom(pathTo(nodes, path), concept, by) : null;
    if (next) store.set(opening(next));
  };
  const remeasure = () => layout.redraw(true);
  const resized = new ResizeObserver(() => layout.redraw());
  resized.observe(page);
  const stops = [session.onChange(() => text.refresh()), onKeys({ "[": along(-1), "]": along(1) })];
  document.fonts?.addEventListener("loadingdone", remeasure);

  return {
    update,
    destroy() {
      clearTimeout(timer);
      resized.disconnect();
      document.fonts?.removeEventListener("loadingdone", remeasure);
      for (const stop of [...stops, layout.destroy, drawing.destroy]) stop();
      page.remove();
    },
  };
}

/** Scrolls to where the text begins, where that is not in sight; tells whether it was not. */
function broughtIntoSight(begin: HTMLElement): boolean {
  const { top } = begin.getBoundingClientRect();
  const isAway = top < 0 || top > innerHeight * 0.7;
  if (isAway) begin.scrollIntoView({ block: "start", behavior: reducedMotion() ? "auto" : "smooth" });
  return isAway;
}

/** The graph drawn: bands, links, concepts; and how the keyboard goes through it. */
import type { ConceptNode } from "../../data/concepts.ts";
import { html, setAttribute, style, svg } from "../../marks/element.ts";
import { type Drawn, emphasise } from "./emphasis.ts";
import { type Link, linksOf, neighbours } from "./links.ts";
import type { GraphOptions, Marked } from "./options.ts";
import { type Plan, place } from "./place.ts";
import { badgeShape, conceptShape, nameShape, widthsOf, wireShape } from "./shapes.ts";
import { sighted } from "./sighted.ts";
import { fresh } from "./state-links.ts";
import { isArrow, walk } from "./walk.ts";
import { wiresOf } from "./wires.ts";
import { GRAPH } from "./words.ts";
import type { Sight } from "./zoom.ts";

export interface Graph {
  readonly element: HTMLElement;
  readonly links: readonly Link[];
  sight: Sight;
  /** Draws for the room there is; anew for the same room when letters have become wider or narrower. */
  draw(anew?: boolean): void;
  mark(marked: Marked): void;
  go(sight: Sight): void;
  reveal(id: string): void;
  destroy(): void;
}

const [GUTTER, NARROW, LEAST] = [92, 520, 40];
const NOTHING: Drawn = {
  plan: { boxes: new Map(), bands: [], width: 1, height: 1, gutter: 0 },
  anchors: new Map(),
  badges: new Map(),
  lines: [],
};

// Long because what is drawn, marked, pointed at and focused is one state that each of its small functions reads.
export function graph(options: GraphOptions): Graph {
  const { nodes, stages } = options;
  const links = linksOf(nodes);
  const title = new Map(nodes.map((node) => [node.id, node.title]));
  const world = svg("g", { class: "world" });
  const canvas = canvasOf(nodes.length, world);
  const named = { "data-figure": GRAPH.figure, "data-legend": ".graph-key" };
  const element = html("div", { class: "graph-frame", ...named }, canvas);
  let widths: ReadonlyMap<string, number> = new Map();
  let drawn = NOTHING;
  let marked: Marked = { chosen: "", path: [], found: new Set(), all: false };
  let [pointed, focused] = [null as string | null, null as string | null];
  const sight = sighted(canvas, world, () => drawn.plan, options.onSight);

  const update = () => emphasise(drawn, links, title, marked, pointed ?? focused);
  const tell = () => (update(), options.onPoint(pointed ?? focused));
  const point = (id: string | null) => ((pointed = id), tell());
  const focus = (id: string | null) => ((focused = id), tell());

  function draw(width: number, labels: ReadonlyMap<string, number>): void {
    widths = labels;
    const room = width < NARROW ? { width, gutter: 0, gap: 16 } : { width, gutter: GUTTER, gap: 26 };
    const plan = place(nodes, stages, links, labels, room);
    style(element, { height: `${plan.height}px` });
    setAttribute(canvas, "viewBox", `0 0 ${plan.width} ${plan.height}`);
    const held = canvas.contains(document.activeElement) && document.activeElement!.getAttribute("data-concept");
    pointed = null;
    drawn = {
      plan,
      lines: wiresOf(plan, links).map((wire) => ({ wire, line: wireShape(wire) })),
      anchors: new Map(nodes.map((node) => [node.id, conceptMark(node, plan)])),
      badges: new Map(nodes.map(({ id }) => [id, badgeShape(plan.boxes.get(id)!)])),
    };
    world.replaceChildren(...layersOf(drawn));
    sight.apply();
    update();
    if (held) drawn.anchors.get(held)?.focus({ preventScroll: true });
  }

  function conceptMark(node: ConceptNode, plan: Plan): SVGAElement {
    const mark = conceptShape(node, plan.boxes.get(node.id)!, widths.get(node.id)!, options);
    fresh(mark, () => options.href(node.id));
    mark.addEventListener("pointerenter", (event) => event.pointerType !== "touch" && point(node.id));
    mark.addEventListener("pointerleave", () => point(null));
    mark.addEventListener("focus", () => focus(mark.matches(":focus-visible") ? node.id : null));
    mark.addEventListener("blur", () => focus(null));
    mark.addEventListener("keydown", (event) => step(event, node.id));
    return mark;
  }

  function step(event: KeyboardEvent, from: string): void {
    if (!isArrow(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const shown = links.filter((link) => marked.all || link.type === "needs");
    const next = walk(drawn.plan.boxes, neighbours(shown, from), from, event.key);
    if (!next) return;
    sight.reveal(drawn.plan.boxes.get(next));
    tabStopAt(drawn, next);
    drawn.anchors.get(next)!.focus({ preventScroll: true });
    drawn.anchors.get(next)!.scrollIntoView({ block: "nearest" });
  }

  function tabStop(): void {
    const first = nodes.find(({ id }) => marked.found.has(id)) ?? nodes[0];
    tabStopAt(drawn, drawn.anchors.has(marked.chosen) ? marked.chosen : first?.id);
  }

  return {
    element,
    links,
    get sight() {
      return sight.now;
    },
    set sight(next) {
      sight.now = next;
    },
    draw(anew = false) {
      const width = Math.floor(element.clientWidth);
      if (width < LEAST || (width === drawn.plan.width && !anew)) return;
      const labels = widthsOf(nodes, getComputedStyle(canvas));
      if (width === drawn.plan.width && [...labels].every(([id, label]) => label === widths.get(id))) return;
      draw(width, labels);
      tabStop();
    },
    mark(next) {
      const isMoved = next.chosen !== marked.chosen || next.found !== marked.found;
      marked = next;
      update();
      if (isMoved && !canvas.contains(document.activeElement)) tabStop();
    },
    go: sight.go,
    reveal: (id) => sight.reveal(drawn.plan.boxes.get(id)),
    destroy: sight.destroy,
  };
}

const canvasOf = (concepts: number, world: SVGElement): SVGSVGElement =>
  svg("svg", { class: "graph", role: "group", "data-part": "graph", "aria-label": GRAPH.spoken(concepts) }, world);

/** From the back to the front. */
function layersOf({ plan, lines, anchors, badges }: Drawn): SVGElement[] {
  const rule = (top: number) => svg("path", { class: "band-line", d: `M0 ${top}H${plan.width}` });
  return [
    ...plan.bands.slice(1).map(({ top }) => rule(top)),
    svg("g", {}, ...lines.map(({ line }) => line)),
    ...plan.bands.map((band) => nameShape(band, plan)),
    ...anchors.values(),
    ...badges.values(),
  ];
}

/** One stop for the Tab key; arrows go on from there. */
function tabStopAt({ anchors }: Drawn, stop: string | undefined): void {
  for (const [id, anchor] of anchors) setAttribute(anchor, "tabindex", id === stop ? 0 : -1);
}

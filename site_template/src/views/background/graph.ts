/** The graph drawn: bands, links, concepts; what is near, on the path or found stands out. */
import type { ConceptNode } from "../../data/concepts.ts";
import { html, reducedMotion, setAttribute, style, svg } from "../../marks/element.ts";
import { onGestures } from "./gestures.ts";
import { fresh } from "./go.ts";
import { type Link, linksOf, neighbours } from "./links.ts";
import type { GraphOptions, Marked } from "./options.ts";
import { type Box, type Plan, place } from "./place.ts";
import { badgeShape, conceptShape, nameShape, widthsOf, wireShape } from "./shapes.ts";
import { isArrow, walk } from "./walk.ts";
import { type Wire, wiresOf } from "./wires.ts";
import { bounded, revealing, type Sight, WHOLE } from "./zoom.ts";

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

const [GUTTER, NARROW, EASE] = [92, 520, 260];

export function graph(options: GraphOptions): Graph {
  const { nodes, stages } = options;
  const links = linksOf(nodes);
  const title = new Map(nodes.map((node) => [node.id, node.title]));
  const world = svg("g", { class: "world" });
  const canvas = svg("svg", { class: "graph", role: "group", "data-part": "graph" }, world);
  const named = { "data-figure": "Graph of concepts", "data-legend": ".graph-key" };
  const element = html("div", { class: "graph-frame", ...named }, canvas);
  let widths: ReadonlyMap<string, number> = new Map();
  let plan: Plan = { boxes: new Map(), bands: [], width: 1, height: 1, gutter: 0 };
  let marked: Marked = { chosen: "", path: [], found: new Set(), all: false };
  let [pointed, focused] = [null as string | null, null as string | null];
  let sight = WHOLE;
  let frame = 0;
  let [anchors, badges] = [new Map<string, SVGAElement>(), new Map<string, SVGGElement>()];
  let lines: { wire: Wire; line: SVGGElement }[] = [];
  setAttribute(
    canvas,
    "aria-label",
    `Graph of ${nodes.length} concepts. Arrow keys follow the links, Enter opens a concept, plus and minus zoom. The same is below as a list.`,
  );

  function draw(width: number, labels: ReadonlyMap<string, number>): void {
    widths = labels;
    const room = width < NARROW ? { width, gutter: 0, gap: 16 } : { width, gutter: GUTTER, gap: 26 };
    plan = place(nodes, stages, links, labels, room);
    style(element, { height: `${plan.height}px` });
    setAttribute(canvas, "viewBox", `0 0 ${plan.width} ${plan.height}`);
    const rules = plan.bands.slice(1).map(({ top }) => svg("path", { class: "band-line", d: `M0 ${top}H${width}` }));
    const names = plan.bands.map((band) => nameShape(band, plan));
    lines = wiresOf(plan, links).map((wire) => ({ wire, line: wireShape(wire) }));
    const held = canvas.contains(document.activeElement) && document.activeElement!.getAttribute("data-concept");
    pointed = null;
    anchors = new Map(nodes.map((node) => [node.id, conceptMark(node)]));
    badges = new Map(nodes.map(({ id }) => [id, badgeShape(plan.boxes.get(id)!)]));
    world.replaceChildren(
      ...rules,
      svg("g", {}, ...lines.map(({ line }) => line)),
      ...names,
      ...anchors.values(),
      ...badges.values(),
    );
    apply();
    emphasise();
    if (held) anchors.get(held)?.focus({ preventScroll: true });
  }

  function conceptMark(node: ConceptNode): SVGAElement {
    const mark = conceptShape(node, plan.boxes.get(node.id)!, widths.get(node.id)!, options);
    fresh(mark, () => options.href(node.id));
    mark.addEventListener("pointerenter", (event) => event.pointerType !== "touch" && point(node.id));
    mark.addEventListener("pointerleave", () => point(null));
    mark.addEventListener("focus", () => focus(mark.matches(":focus-visible") ? node.id : null));
    mark.addEventListener("blur", () => focus(null));
    mark.addEventListener("keydown", (event) => step(event, node.id));
    return mark;
  }

  const told = () => options.onPoint(pointed ?? focused);
  const point = (id: string | null) => ((pointed = id), emphasise(), told());
  const focus = (id: string | null) => ((focused = id), emphasise(), told());

  function step(event: KeyboardEvent, from: string): void {
    if (!isArrow(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const shown = links.filter((link) => marked.all || link.type === "needs");
    const next = walk(plan.boxes, neighbours(shown, from), from, event.key);
    if (!next) return;
    reveal(next);
    for (const [id, anchor] of anchors) setAttribute(anchor, "tabindex", id === next ? 0 : -1);
    anchors.get(next)!.focus({ preventScroll: true });
    anchors.get(next)!.scrollIntoView({ block: "nearest" });
  }

  function emphasise(): void {
    const { chosen, path, found, all } = marked;
    const order = new Map(path.map((id, i) => [id, i + 1]));
    const centre = pointed ?? focused ?? (path.length > 0 ? null : title.has(chosen) ? chosen : null);
    const near = centre ? neighbours(links, centre) : new Set<string>();
    const quiet = centre !== null || path.length > 0;
    for (const [id, anchor] of anchors) {
      const close = id === centre || near.has(id) || (centre === null && order.has(id));
      anchor.classList.toggle("chosen", id === chosen);
      anchor.classList.toggle("far", (quiet && !close) || !(found.has(id) || order.has(id)));
      badges.get(id)!.classList.toggle("on-path", order.has(id));
      setAttribute(anchor, "aria-current", id === chosen ? "true" : null);
      setAttribute(anchor, "aria-label", order.has(id) ? `${title.get(id)}, step ${order.get(id)} of the path` : null);
      badges.get(id)!.lastChild!.textContent = String(order.get(id) ?? "");
    }
    for (const { wire, line } of lines) {
      const { from, to, type } = wire.link;
      const strong = centre ? from === centre || to === centre : type === "needs" && order.has(from) && order.has(to);
      // What stands out is drawn over the rest.
      if (strong && !line.classList.contains("strong")) line.parentNode?.append(line);
      line.classList.toggle("strong", strong);
      line.classList.toggle("hidden", !strong && type !== "needs" && !all);
      line.classList.toggle("faint", !strong && (quiet || !found.has(from) || !found.has(to)));
    }
  }

  function tabStop(): void {
    const first = nodes.find(({ id }) => marked.found.has(id)) ?? nodes[0];
    const entry = anchors.has(marked.chosen) ? marked.chosen : first?.id;
    for (const [id, anchor] of anchors) setAttribute(anchor, "tabindex", id === entry ? 0 : -1);
  }

  function apply(): void {
    const { x, y, k } = sight;
    const [dx, dy] = [plan.width * (0.5 - x * k), plan.height * (0.5 - y * k)];
    world.setAttribute(
      "transform",
      k === 1 ? "" : `translate(${dx.toFixed(2)} ${dy.toFixed(2)}) scale(${k.toFixed(4)})`,
    );
    canvas.classList.toggle("closer", k > 1);
  }

  function show(next: Sight, way: "at once" | "eased"): void {
    cancelAnimationFrame(frame);
    const from = sight;
    if (way === "at once" || reducedMotion()) {
      sight = next;
      apply();
      return options.onSight(next);
    }
    const start = performance.now();
    const tick = (now: number) => {
      const t = Math.min(1, Math.max(0, (now - start) / EASE));
      const ease = 1 - (1 - t) ** 3;
      const k = from.k * (next.k / from.k) ** ease;
      sight =
        t === 1 ? next : bounded({ x: from.x + (next.x - from.x) * ease, y: from.y + (next.y - from.y) * ease, k });
      apply();
      if (t < 1) frame = requestAnimationFrame(tick);
      else options.onSight(next);
    };
    frame = requestAnimationFrame(tick);
  }

  function reveal(id: string): void {
    const box = plan.boxes.get(id);
    if (!box || sight.k === 1) return;
    const next = revealing(sight, inShares(box, plan));
    if (next.x !== sight.x || next.y !== sight.y) show(next, "eased");
  }

  const stop = onGestures(canvas, { get: () => sight, set: show });
  return {
    element,
    links,
    get sight() {
      return sight;
    },
    set sight(next) {
      sight = next;
      apply();
    },
    draw(anew = false) {
      const width = Math.floor(element.clientWidth);
      if (width < 40 || (width === plan.width && !anew)) return;
      const labels = widthsOf(nodes, getComputedStyle(canvas));
      if (width === plan.width && [...labels].every(([id, label]) => label === widths.get(id))) return;
      draw(width, labels);
      tabStop();
    },
    mark(next) {
      const moved = next.chosen !== marked.chosen || next.found !== marked.found;
      marked = next;
      emphasise();
      if (moved && !canvas.contains(document.activeElement)) tabStop();
    },
    go: (next) => show(next, "eased"),
    reveal,
    destroy() {
      cancelAnimationFrame(frame);
      stop();
    },
  };
}

const inShares = ({ x, y, width, height }: Box, plan: Plan): [number, number, number, number] => [
  (x - width / 2) / plan.width,
  (y - height / 2) / plan.height,
  (x + width / 2) / plan.width,
  (y + height / 2) / plan.height,
];

/** The boxes and wires of a layout as elements; a box that stays keeps its element and glides to its new place. */
import { html, reducedMotion, style, svg } from "../../marks/element.ts";
import type { Box, Layout } from "./shapes.ts";

export interface Drawn {
  readonly box: Box;
  readonly element: HTMLElement;
}

export interface Diagram {
  readonly world: HTMLElement;
  readonly boxes: ReadonlyMap<string, Drawn>;
  lay(layout: Layout, key: string): void;
  /** Sends something along the stream once. */
  pulse(): void;
}

const GLIDE = 340;
const PULSE = 900;
const EASE = "cubic-bezier(0.2, 0.7, 0.3, 1)";

/** @param make the element of a box, without its place. */
export function diagram(make: (box: Box, layout: Layout) => HTMLElement): Diagram {
  const wires = svg("svg", { class: "ov-wires", "aria-hidden": "true" });
  const world = html("div", { class: "ov-world" });
  const boxes = new Map<string, Drawn>();
  let [drawnKey, stream] = ["", ""];

  function lay(layout: Layout, key: string): void {
    const isSame = key === drawnKey;
    const before = new Map(isSame ? boxes : []);
    drawnKey = key;
    boxes.clear();
    for (const box of layout.boxes) {
      const element = before.get(box.id)?.element ?? make(box, layout);
      boxes.set(box.id, { box, element });
      place(element, box);
    }
    drawWires(wires, layout);
    stream = streamPath(layout);
    style(world, { height: `${layout.height}px` });
    inOrder(world, [wires, ...[...boxes.values()].map(({ element }) => element)]);
    if (before.size > 0) glideAll(before);
  }

  function glideAll(before: ReadonlyMap<string, Drawn>): void {
    if (reducedMotion()) return;
    for (const drawn of boxes.values()) glide(drawn, before.get(drawn.box.id)?.box ?? null);
    wires.animate([{ opacity: 0.15 }, { opacity: 1 }], { duration: GLIDE, easing: "ease-in" });
  }

  return { world, boxes, lay, pulse: () => pulse(world, stream) };
}

function place(element: HTMLElement, { x, y, width, height }: Box): void {
  style(element, { left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` });
}

/** Elements that stay are not taken out and put back: that would take their focus. */
function inOrder(world: HTMLElement, elements: readonly Element[]): void {
  for (const child of [...world.children]) if (!elements.includes(child)) child.remove();
  let at: Element | null = null;
  for (const element of elements) {
    if (at === null && element.parentNode !== world) world.prepend(element);
    else if (at !== null && at.nextElementSibling !== element) at.after(element);
    at = element;
  }
}

const UNFOLDING: readonly Box["kind"][] = ["panel", "tensor", "heads", "gaze"];

/** From its place before, or out of the station that it belongs to. */
function glide({ element, box }: Drawn, from: Box | null): void {
  if (from === null && box.stage !== "" && UNFOLDING.includes(box.kind))
    element.animate(
      [
        { opacity: 0, transform: "translateY(-22px)" },
        { opacity: 1, transform: "none" },
      ],
      { duration: GLIDE, easing: EASE },
    );
  else if (from && (from.y !== box.y || from.x !== box.x))
    element.animate([{ transform: `translate(${from.x - box.x}px, ${from.y - box.y}px)` }, { transform: "none" }], {
      duration: GLIDE,
      easing: EASE,
    });
}

/** The stream from the first block to the last as one path. */
const streamPath = (layout: Layout): string =>
  layout.wires
    .filter(({ kind, inside }) => kind === "stream" && !inside)
    .map(({ path }) => path)
    .join("");

function pulse(world: HTMLElement, stream: string): void {
  if (reducedMotion() || stream === "" || !CSS.supports("offset-path", 'path("M0 0H1")')) return;
  const dot = html("span", { class: "ov-pulse", "aria-hidden": "true" });
  style(dot, { "offset-path": `path("${stream}")`, "offset-rotate": "0deg" });
  world.append(dot);
  const going = dot.animate([{ offsetDistance: "0%" }, { offsetDistance: "100%" }], {
    duration: PULSE,
    easing: "ease-in-out",
  });
  going.onfinish = going.oncancel = () => dot.remove();
}

/** What lies behind comes first. */
const ORDER = { opening: 0, wire: 1, stream: 2, sum: 3 } as const;

function drawWires(wires: SVGElement, layout: Layout): void {
  wires.setAttribute("viewBox", `0 0 ${layout.width} ${layout.height}`);
  style(wires, { width: `${layout.width}px`, height: `${layout.height}px` });
  const inLayers = [...layout.wires].sort((a, b) => ORDER[a.kind] - ORDER[b.kind]);
  wires.replaceChildren(
    ...inLayers.map(({ role, path, kind }) => svg("path", { d: path, class: `ov-${kind} role-${role}` })),
  );
}

/** The edges of the window on the large map: each is dragged, or moved by keys, to another row or column. */
import { html, setAttribute, style } from "../../../marks/element.ts";
import { type Box, type Edge, movedEdge } from "../../../maths/interaction/boxes.ts";
import type { Grid } from "../../../maths/tokens.ts";
import { largeWords } from "../words/figure.ts";

const DOWN: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1 };
const ACROSS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };
const EDGES: readonly Edge[] = ["top", "bottom", "left", "right"];

/** Whose window it is. */
interface Owner {
  readonly grid: Grid;
  readonly patch: number;
}

export interface WindowEdges {
  readonly element: HTMLElement;
  /** Null hides them. */
  update(box: Box | null, owner: Owner): void;
}

export interface WindowEvents {
  /** A drag or a press of a key begins. */
  onGrab(): void;
  onMove(box: Box): void;
  /** What was dragged has been let go. */
  onRest(): void;
}

interface Now extends Owner {
  readonly box: Box;
}

export function windowEdges(events: WindowEvents): WindowEdges {
  const layer = html("div", { class: "ia-edges" });
  let now: Now | null = null;
  const grips = EDGES.map((edge) => gripOf(edge, layer, () => now, events));
  layer.append(...grips.map(({ element }) => element));
  return {
    element: layer,
    update(box, { grid, patch }) {
      layer.hidden = box === null;
      now = box && { box, grid, patch };
      if (now) for (const grip of grips) grip.place(now);
    },
  };
}

const isUpright = (edge: Edge): boolean => edge === "top" || edge === "bottom";

interface Grip {
  readonly element: HTMLElement;
  place(now: Now): void;
}

function gripOf(edge: Edge, layer: HTMLElement, now: () => Now | null, events: WindowEvents): Grip {
  const upright = isUpright(edge);
  const element = html("div", {
    class: `ia-edge ia-${edge}`,
    role: "slider",
    tabindex: 0,
    "data-edge": edge,
    "aria-label": largeWords.edge(edge),
    "aria-orientation": upright ? "vertical" : "horizontal",
  });
  const move = (to: number) => {
    const owner = now();
    if (!owner) return;
    const next = movedEdge(owner.box, edge, to, owner.patch, owner.grid);
    if (next.join() !== owner.box.join()) events.onMove(next);
  };
  element.addEventListener("pointerdown", (event) => {
    if (!now() || event.button !== 0) return;
    event.preventDefault();
    event.stopPropagation();
    element.setPointerCapture(event.pointerId);
    element.focus({ preventScroll: true });
    events.onGrab();
  });
  element.addEventListener("pointermove", (event) => {
    const owner = now();
    if (!owner || !element.hasPointerCapture(event.pointerId)) return;
    const at = along(layer.getBoundingClientRect(), event, upright) * lengthOf(owner.grid, edge);
    // An edge lies between two patches: it goes to the one that is nearer.
    move(edge === "top" || edge === "left" ? Math.round(at) : Math.round(at) - 1);
  });
  element.addEventListener("lostpointercapture", events.onRest);
  element.addEventListener("click", (event) => event.stopPropagation());
  element.addEventListener("keydown", (event) => {
    const owner = now();
    const to = owner && keyedTo(owner, edge, event);
    if (to === null) return;
    event.preventDefault();
    event.stopPropagation();
    events.onGrab();
    move(to);
    events.onRest();
  });
  return { element, place: (owner) => place(element, edge, owner) };
}

/** Where a press of a key moves an edge; null where the key is none of its. */
function keyedTo({ box, grid }: Now, edge: Edge, event: KeyboardEvent): number | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  const step = (isUpright(edge) ? DOWN : ACROSS)[event.key];
  const end = { Home: 0, End: lengthOf(grid, edge) - 1 }[event.key];
  return end ?? (step === undefined ? null : edgeOf(box, edge) + step);
}

function place(grip: HTMLElement, edge: Edge, { box, grid }: Now): void {
  const upright = isUpright(edge);
  const [top, bottom, left, right] = box;
  const [down, across] = [shareOf(grid.rows), shareOf(grid.columns)];
  const line = { top, bottom: bottom + 1, left, right: right + 1 }[edge];
  style(
    grip,
    upright
      ? { top: down(line), left: across(left), width: across(right + 1 - left) }
      : { left: across(line), top: down(top), height: down(bottom + 1 - top) },
  );
  const at = edgeOf(box, edge);
  setAttribute(grip, "aria-valuemin", 0);
  setAttribute(grip, "aria-valuemax", lengthOf(grid, edge) - 1);
  setAttribute(grip, "aria-valuenow", at);
  setAttribute(grip, "aria-valuetext", largeWords.edgeAt(upright, at));
}

const lengthOf = ({ rows, columns }: Grid, edge: Edge): number => (isUpright(edge) ? rows : columns);

const shareOf = (length: number) => (value: number) => `${(100 * value) / length}%`;

/** How far along the frame a pointer is, 0 to 1. */
const along = (frame: DOMRect, event: PointerEvent, upright: boolean): number =>
  upright ? (event.clientY - frame.top) / frame.height : (event.clientX - frame.left) / frame.width;

const edgeOf = ([top, bottom, left, right]: Box, edge: Edge): number => ({ top, bottom, left, right })[edge];

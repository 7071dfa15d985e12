/** The edges of the window on the large map: each is dragged, or moved by keys, to another row or column. */
import { html, setAttribute, style } from "../../marks/element.ts";
import { type Box, type Edge, movedEdge } from "../../maths/interaction/boxes.ts";

const DOWN: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1 };
const ACROSS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };
const EDGES: readonly Edge[] = ["top", "bottom", "left", "right"];

export interface WindowEdges {
  readonly element: HTMLElement;
  /** Null hides them. */
  update(box: Box | null, patch: number, side: number): void;
}

export interface WindowEvents {
  /** A drag or a press of a key begins. */
  onGrab(): void;
  onMove(box: Box): void;
  /** What was dragged has been let go. */
  onRest(): void;
}

export function windowEdges({ onGrab, onMove, onRest }: WindowEvents): WindowEdges {
  const layer = html("div", { class: "ia-edges" });
  let now: { box: Box; patch: number; side: number } | null = null;
  const grips = EDGES.map((edge) => {
    const upright = edge === "top" || edge === "bottom";
    const grip = html("div", {
      class: `ia-edge ia-${edge}`,
      role: "slider",
      tabindex: 0,
      "data-edge": edge,
      "aria-label": `${edge} edge of the window`,
      "aria-orientation": upright ? "vertical" : "horizontal",
    });
    const move = (to: number) => {
      if (!now) return;
      const next = movedEdge(now.box, edge, to, now.patch, now.side);
      if (next.join() !== now.box.join()) onMove(next);
    };
    grip.addEventListener("pointerdown", (event) => {
      if (!now || event.button !== 0) return;
      event.preventDefault();
      event.stopPropagation();
      grip.setPointerCapture(event.pointerId);
      grip.focus({ preventScroll: true });
      onGrab();
    });
    grip.addEventListener("pointermove", (event) => {
      if (!now || !grip.hasPointerCapture(event.pointerId)) return;
      const frame = layer.getBoundingClientRect();
      const at =
        (upright ? (event.clientY - frame.top) / frame.height : (event.clientX - frame.left) / frame.width) * now.side;
      // An edge lies between two patches: it goes to the one that is nearer.
      move(edge === "top" || edge === "left" ? Math.round(at) : Math.round(at) - 1);
    });
    grip.addEventListener("lostpointercapture", onRest);
    grip.addEventListener("click", (event) => event.stopPropagation());
    grip.addEventListener("keydown", (event) => {
      if (!now || event.ctrlKey || event.metaKey || event.altKey) return;
      const step = (upright ? DOWN : ACROSS)[event.key];
      const end = { Home: 0, End: now.side - 1 }[event.key];
      if (step === undefined && end === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      onGrab();
      move(end ?? edgeOf(now.box, edge) + step!);
      onRest();
    });
    return { edge, grip, upright };
  });
  layer.append(...grips.map(({ grip }) => grip));

  return {
    element: layer,
    update(box, patch, side) {
      layer.hidden = box === null;
      now = box && { box, patch, side };
      if (!box) return;
      const [top, bottom, left, right] = box;
      const share = (value: number) => `${(100 * value) / side}%`;
      for (const { edge, grip, upright } of grips) {
        const line = { top, bottom: bottom + 1, left, right: right + 1 }[edge];
        style(
          grip,
          upright
            ? { top: share(line), left: share(left), width: share(right + 1 - left) }
            : { left: share(line), top: share(top), height: share(bottom + 1 - top) },
        );
        const at = edgeOf(box, edge);
        setAttribute(grip, "aria-valuemin", 0);
        setAttribute(grip, "aria-valuemax", side - 1);
        setAttribute(grip, "aria-valuenow", at);
        setAttribute(grip, "aria-valuetext", `${upright ? "row" : "column"} ${at}`);
      }
    },
  };
}

const edgeOf = ([top, bottom, left, right]: Box, edge: Edge): number => ({ top, bottom, left, right })[edge];

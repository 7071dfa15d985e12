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

  function place(element: HTMLElement, { x, y, width, height }: Box): void {
    style(element, { left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` });
  }

  function glide({ element, box }: Drawn, from: Box | null): void {
    if (reducedMotion()) return;
    const unfolded = box.stage !== "" && from === null && ["panel", "tensor", "heads", "gaze"].includes(box.kind);
    if (unfolded)
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

  return {
    world,
    boxes,
    pulse,
    lay(layout, key) {
      const isSame = key === drawnKey;
      if (!isSame) boxes.clear();
      drawnKey = key;
      const before = new Map(boxes);
      boxes.clear();
      for (const box of layout.boxes) {
        const kept = before.get(box.id);
        const drawn = { box, element: kept?.element ?? make(box, layout) };
        place(drawn.element, box);
        boxes.set(box.id, drawn);
      }
      drawWires(layout);
      stream = layout.wires
        .filter(({ kind, inside }) => kind === "stream" && !inside)
        .map(({ path }) => path)
        .join("");
      style(world, { height: `${layout.height}px` });
      // Elements that stay are not taken out and put back: that would take their focus.
      const elements = [...boxes.values()].map(({ element }) => element);
      for (const child of [...world.children])
        if (child !== wires && !elements.includes(child as HTMLElement)) child.remove();
      let at: Element = wires;
      if (wires.parentNode !== world) world.prepend(wires);
      for (const element of elements) {
        if (at.nextElementSibling !== element) at.after(element);
        at = element;
      }
      if (isSame && before.size > 0) {
        for (const drawn of boxes.values()) glide(drawn, before.get(drawn.box.id)?.box ?? null);
        if (!reducedMotion())
          wires.animate([{ opacity: 0.15 }, { opacity: 1 }], { duration: GLIDE, easing: "ease-in" });
      }
    },
  };

  function pulse(): void {
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

  function drawWires(layout: Layout): void {
    wires.setAttribute("viewBox", `0 0 ${layout.width} ${layout.height}`);
    style(wires, { width: `${layout.width}px`, height: `${layout.height}px` });
    const order = { lens: 0, wire: 1, stream: 2, sum: 3 };
    wires.replaceChildren(
      ...[...layout.wires]
        .sort((a, b) => order[a.kind] - order[b.kind])
        .map(({ role, path, kind }) => svg("path", { d: path, class: `ov-${kind} role-${role}` })),
    );
  }
}

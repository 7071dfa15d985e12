/** Small multiples: windows, fields and tendencies, one small map a block. The one pressed becomes the large figure. */

import { go } from "../../controls/links.ts";
import { neighbour } from "../../controls/neighbour.ts";
import { button, html, setAttribute, setText, style, svg } from "../../marks/element.ts";
import { flowScale } from "../../marks/flow.ts";
import { type MapPicture, mapPicture, patchUnder } from "../../marks/map-picture.ts";
import { number } from "../../maths/numbers.ts";
import type { Context } from "../../page/context.ts";
import type { Part } from "./large.ts";
import type { Reader } from "./reading.ts";
import type { Figure, Scene } from "./scene.ts";
import { blockText } from "./settings.ts";
import { areaWords, INDICATOR_WORDS, share, wayWords } from "./texts.ts";

/** Narrower than this, in pixels, small maps go on a second line. */
const LEAST = 38;
const GAP = 8;
const FIGURES: readonly { readonly figure: Figure; readonly title: string; readonly concept: string }[] = [
  { figure: "window", title: "window", concept: "adaptive-window" },
  { figure: "field", title: "responsive field", concept: "responsive-field" },
  { figure: "tendency", title: "tendency", concept: "responsive-field" },
];

interface Row {
  readonly figure: Figure;
  readonly title: string;
  readonly element: HTMLElement;
  readonly of: HTMLElement;
  readonly range: HTMLElement;
  readonly cells: readonly {
    readonly element: HTMLButtonElement;
    readonly map: MapPicture;
    readonly box: SVGElement;
  }[];
}

export interface Multiples extends Part {
  /** Marks the block that is passed while it plays. */
  passing(block: number): void;
}

export function multiples(context: Context, reader: Reader): Multiples {
  const { store, pointed, announce } = context;
  const element = html("section", {
    class: "in-multiples",
    "aria-label": "Maps by block",
    "data-part": "multiples",
    "data-figure": "Block by block",
  });
  let rows: Row[] = [];
  let scene: Scene | null = null;
  let laid = "";

  const sized = new ResizeObserver(() => scene && lay(scene));
  sized.observe(element);

  const choose = (figure: Figure, block: number) => store.set({ figure, block: blockText(block, scene!.data.blocks) });

  function made({ figure, title: name, concept }: (typeof FIGURES)[number], blocks: number): Row {
    const title = go(
      context,
      { view: "background", concept },
      { class: "in-row-title role-pattern", "data-concept": concept },
      name,
    );
    const [of, range] = [
      html("span", { class: "in-row-of quiet" }),
      html("span", { class: "in-row-range quiet figures" }),
    ];
    const cells = Array.from({ length: blocks }, (_, block) => {
      const map = mapPicture();
      const box = svg("rect", { class: "ia-mini-window" });
      const marks = svg("svg", { class: "in-marks", "aria-hidden": "true", preserveAspectRatio: "none" }, box);
      map.element.append(marks);
      const cell = button({ class: "in-cell", "data-block": block, "data-show": figure }, map.element, () =>
        choose(figure, block),
      );
      cell.prepend(
        html("span", { class: "in-cell-label figures" }, html("span", { class: "in-word" }, "block "), String(block)),
      );
      map.element.addEventListener("pointermove", (event) => read(figure, block, map.element, event));
      map.element.addEventListener("pointerleave", () => read(figure, block, map.element, null));
      return { element: cell, map, box };
    });
    const list = html(
      "div",
      { class: "in-cells", role: "group", "aria-label": `${name}; arrow keys move` },
      ...cells.map((cell) => cell.element),
    );
    const row = html(
      "div",
      { class: "in-row", "data-show": figure },
      html("p", { class: "in-row-head" }, title, " ", of, range),
      list,
    );
    return { figure, title: name, element: row, of, range, cells };
  }

  function read(figure: Figure, block: number, map: Element, event: PointerEvent | null): void {
    const now = scene;
    const patch = now && event ? patchUnder(map, event, now.grid.side) : null;
    pointed.set(now && patch !== null ? patch + now.grid.prefix : null);
    reader.show(now && patch !== null ? { scene: now, figure, block, patch } : null, event ?? new DOMRect());
  }

  element.addEventListener("keydown", (event) => {
    const from = (event.target as Element).closest<HTMLButtonElement>(".in-cell");
    if (!from || event.ctrlKey || event.metaKey || event.altKey) return;
    const to = neighbour(
      event.key,
      from,
      rows.flatMap(({ cells }) => cells.map((cell) => cell.element)),
    );
    if (!to) return;
    event.preventDefault();
    to.focus();
    choose(to.dataset["show"] as Figure, Number(to.dataset["block"]));
    announce(to.getAttribute("aria-label")!);
  });

  /** One line where the maps are large enough, otherwise lines of the same length. */
  function lay({ data: { blocks } }: Scene): void {
    const room = element.clientWidth;
    if (room === 0) return;
    let lines = 1;
    while (lines < blocks && (room + GAP) / Math.ceil(blocks / lines) - GAP < LEAST) lines++;
    const columns = Math.ceil(blocks / lines);
    style(element, { "--columns": columns });
    element.classList.toggle("several-lines", lines > 1);
    element.classList.toggle("numbers-only", (room + GAP) / columns - GAP < 52);
  }

  return {
    element,
    destroy: () => sized.disconnect(),
    passing(block) {
      for (const { figure, cells } of rows)
        cells.forEach((cell, i) =>
          setAttribute(cell.element, "aria-pressed", String(i === block && figure === scene?.figure)),
        );
    },
    update(next) {
      scene = next;
      const key = `${next.model.id} ${next.data.blocks}`;
      if (key !== laid) {
        laid = key;
        rows = FIGURES.map((figure) => made(figure, next.data.blocks));
        element.replaceChildren(...rows.map((row) => row.element));
        lay(next);
      }
      for (const row of rows) fill(row, next);
    },
  };
}

function fill({ figure, title, of, range, cells }: Row, scene: Scene): void {
  const { side } = scene.grid;
  setText(of, ofText(figure, scene));
  setText(range, rangeText(figure, scene));
  cells.forEach(({ element, map, box }, block) => {
    map.ground(scene.pixels);
    const flow = figure === "tendency" ? scene.flow(block) : null;
    if (figure === "window") map.overlay(scene.row(block), side, scene.rowScale(block));
    else if (figure === "field") map.overlay(scene.sizes(block), side, scene.sizeScale);
    else
      map.overlay(
        flow && Array.from({ length: side * side }, (_, i) => i),
        side,
        flow && flowScale(flow, scene.reach(block), scene.tone),
      );
    place(box, scene, figure === "window" ? block : null);
    const chosen = figure === scene.figure && block === scene.block;
    setAttribute(element, "aria-pressed", String(chosen));
    setAttribute(element, "tabindex", chosen || (block === scene.block && figure !== scene.figure) ? 0 : -1);
    if (!scene.passing) setAttribute(element, "aria-label", `${title}, block ${block}${spoken(figure, scene, block)}`);
  });
}

/** The window in units of a patch. */
function place(rect: SVGElement, scene: Scene, block: number | null): void {
  const box = block === null ? null : scene.window(block);
  setAttribute(rect.parentElement!, "viewBox", `0 0 ${scene.grid.side} ${scene.grid.side}`);
  setAttribute(rect, "visibility", box ? null : "hidden");
  if (!box) return;
  const [top, bottom, left, right] = box;
  for (const [name, value] of Object.entries({ x: left, y: top, width: right - left + 1, height: bottom - top + 1 }))
    setAttribute(rect, name, value);
  rect.classList.toggle("edited", scene.isEdited(block!));
}

function ofText(figure: Figure, { patchName, indicator }: Scene): string {
  if (figure === "window") return `of ${patchName}, by ${INDICATOR_WORDS[indicator].short}`;
  return figure === "field" ? "how many read each patch" : "from which side";
}

function rangeText(figure: Figure, scene: Scene): string {
  const scale = scene.rowScale(scene.block);
  if (!scale) return "";
  if (figure === "field") return "0 to 100\u00a0%";
  if (scene.state.scale === "each") return "each its own scale";
  return figure === "window"
    ? `${number(scale.low)} to ${number(scale.high)}${scale.clipped ? " or more" : ""}`
    : `up to ${number(scene.reach(scene.block))} patches`;
}

function spoken(figure: Figure, scene: Scene, block: number): string {
  const [box, sizes, flow] = [scene.window(block), scene.sizes(block), scene.flow(block)];
  if (!box || !sizes || !flow) return "";
  if (figure === "window") return `: ${areaWords(box, scene.grid.side)}${scene.isEdited(block) ? ", set by hand" : ""}`;
  if (figure === "field") return `: ${scene.patchName} is read by ${share(sizes[scene.patch]!)} of the patches`;
  return `: ${scene.patchName} is read from ${wayWords(flow[2 * scene.patch]!, flow[2 * scene.patch + 1]!)}`;
}

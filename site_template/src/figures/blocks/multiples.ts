/**
 * Small multiples: one row a quantity, one small map a block. The one pressed becomes the large figure; arrow keys move
 * between them; the pointer reads patches. A view says which rows there are and how each map is painted.
 */
import { go } from "../../controls/links.ts";
import { neighbour } from "../../controls/neighbour.ts";
import { button, html, setAttribute, setText, style } from "../../marks/element.ts";
import { patchUnder } from "../../marks/map-picture.ts";
import type { Context } from "../../page/context.ts";
import type { BlockScene, Part } from "./scene.ts";
import * as words from "./words.ts";

/** One map: `element` is what the pointer reads patches on. */
export interface SmallMap<Scene> {
  readonly element: HTMLElement;
  update(scene: Scene): void;
}

/** One row: what it is called, and how its maps are made. */
export interface RowShape<Scene, Id extends string> {
  readonly id: Id;
  readonly title: string;
  readonly concept: string;
  /** The colour of its title. */
  role(scene: Scene): string;
  /** What follows the title. */
  of(scene: Scene): string;
  /** The domain of the colours. */
  range(scene: Scene): string;
  /** What a map says to a screen reader. */
  spoken(scene: Scene, block: number): string;
  map(block: number): SmallMap<Scene>;
}

export interface MultiplesShape<Scene extends BlockScene, Id extends string> {
  /** Attribute of rows and maps that holds the row's id, as styles and tests find it. */
  readonly attribute: `data-${string}`;
  rows(scene: Scene): readonly RowShape<Scene, Id>[];
  /** The row of the large figure. */
  shown(scene: Scene): Id;
  choose(scene: Scene, id: Id, block: number): void;
  /** Shows what a patch says; null where the pointer is on none. */
  read(spot: Spot<Scene, Id> | null, at: PointerEvent | DOMRect): void;
}

export interface Spot<Scene, Id extends string> {
  readonly scene: Scene;
  readonly id: Id;
  readonly block: number;
  readonly patch: number;
}

export interface Multiples<Scene> extends Part<Scene> {
  /** Maps beside each other in one line. */
  readonly columns: number;
  /** Marks another block than the scene's as the one shown, while the figure plays. */
  passing(block: number): void;
}

interface Cell<Scene> {
  readonly element: HTMLButtonElement;
  readonly map: SmallMap<Scene>;
}

interface Row<Scene, Id extends string> {
  readonly shape: RowShape<Scene, Id>;
  readonly element: HTMLElement;
  readonly title: HTMLElement;
  readonly of: HTMLElement;
  readonly range: HTMLElement;
  readonly cells: readonly Cell<Scene>[];
}

export function multiples<Scene extends BlockScene, Id extends string>(
  context: Context,
  shape: MultiplesShape<Scene, Id>,
): Multiples<Scene> {
  const element = html("section", {
    class: "in-multiples",
    "aria-label": words.MAPS,
    "data-part": "multiples",
    "data-figure": words.FIGURE,
  });
  let rows: Row<Scene, Id>[] = [];
  let scene: Scene | null = null;
  let laid = "";
  let columns = 1;
  const lay = () => {
    if (scene) columns = layOut(element, scene.data.blocks) ?? columns;
  };
  const sized = new ResizeObserver(lay);
  sized.observe(element);
  const live = { context, shape, scene: () => scene };
  moveWithKeys(element, live);

  return {
    element,
    get columns() {
      return columns;
    },
    destroy: () => sized.disconnect(),
    passing(block) {
      for (const row of rows)
        row.cells.forEach((cell, at) => {
          const isShown = at === block && scene !== null && row.shape.id === shape.shown(scene);
          setAttribute(cell.element, "aria-pressed", String(isShown));
        });
    },
    update(next) {
      scene = next;
      const { blocks } = next.data;
      const shown = shape.rows(next);
      const key = `${next.model.id} ${blocks} ${shown.map(({ id }) => id).join()}`;
      if (key !== laid) {
        laid = key;
        const before = new Map(rows.map((row) => [`${row.shape.id} ${row.cells.length}`, row]));
        rows = shown.map((one) => before.get(`${one.id} ${blocks}`) ?? rowOf(one, blocks, live));
        element.replaceChildren(...rows.map((row) => row.element));
        lay();
      }
      for (const row of rows) fill(row, next, shape.shown(next));
    },
  };
}

/** What the events of the maps need to know. */
interface Live<Scene extends BlockScene, Id extends string> {
  readonly context: Context;
  readonly shape: MultiplesShape<Scene, Id>;
  scene(): Scene | null;
}

function rowOf<Scene extends BlockScene, Id extends string>(
  shape: RowShape<Scene, Id>,
  blocks: number,
  live: Live<Scene, Id>,
): Row<Scene, Id> {
  const { id, title: name, concept } = shape;
  const { attribute } = live.shape;
  const title = go(
    live.context,
    { view: "background", concept },
    { class: "in-row-title", "data-concept": concept },
    name,
  );
  const of = html("span", { class: "in-row-of quiet" });
  const range = html("span", { class: "in-row-range quiet figures" });
  const cells = Array.from({ length: blocks }, (_, block) => cellOf(shape, block, live));
  const list = html(
    "div",
    { class: "in-cells", role: "group", "aria-label": words.row(name) },
    ...cells.map((cell) => cell.element),
  );
  const head = html("p", { class: "in-row-head" }, title, " ", of, range);
  return {
    shape,
    element: html("div", { class: "in-row", [attribute]: id }, head, list),
    title,
    of,
    range,
    cells,
  };
}

function cellOf<Scene extends BlockScene, Id extends string>(
  { id, map: make }: RowShape<Scene, Id>,
  block: number,
  { context, shape, scene }: Live<Scene, Id>,
): Cell<Scene> {
  const map = make(block);
  const element = button({ class: "in-cell", "data-block": block, [shape.attribute]: id }, map.element, () =>
    shape.choose(scene()!, id, block),
  );
  const word = html("span", { class: "in-word" }, words.BLOCK);
  element.prepend(html("span", { class: "in-cell-label figures" }, word, String(block)));

  function read(event: PointerEvent | null): void {
    const now = scene();
    const patch = now && event ? patchUnder(map.element, event, now.grid) : null;
    context.pointed.set(now && patch !== null ? patch + now.grid.prefix : null);
    shape.read(now && patch !== null ? { scene: now, id, block, patch } : null, event ?? new DOMRect());
  }
  map.element.addEventListener("pointermove", (event) => read(event));
  map.element.addEventListener("pointerleave", () => read(null));
  return { element, map };
}

function moveWithKeys<Scene extends BlockScene, Id extends string>(
  element: HTMLElement,
  { context, shape, scene }: Live<Scene, Id>,
): void {
  element.addEventListener("keydown", (event) => {
    const from = (event.target as Element).closest<HTMLButtonElement>(".in-cell");
    if (!from || event.ctrlKey || event.metaKey || event.altKey) return;
    const to = neighbour(event.key, from, [...element.querySelectorAll<HTMLButtonElement>(".in-cell")]);
    if (!to) return;
    event.preventDefault();
    to.focus();
    shape.choose(scene()!, to.getAttribute(shape.attribute) as Id, Number(to.dataset["block"]));
    context.announce(to.getAttribute("aria-label")!);
  });
}

function fill<Scene extends BlockScene, Id extends string>(row: Row<Scene, Id>, scene: Scene, large: Id): void {
  const { shape, title, of, range, cells } = row;
  setAttribute(title, "class", `in-row-title role-${shape.role(scene)}`);
  setText(of, shape.of(scene));
  cells.forEach(({ element, map }, block) => {
    map.update(scene);
    const isChosen = shape.id === large && block === scene.block;
    // Tab reaches the large map, and its neighbours in the other rows.
    const isReached = isChosen || (block === scene.block && shape.id !== large);
    setAttribute(element, "aria-pressed", String(isChosen));
    setAttribute(element, "tabindex", isReached ? 0 : -1);
    if (!scene.passing) setAttribute(element, "aria-label", shape.spoken(scene, block));
  });
  setText(range, shape.range(scene));
}

/** Narrower than this, in pixels, small maps go on a second line; narrower than that, they say their number only. */
const LEAST = 38;
const LEAST_WITH_WORD = 52;
const GAP = 8;

/**
 * One line where the maps are large enough, otherwise lines of the same length.
 *
 * @returns how many stand in a line; null where there is no room to tell by.
 */
function layOut(element: HTMLElement, blocks: number): number | null {
  const room = element.clientWidth;
  if (room === 0) return null;
  let lines = 1;
  while (lines < blocks && (room + GAP) / Math.ceil(blocks / lines) - GAP < LEAST) lines++;
  const columns = Math.ceil(blocks / lines);
  style(element, { "--columns": columns });
  element.classList.toggle("several-lines", lines > 1);
  element.classList.toggle("numbers-only", (room + GAP) / columns - GAP < LEAST_WITH_WORD);
  return columns;
}

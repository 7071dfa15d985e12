/** Small multiples: one row a method, one small map a block. The one pressed becomes the large map. */

import { go } from "../../controls/links.ts";
import { neighbour } from "../../controls/neighbour.ts";
import { button, html, setAttribute, setText, style } from "../../marks/element.ts";
import { type MapPicture, mapPicture, patchUnder } from "../../marks/map-picture.ts";
import { referenceRole } from "../../maths/reference.ts";
import type { Context } from "../../page/context.ts";
import type { Part } from "./large.ts";
import { fuseWords, METHODS, valueText, wordsOf } from "./methods.ts";
import type { Reader } from "./reading.ts";
import type { Method, Scene } from "./scene.ts";

/** Narrower than this, in pixels, small maps go on a second line. */
const LEAST = 38;
const GAP = 8;

interface Row {
  readonly method: Method;
  readonly element: HTMLElement;
  readonly title: HTMLElement;
  readonly of: HTMLElement;
  readonly range: HTMLElement;
  readonly cells: readonly { readonly element: HTMLButtonElement; readonly map: MapPicture }[];
}

export function multiples(context: Context, reader: Reader): Part & { readonly columns: number } {
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
  let columns = 1;

  const sized = new ResizeObserver(() => scene && lay(scene));
  sized.observe(element);

  function choose(method: Method, block: number): void {
    const now = scene!;
    const last = block === now.data.blocks - 1;
    const change = { block: last ? "" : String(block) };
    if (method === now.method) return store.set(change);
    // The rows stay: what was the large map's stands beside it now.
    const { beside } = now.state;
    const others = now.methods.filter((one) => one !== method);
    store.set({
      ...change,
      method,
      threshold: "",
      beside: beside === "" || beside === "none" ? beside : others.join(","),
    });
  }

  function made(method: Method, blocks: number): Row {
    const { title: name, concept, role } = wordsOf(method);
    const title = go(
      context,
      { view: "background", concept },
      { class: `in-row-title role-${role}`, "data-concept": concept },
      name,
    );
    const [of, range] = [
      html("span", { class: "in-row-of quiet" }),
      html("span", { class: "in-row-range quiet figures" }),
    ];
    const cells = Array.from({ length: blocks }, (_, block) => {
      const map = mapPicture();
      const cell = button({ class: "in-cell", "data-block": block, "data-method": method }, map.element, () =>
        choose(method, block),
      );
      cell.prepend(
        html("span", { class: "in-cell-label figures" }, html("span", { class: "in-word" }, "block "), String(block)),
      );
      map.element.addEventListener("pointermove", (event) => read(method, block, map.element, event));
      map.element.addEventListener("pointerleave", () => read(method, block, map.element, null));
      return { element: cell, map };
    });
    const list = html(
      "div",
      { class: "in-cells", role: "group", "aria-label": `${name}; arrow keys move` },
      ...cells.map((cell) => cell.element),
    );
    const row = html(
      "div",
      { class: "in-row", "data-method": method },
      html("p", { class: "in-row-head" }, title, " ", of, range),
      list,
    );
    return { method, element: row, title, of, range, cells };
  }

  function read(method: Method, block: number, map: Element, event: PointerEvent | null): void {
    const now = scene;
    const patch = now && event ? patchUnder(map, event, now.grid.side) : null;
    pointed.set(now && patch !== null ? patch + now.grid.prefix : null);
    reader.show(now && patch !== null ? { scene: now, method, block, patch } : null, event ?? new DOMRect());
  }

  element.addEventListener("keydown", (event) => {
    const from = (event.target as Element).closest<HTMLButtonElement>(".in-cell");
    if (!from || event.ctrlKey || event.metaKey || event.altKey) return;
    const all = rows.flatMap(({ cells }) => cells.map((cell) => cell.element));
    const to = neighbour(event.key, from, all);
    if (!to) return;
    event.preventDefault();
    to.focus();
    choose(to.dataset["method"] as Method, Number(to.dataset["block"]));
    announce(to.getAttribute("aria-label")!);
  });

  /** One line where the maps are large enough, otherwise lines of the same length. */
  function lay(now: Scene): void {
    const { blocks } = now.data;
    const room = element.clientWidth;
    if (room === 0) return;
    let lines = 1;
    while (lines < blocks && (room + GAP) / Math.ceil(blocks / lines) - GAP < LEAST) lines++;
    columns = Math.ceil(blocks / lines);
    style(element, { "--columns": columns });
    element.classList.toggle("several-lines", lines > 1);
    element.classList.toggle("numbers-only", (room + GAP) / columns - GAP < 52);
  }

  return {
    element,
    get columns() {
      return columns;
    },
    destroy: () => sized.disconnect(),
    update(next) {
      scene = next;
      const shown = METHODS.filter((method) => next.methods.includes(method));
      const key = `${next.model.id} ${next.data.blocks} ${shown.join()}`;
      if (key !== laid) {
        laid = key;
        const before = new Map(rows.map((row) => [`${row.method} ${row.cells.length}`, row]));
        rows = shown.map((method) => before.get(`${method} ${next.data.blocks}`) ?? made(method, next.data.blocks));
        element.replaceChildren(...rows.map((row) => row.element));
        lay(next);
      }
      for (const row of rows) fill(row, next);
    },
  };
}

function fill({ method, title, of, range, cells }: Row, scene: Scene): void {
  const { title: name, role } = wordsOf(method);
  if (method === "similarity")
    title.className = `in-row-title role-${referenceRole(scene.references, scene.grid) === "cls" ? role : "stream"}`;
  setText(of, rowText(method, scene));
  let [least, most] = [Infinity, -Infinity];
  let clipped = false;
  cells.forEach(({ element, map }, block) => {
    const values = scene.map(method, block);
    const scale = scene.scale(method, block);
    map.ground(scene.pixels);
    map.overlay(values, scene.grid.side, scale);
    if (values && scale)
      [least, most, clipped] = [Math.min(least, scale.low), Math.max(most, scale.high), clipped || scale.clipped];
    const chosen = method === scene.method && block === scene.block;
    setAttribute(element, "aria-pressed", String(chosen));
    setAttribute(element, "tabindex", chosen || (block === scene.block && method !== scene.method) ? 0 : -1);
    if (!scene.passing) setAttribute(element, "aria-label", `${name} ${rowText(method, scene)}, after block ${block}`);
  });
  const each = scene.state.scale === "each" ? "each its own scale" : "";
  setText(
    range,
    least > most ? "" : each || `${valueText(method, least)} to ${valueText(method, most)}${clipped ? " or more" : ""}`,
  );
}

/** What follows the name of the method. */
function rowText(method: Method, scene: Scene): string {
  const name = scene.referenceName;
  if (method === "similarity") return `to ${name}`;
  if (method === "attention") return `of ${name}, ${fuseWords(scene.fuse)}`;
  const { identity, discard, fuse } = scene.rollout;
  const more = [
    fuse === "mean" ? "" : fuseWords(fuse),
    identity ? "" : "without its own row",
    discard > 0 ? `${Math.round(discard * 100)} % dropped` : "",
  ];
  return [`of ${name}, up to here`, ...more.filter(Boolean)].join(", ");
}

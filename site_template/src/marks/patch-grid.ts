/** The patch grid over a picture: one button a patch, arrow keys between them, one of them chosen. */
import { type Grid, makeGrid, placeOf, tokenName } from "../maths/tokens.ts";
import { html, setAttribute } from "./element.ts";
import * as words from "./words.ts";

export interface PatchGrid {
  readonly element: HTMLElement;
  /** Another grid, when the model changes. */
  shape(grid: Grid): void;
  choose(token: number): void;
  /** Marks all of several chosen ones; with fewer than two nothing but the chosen one is marked. */
  among(tokens: readonly number[]): void;
  hover(token: number | null): void;
  /** Outlines patches in the colours of the parts they play. */
  outline(parts: readonly Part[]): void;
}

/** A patch, and the part it plays. */
export interface Part {
  readonly token: number;
  readonly role: string;
}

export interface PatchGridEvents {
  readonly onPick: (token: number) => void;
  readonly onHover: (token: number | null) => void;
  /** Where several can be chosen: null while only one can. */
  readonly several?: () => {
    /** The rectangle between two patches. */
    readonly onRegion: (from: number, to: number) => void;
    /** One more, or one less. */
    readonly onAdd: (token: number) => void;
    /** Whether every pick is one more. */
    readonly adding: boolean;
  } | null;
}

const MOVES: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
};

/** A grid for pointers only (`focusable` false) repeats one that the keyboard reaches elsewhere. */
export function patchGrid(events: PatchGridEvents, focusable = true): PatchGrid {
  const spoken = focusable ? { role: "grid", "aria-label": words.PATCHES } : { "aria-hidden": "true" };
  const element = html("div", { class: "patch-grid", ...spoken });
  let grid = makeGrid(0, 0, []);
  let cells: HTMLElement[] = [];
  let chosen = -1;
  const cell = (token: number | null) => (token === null ? undefined : cells[token - grid.prefix]);
  onDrags(element, events);
  onHover(element, events);
  onArrows(
    element,
    events,
    () => grid,
    (token) => cell(token)?.focus(),
  );

  function shape(next: Grid): void {
    if (next.rows === grid.rows && next.columns === grid.columns && next.prefix === grid.prefix) return;
    grid = next;
    const rows = rowsOf(grid, focusable);
    cells = rows.flatMap((row) => [...row.children] as HTMLElement[]);
    element.replaceChildren(...rows);
    choose(chosen);
  }

  function choose(token: number): void {
    cell(chosen)?.removeAttribute("aria-selected");
    for (const one of focusable ? cells : []) if (one.tabIndex === 0) one.tabIndex = -1;
    chosen = token;
    cell(token)?.setAttribute("aria-selected", "true");
    const entry = cell(token) ?? cells[0];
    if (focusable && entry) entry.tabIndex = 0;
    mark("chosen", token);
  }

  function mark(name: string, token: number | null): void {
    element.querySelector(`.${name}`)?.classList.remove(name);
    cell(token)?.classList.add(name);
  }

  function among(tokens: readonly number[]): void {
    const marked = new Set(tokens.length > 1 ? tokens : []);
    cells.forEach((one, patch) => {
      const is = marked.has(patch + grid.prefix);
      one.classList.toggle("among", is);
      if (is) one.setAttribute("aria-selected", "true");
      else if (patch + grid.prefix !== chosen) one.removeAttribute("aria-selected");
    });
    if (focusable) setAttribute(element, "aria-multiselectable", marked.size > 0 ? "true" : null);
  }

  return { element, shape, choose, among, outline: outliner(cell), hover: (token) => mark("hovered", token) };
}

/** Outlines cells, and no others any more. */
function outliner(cell: (token: number) => HTMLElement | undefined): (parts: readonly Part[]) => void {
  let outlined: HTMLElement[] = [];
  return (parts) => {
    for (const one of outlined) one.className = one.className.replace(/ outlined role-\w+/g, "");
    outlined = [];
    for (const { token, role } of parts) {
      const one = cell(token);
      if (!one || outlined.includes(one)) continue;
      one.className += ` outlined role-${role}`;
      outlined.push(one);
    }
  };
}

function rowsOf(grid: Grid, focusable: boolean): HTMLElement[] {
  const cell = (token: number) =>
    focusable
      ? html("button", {
          type: "button",
          class: "patch",
          role: "gridcell",
          tabindex: -1,
          "aria-label": words.patchOf(tokenName(grid, token), token),
          "data-token": token,
        })
      : html("span", { class: "patch", "data-token": token });
  const attributes = focusable ? { class: "patch-row", role: "row" } : { class: "patch-row" };
  return Array.from({ length: grid.rows }, (_, row) => {
    const first = grid.prefix + row * grid.columns;
    return html("div", attributes, ...Array.from({ length: grid.columns }, (_, column) => cell(first + column)));
  });
}

function tokenOf(target: EventTarget | null): number | null {
  const token = (target as HTMLElement | null)?.dataset?.["token"];
  return token === undefined ? null : Number(token);
}

/** A click picks or adds a patch; dragging takes a rectangle where several can be chosen. */
function onDrags(element: HTMLElement, events: PatchGridEvents): void {
  let dragged: { from: number; to: number } | null = null;
  element.addEventListener("pointerdown", (event) => {
    const token = tokenOf(event.target);
    // A finger scrolls the page.
    const drags = token !== null && event.button === 0 && event.pointerType !== "touch" && events.several?.();
    dragged = drags ? { from: token, to: token } : null;
  });
  element.addEventListener("pointerover", (event) => {
    const token = tokenOf(event.target);
    if (!dragged || token === null || token === dragged.to || (event.buttons & 1) === 0) return;
    dragged.to = token;
    events.several?.()?.onRegion(dragged.from, token);
  });
  element.addEventListener("dragstart", (event) => event.preventDefault());
  element.addEventListener("click", (event) => {
    const token = tokenOf(event.target);
    const several = events.several?.();
    const moved = dragged !== null && dragged.from !== dragged.to;
    dragged = null;
    if (token === null || moved) return;
    if (several && (event.shiftKey || several.adding)) several.onAdd(token);
    else events.onPick(token);
  });
}

function onHover(element: HTMLElement, { onHover: tell }: PatchGridEvents): void {
  for (const name of ["pointerover", "focusin"]) element.addEventListener(name, (event) => tell(tokenOf(event.target)));
  for (const name of ["pointerleave", "focusout"]) element.addEventListener(name, () => tell(null));
}

/** Arrow keys go from patch to patch; with Shift they take the rectangle from where Shift was pressed. */
function onArrows(
  element: HTMLElement,
  events: PatchGridEvents,
  shape: () => Grid,
  focus: (token: number) => void,
): void {
  let start: number | null = null;
  element.addEventListener("pointerdown", () => (start = null));
  element.addEventListener("keydown", (event) => {
    const [move, token] = [MOVES[event.key], tokenOf(event.target)];
    if (!move || token === null || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const { prefix, rows, columns } = shape();
    const within = (value: number, count: number) => Math.min(count - 1, Math.max(0, value));
    const [row, column] = placeOf(shape(), token - prefix);
    const next = prefix + within(row + move[0], rows) * columns + within(column + move[1], columns);
    focus(next);
    const several = events.several?.();
    if (several && event.shiftKey) several.onRegion((start ??= token), next);
    else if (!several?.adding) events.onPick(next);
  });
  element.addEventListener("keyup", (event) => event.key === "Shift" && (start = null));
}

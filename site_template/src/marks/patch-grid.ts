/** The patch grid over a picture: one button a patch, arrow keys between them, one of them chosen. */
import { type Grid, makeGrid, tokenName } from "../maths/tokens.ts";
import { html, setAttribute, style } from "./element.ts";

export interface PatchGrid {
  readonly element: HTMLElement;
  /** Another grid, when the model changes. */
  shape(grid: Grid): void;
  choose(token: number): void;
  /** Marks all of several chosen ones; with fewer than two nothing but the chosen one is marked. */
  among(tokens: readonly number[]): void;
  hover(token: number | null): void;
  /** Outlines patches in the colours of the parts they play. */
  outline(parts: readonly { readonly token: number; readonly role: string }[]): void;
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
  const element = html("div", {
    class: "patch-grid",
    ...(focusable
      ? { role: "grid", "aria-label": "Patches of the picture; arrow keys move" }
      : { "aria-hidden": "true" }),
  });
  let grid = makeGrid(0, 0, []);
  let cells: HTMLElement[] = [];
  let chosen = -1;
  let outlined: HTMLElement[] = [];

  const tokenOf = (target: EventTarget | null): number | null => {
    const token = (target as HTMLElement | null)?.dataset?.["token"];
    return token === undefined ? null : Number(token);
  };
  const cell = (token: number | null) => (token === null ? undefined : cells[token - grid.prefix]);

  let dragged: { from: number; to: number } | null = null;
  let start: number | null = null;
  element.addEventListener("pointerdown", (event) => {
    const token = tokenOf(event.target);
    // A finger scrolls the page.
    dragged =
      token !== null && event.button === 0 && event.pointerType !== "touch" && events.several?.()
        ? { from: token, to: token }
        : null;
    start = null;
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
  element.addEventListener("pointerover", (event) => events.onHover(tokenOf(event.target)));
  element.addEventListener("pointerleave", () => events.onHover(null));
  element.addEventListener("focusin", (event) => events.onHover(tokenOf(event.target)));
  element.addEventListener("focusout", () => events.onHover(null));
  element.addEventListener("keydown", (event) => {
    const [move, token] = [MOVES[event.key], tokenOf(event.target)];
    if (!move || token === null || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const patch = token - grid.prefix;
    const row = Math.min(grid.side - 1, Math.max(0, Math.floor(patch / grid.side) + move[0]));
    const column = Math.min(grid.side - 1, Math.max(0, (patch % grid.side) + move[1]));
    const next = grid.prefix + row * grid.side + column;
    cell(next)?.focus();
    const several = events.several?.();
    if (several && event.shiftKey) several.onRegion((start ??= token), next);
    else if (!several?.adding) events.onPick(next);
  });
  element.addEventListener("keyup", (event) => event.key === "Shift" && (start = null));

  function shape(next: Grid): void {
    if (next.side === grid.side && next.prefix === grid.prefix) return;
    grid = next;
    style(element, { "--side": grid.side });
    cells = [];
    const rows = Array.from({ length: grid.side }, (_, row) =>
      html(
        "div",
        focusable ? { class: "patch-row", role: "row" } : { class: "patch-row" },
        ...Array.from({ length: grid.side }, (_, column) => made(row * grid.side + column)),
      ),
    );
    element.replaceChildren(...rows);
    outlined = [];
    choose(chosen);
  }

  function made(patch: number): HTMLElement {
    const token = patch + grid.prefix;
    const one = focusable
      ? html("button", {
          type: "button",
          class: "patch",
          role: "gridcell",
          tabindex: -1,
          "aria-label": `${tokenName(grid, token)}, token ${token}`,
          "data-token": token,
        })
      : html("span", { class: "patch", "data-token": token });
    cells.push(one);
    return one;
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

  function outline(parts: readonly { readonly token: number; readonly role: string }[]): void {
    for (const one of outlined) one.className = one.className.replace(/ outlined role-\w+/g, "");
    outlined = [];
    for (const { token, role } of parts) {
      const one = cell(token);
      if (!one || outlined.includes(one)) continue;
      one.className += ` outlined role-${role}`;
      outlined.push(one);
    }
  }

  return { element, shape, choose, among, outline, hover: (token) => mark("hovered", token) };
}

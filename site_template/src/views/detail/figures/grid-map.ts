/** One number a token, laid out as the picture is: the patches, prefix tokens above them, one of them outlined. */
import { type ColourScale, css } from "../../../marks/colours.ts";
import { html, style } from "../../../marks/element.ts";
import { legend } from "../../../marks/legend.ts";
import { number } from "../../../maths/numbers.ts";
import { type Grid, patchCount, placeOf, tokenName } from "../../../maths/tokens.ts";
import { noNumber } from "../words.ts";
import { sized } from "./lanes.ts";
import { tokenAt } from "./token-at.ts";

export interface GridMapSpec {
  readonly title: string;
  /** What the colours measure. */
  readonly quantity: string;
  /** In the order of the sequence; null where there is no such number. */
  readonly values: readonly (number | null)[];
  readonly scale: ColourScale;
  readonly grid: Grid;
  readonly token: number;
  /** The longer edge at most, in CSS pixels. */
  readonly edge: number;
}

export interface GridMap {
  readonly element: HTMLElement;
  draw(spec: GridMapSpec): void;
  /** How strong the colours are; words stay readable. */
  fade(strength: number): void;
}

const NONE = "var(--faint)";

export function gridMap(pick: (token: number) => void): GridMap {
  const canvas = html("canvas", { "aria-hidden": "true" });
  const spot = html("div", { class: "grid-map-spot" });
  const square = html("div", { class: "grid-map-square" }, canvas, spot);
  const title = html("p", { class: "grid-map-title" });
  const prefixes = html("div", { class: "grid-map-prefixes" });
  const foot = html("div", { class: "grid-map-foot" });
  const readout = html("p", { class: "grid-map-readout" });
  let drawn: { spec: GridMapSpec; unit: number } | null = null;

  const under = (event: MouseEvent): number | null => drawn && tokenAt(event, square, drawn.spec.grid, drawn.unit);
  square.addEventListener("pointermove", (event) => event.pointerType !== "touch" && read(under(event)));
  square.addEventListener("pointerleave", () => read(null));
  square.addEventListener("click", (event) => {
    const token = under(event);
    if (token !== null) pick(token);
  });

  /** Prints the number of a token; that of the chosen one where none is pointed at. */
  function read(token: number | null): void {
    if (!drawn) return;
    const { grid, values, token: chosen } = drawn.spec;
    const at = token ?? chosen;
    readout.replaceChildren(html("strong", {}, printed(values[at]!)), ` ${tokenName(grid, at)}`);
  }

  return {
    element: html("div", { class: "grid-map" }, title, prefixes, square, readout, foot),
    draw(spec) {
      const { grid, scale, token } = spec;
      const unit = Math.max(1, Math.floor(spec.edge / Math.max(grid.rows, grid.columns)));
      drawn = { spec, unit };
      title.textContent = spec.title;
      style(square, { width: `${unit * grid.columns}px`, height: `${unit * grid.rows}px` });
      paint(canvas, spec, unit, getComputedStyle(square).getPropertyValue("--faint"));
      const [row, column] = placeOf(grid, token - grid.prefix);
      spot.hidden = token < grid.prefix;
      style(spot, {
        width: `${unit}px`,
        height: `${unit}px`,
        transform: `translate(${column * unit}px, ${row * unit}px)`,
      });
      prefixes.replaceChildren(...Array.from({ length: grid.prefix }, (_, i) => prefixCell(spec, i, pick)));
      foot.replaceChildren(legend(scale, spec.quantity));
      read(null);
    },
    fade(strength) {
      for (const one of [square, ...prefixes.querySelectorAll<HTMLElement>(".grid-map-cell")])
        style(one, { opacity: strength });
    },
  };
}

function paint(canvas: HTMLCanvasElement, { grid, values, scale }: GridMapSpec, unit: number, empty: string): void {
  const context = sized(canvas, unit * grid.columns, unit * grid.rows);
  const gap = unit > 10 ? 1 : 0;
  for (let i = 0; context && i < patchCount(grid); i++) {
    const value = values[grid.prefix + i]!;
    const [row, column] = placeOf(grid, i);
    context.fillStyle = value === null ? empty : css(scale.rgb(value));
    context.fillRect(column * unit, row * unit, unit - gap, unit - gap);
  }
}

const printed = (value: number | null): string => (value === null ? noNumber : number(value));

// A prefix token has no place in the picture: it stands above it.
function prefixCell(
  { grid, values, scale, token }: GridMapSpec,
  at: number,
  pick: (token: number) => void,
): HTMLElement {
  const value = values[at]!;
  const cell = html("span", { class: token === at ? "grid-map-cell chosen" : "grid-map-cell" });
  style(cell, { background: value === null ? NONE : css(scale.rgb(value)) });
  const name = html("span", { class: "role-cls" }, tokenName(grid, at));
  const figures = html("span", { class: "figures" }, printed(value));
  const made = html("span", { class: "grid-map-prefix" }, cell, name, figures);
  made.addEventListener("click", () => pick(at));
  return made;
}

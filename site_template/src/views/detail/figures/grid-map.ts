/** One number a token, laid out as the picture is: a square of patches, prefix tokens above it, one of them outlined. */
import { type ColourScale, css } from "../../../marks/colours.ts";
import { html, style } from "../../../marks/element.ts";
import { legend } from "../../../marks/legend.ts";
import { number } from "../../../maths/numbers.ts";
import { type Grid, tokenName } from "../../../maths/tokens.ts";
import { sized } from "./lanes.ts";

export interface GridMapSpec {
  readonly title: string;
  /** What the colours measure. */
  readonly quantity: string;
  /** In the order of the sequence; null where there is no such number. */
  readonly values: readonly (number | null)[];
  readonly scale: ColourScale;
  readonly grid: Grid;
  readonly token: number;
  /** Edge of the square at most, in CSS pixels. */
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
  const [title, prefixes, foot] = [
    html("p", { class: "grid-map-title" }),
    html("div", { class: "grid-map-prefixes" }),
    html("div", { class: "grid-map-foot" }),
  ];
  const readout = html("p", { class: "grid-map-readout" });
  let drawn: { spec: GridMapSpec; unit: number } | null = null;

  const under = (event: MouseEvent): number | null => {
    if (!drawn) return null;
    const box = square.getBoundingClientRect();
    const { grid } = drawn.spec;
    const cell = (at: number) => Math.min(grid.side - 1, Math.max(0, Math.floor(at / drawn!.unit)));
    return grid.prefix + cell(event.clientY - box.top) * grid.side + cell(event.clientX - box.left);
  };
  square.addEventListener("pointermove", (event) => event.pointerType !== "touch" && tell(under(event)));
  square.addEventListener("pointerleave", () => tell(null));
  square.addEventListener("click", (event) => {
    const token = under(event);
    if (token !== null) pick(token);
  });

  function tell(token: number | null): void {
    if (!drawn) return;
    const { grid, values, token: chosen } = drawn.spec;
    const at = token ?? chosen;
    readout.replaceChildren(html("strong", {}, printed(values[at]!)), ` ${tokenName(grid, at)}`);
  }

  return {
    element: html("div", { class: "grid-map" }, title, prefixes, square, readout, foot),
    draw(spec) {
      const { grid, values, scale, token } = spec;
      const unit = Math.max(1, Math.floor(spec.edge / grid.side));
      drawn = { spec, unit };
      title.textContent = spec.title;
      style(square, { width: `${unit * grid.side}px`, height: `${unit * grid.side}px` });
      const context = sized(canvas, unit * grid.side, unit * grid.side);
      const gap = unit > 10 ? 1 : 0;
      const empty = getComputedStyle(square).getPropertyValue("--faint");
      for (let i = 0; context && i < grid.side ** 2; i++) {
        const value = values[grid.prefix + i]!;
        context.fillStyle = value === null ? empty : css(scale.rgb(value));
        context.fillRect((i % grid.side) * unit, Math.floor(i / grid.side) * unit, unit - gap, unit - gap);
      }
      const patch = token - grid.prefix;
      spot.hidden = patch < 0;
      style(spot, {
        width: `${unit}px`,
        height: `${unit}px`,
        transform: `translate(${(patch % grid.side) * unit}px, ${Math.floor(patch / grid.side) * unit}px)`,
      });
      prefixes.replaceChildren(...Array.from({ length: grid.prefix }, (_, i) => prefixCell(spec, i, pick)));
      foot.replaceChildren(legend(scale, spec.quantity));
      tell(null);
    },
    fade(strength) {
      for (const one of [square, ...prefixes.querySelectorAll<HTMLElement>(".grid-map-cell")])
        style(one, { opacity: strength });
    },
  };
}

const printed = (value: number | null): string => (value === null ? "none" : number(value));

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
  const made = html(
    "span",
    { class: "grid-map-prefix" },
    cell,
    name,
    html("span", { class: "figures" }, printed(value)),
  );
  made.addEventListener("click", () => pick(at));
  return made;
}

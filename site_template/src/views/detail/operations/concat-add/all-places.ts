/** Every place's own map of likeness, each where its place lies on the grid: a picture of pictures. */
import type { ColourScale } from "../../../../marks/colours.ts";
import { html, style } from "../../../../marks/element.ts";
import { type Grid, placeOf } from "../../../../maths/tokens.ts";
import { sized } from "../../figures/lanes.ts";
import { tokenAt } from "../../figures/token-at.ts";
import { smallMaps, allPlaces as title } from "./words.ts";

export interface AllPlaces {
  readonly element: HTMLElement;
  /** `likeness` is [pos, pos]. */
  draw(likeness: Float64Array, scale: ColourScale, grid: Grid, token: number, edge: number): void;
  fade(strength: number): void;
}

const GAP = 2;

export function allPlaces(pick: (token: number) => void): AllPlaces {
  const canvas = html("canvas", { "aria-hidden": "true" });
  const spot = html("div", { class: "grid-map-spot" });
  const square = html("div", { class: "grid-map-square" }, canvas, spot);
  const note = html("p", { class: "grid-map-readout" });
  const [name, prefixes] = [html("p", { class: "grid-map-title" }, title), html("div", { class: "grid-map-prefixes" })];
  let drawn: { grid: Grid; unit: number } | null = null;
  let painted: { likeness: Float64Array; scale: ColourScale; unit: number } | null = null;
  square.addEventListener("click", (event) => {
    if (drawn) pick(tokenAt(event, square, drawn.grid, drawn.unit));
  });

  return {
    element: html("div", { class: "grid-map" }, name, prefixes, square, note),
    draw(likeness, scale, grid, token, edge) {
      const unit = Math.floor((edge + GAP) / Math.max(grid.rows, grid.columns));
      drawn = { grid, unit };
      const [width, height] = [unit * grid.columns - GAP, unit * grid.rows - GAP];
      style(square, { width: `${width}px`, height: `${height}px` });
      note.textContent = smallMaps(grid);
      const [row, column] = placeOf(grid, token - grid.prefix);
      spot.hidden = token < grid.prefix;
      style(spot, {
        width: `${unit - GAP}px`,
        height: `${unit - GAP}px`,
        transform: `translate(${column * unit}px, ${row * unit}px)`,
      });
      if (painted?.likeness === likeness && painted.scale === scale && painted.unit === unit) return;
      painted = { likeness, scale, unit };
      const context = sized(canvas, width, height);
      if (context) paint(context, likeness, scale, grid, unit);
    },
    fade: (strength) => style(square, { opacity: strength }),
  };
}

function paint(
  context: CanvasRenderingContext2D,
  likeness: Float64Array,
  scale: ColourScale,
  grid: Grid,
  unit: number,
): void {
  const { rows, columns, prefix, tokens } = grid;
  const small = html("canvas", { width: columns, height: rows });
  const brush = small.getContext("2d")!;
  const image = brush.createImageData(columns, rows);
  context.imageSmoothingEnabled = false;
  for (let place = 0; place < rows * columns; place++) {
    for (let other = 0; other < rows * columns; other++) {
      const [red, green, blue] = scale.rgb(likeness[(prefix + place) * tokens + prefix + other]!);
      image.data[other * 4] = red;
      image.data[other * 4 + 1] = green;
      image.data[other * 4 + 2] = blue;
      image.data[other * 4 + 3] = 255;
    }
    brush.putImageData(image, 0, 0);
    const [row, column] = placeOf(grid, place);
    // On a grid that is not square a small map fills its cell only one way.
    const cell = Math.min((unit - GAP) / columns, (unit - GAP) / rows);
    context.drawImage(small, column * unit, row * unit, cell * columns, cell * rows);
  }
}

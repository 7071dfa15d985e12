/** Every place's own map of likeness, each where its place lies on the grid: a picture of pictures. */
import type { ColourScale } from "../../../../marks/colours.ts";
import { html, style } from "../../../../marks/element.ts";
import type { Grid } from "../../../../maths/tokens.ts";
import { sized } from "../../figures/lanes.ts";

export interface AllPlaces {
  readonly element: HTMLElement;
  /** `likeness` is [pos, pos]. */
  draw(likeness: Float64Array, scale: ColourScale, grid: Grid, token: number, edge: number): void;
  fade(strength: number): void;
}

const GAP = 2;

export function allPlaces(pick: (token: number) => void): AllPlaces {
  const title = html("p", { class: "grid-map-title" }, "the same for every place");
  const canvas = html("canvas", { "aria-hidden": "true" });
  const spot = html("div", { class: "grid-map-spot" });
  const square = html("div", { class: "grid-map-square" }, canvas, spot);
  const note = html("p", { class: "grid-map-readout" });
  let drawn: { grid: Grid; unit: number } | null = null;
  let painted: { likeness: Float64Array; scale: ColourScale; unit: number } | null = null;
  square.addEventListener("click", (event) => {
    if (!drawn) return;
    const { grid, unit } = drawn;
    const box = square.getBoundingClientRect();
    const cell = (at: number) => Math.min(grid.side - 1, Math.max(0, Math.floor(at / unit)));
    pick(grid.prefix + cell(event.clientY - box.top) * grid.side + cell(event.clientX - box.left));
  });

  return {
    element: html("div", { class: "grid-map" }, title, html("div", { class: "grid-map-prefixes" }), square, note),
    draw(likeness, scale, grid, token, edge) {
      const unit = Math.floor((edge + GAP) / grid.side);
      drawn = { grid, unit };
      const size = unit * grid.side - GAP;
      style(square, { width: `${size}px`, height: `${size}px` });
      note.textContent = `${grid.side} × ${grid.side} small maps of ${grid.side} × ${grid.side}`;
      const patch = token - grid.prefix;
      spot.hidden = patch < 0;
      style(spot, {
        width: `${unit - GAP}px`,
        height: `${unit - GAP}px`,
        transform: `translate(${(patch % grid.side) * unit}px, ${Math.floor(patch / grid.side) * unit}px)`,
      });
      if (painted?.likeness === likeness && painted.scale === scale && painted.unit === unit) return;
      painted = { likeness, scale, unit };
      const context = sized(canvas, size, size);
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
  const { side, prefix, tokens } = grid;
  const small = html("canvas", { width: side, height: side });
  const brush = small.getContext("2d")!;
  const image = brush.createImageData(side, side);
  context.imageSmoothingEnabled = false;
  for (let place = 0; place < side * side; place++) {
    for (let other = 0; other < side * side; other++) {
      const [red, green, blue] = scale.rgb(likeness[(prefix + place) * tokens + prefix + other]!);
      image.data[other * 4] = red;
      image.data[other * 4 + 1] = green;
      image.data[other * 4 + 2] = blue;
      image.data[other * 4 + 3] = 255;
    }
    brush.putImageData(image, 0, 0);
    context.drawImage(small, (place % side) * unit, Math.floor(place / side) * unit, unit - GAP, unit - GAP);
  }
}

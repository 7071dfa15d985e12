/** What is drawn over the picture: patches in colour, and the lines of the chosen figure in pixels of the frame. */
import { setAttribute, style, svg } from "../../../marks/element.ts";
import { arrowField, arrowPath, type Cased, cased, flowScale } from "../../../marks/flow.ts";
import { type MapPicture, mapPicture } from "../../../marks/map-picture.ts";
import { isInside } from "../../../maths/interaction/boxes.ts";
import { outlineOf } from "../../../maths/outline.ts";
import { placeOf } from "../../../maths/tokens.ts";
import { type Between, blended } from "../blend.ts";
import type { Figure, Scene } from "../scene.ts";
import { standing } from "../standing.ts";

export interface Layers {
  readonly elements: readonly Element[];
  /** @param width of the frame, in pixels. */
  draw(scene: Scene, where: Between, width: number): void;
  /** Outlines the token that is pointed at. */
  mark(scene: Scene, token: number | null): void;
}

/** What a figure draws with. */
interface Pens {
  readonly picture: MapPicture;
  readonly lines: Readonly<Record<"field" | "window" | "arrows" | "own" | "way", Cased>>;
  readonly dots: SVGPathElement;
}

type Draw = (pens: Pens, scene: Scene, where: Between, unit: number) => void;

export function layers(): Layers {
  const picture = mapPicture();
  const lines = {
    field: cased("ia-field"),
    window: cased("ia-window", { "data-part": "window-outline" }),
    arrows: cased("ia-arrows"),
    own: cased("ia-own"),
    way: cased("ia-way"),
  };
  const dots = svg("path", { class: "ia-dots", "data-part": "standing-out" });
  const spot = svg("rect", { class: "in-spot", visibility: "hidden" });
  const marks = svg(
    "svg",
    { class: "in-marks", "aria-hidden": "true" },
    ...lines.field.elements,
    ...lines.arrows.elements,
    dots,
    ...lines.own.elements,
    ...lines.window.elements,
    ...lines.way.elements,
    spot,
  );
  const pens: Pens = { picture, lines, dots };
  let unit = 0;
  return {
    elements: [picture.element, marks],
    draw(scene, where, width) {
      const { rows, columns } = scene.grid;
      unit = width / columns;
      const height = unit * rows;
      for (const [name, value] of Object.entries({ viewBox: `0 0 ${width} ${height}`, width, height }))
        setAttribute(marks, name, value);
      for (const line of Object.values(lines)) line.draw("");
      setAttribute(dots, "d", "");
      picture.ground(scene.pixels);
      const [row, column] = placeOf(scene.grid, scene.patch);
      lines.own.draw(boxPath([row, row, column, column], unit));
      DRAWS[scene.figure](pens, scene, where, unit);
    },
    mark({ grid, passing }, token) {
      const patch = token === null ? -1 : token - grid.prefix;
      setAttribute(spot, "visibility", patch < 0 || passing ? "hidden" : "visible");
      const [row, column] = placeOf(grid, patch);
      const place = { x: column * unit, y: row * unit, width: unit, height: unit };
      for (const [name, value] of Object.entries(place)) setAttribute(spot, name, value);
    },
  };
}

const DRAWS: Readonly<Record<Figure, Draw>> = { window: drawWindow, field: drawField, tendency: drawFlow };

function drawWindow({ picture, lines, dots }: Pens, scene: Scene, where: Between, unit: number): void {
  picture.overlay(blended(scene.row, where), scene.grid, scene.rowScale(where.to));
  const box = blended(scene.window, where);
  if (box) lines.window.draw(boxPath(box, unit));
  const out = where.share === 1 ? standing(scene, where.to) : [];
  const middles = out.map((patch) => placeOf(scene.grid, patch).map((place) => (place + 0.5) * unit));
  setAttribute(dots, "d", middles.map(([y, x]) => `M${x} ${y}h0.01`).join(""));
  style(dots, { "stroke-width": Math.max(3, unit * 0.16) });
}

function drawField({ picture, lines }: Pens, scene: Scene, where: Between, unit: number): void {
  picture.overlay(blended(scene.sizes, where), scene.grid, scene.sizeScale);
  const boxes = scene.windows(where.to);
  if (!boxes || where.share < 1) return;
  const [row, column] = placeOf(scene.grid, scene.patch);
  const held = boxes.map((box) => Number(isInside(box, row, column)));
  lines.field.draw(scaled(outlineOf(held, scene.grid.columns, 1), unit));
}

function drawFlow({ picture, lines }: Pens, scene: Scene, where: Between, unit: number): void {
  const { grid, patch, tone, count } = scene;
  const vectors = blended(scene.flow, where);
  const reach = scene.reach(where.to);
  const patches = vectors && Array.from({ length: count }, (_, i) => i);
  picture.overlay(patches, grid, vectors && flowScale(vectors, reach, tone));
  if (!vectors) return;
  lines.arrows.draw(arrowField(vectors, grid.columns, unit, reach));
  const [y, x] = placeOf(grid, patch).map((place) => (place + 0.5) * unit) as [number, number];
  const [toY, toX] = [y + vectors[2 * patch]! * unit, x + vectors[2 * patch + 1]! * unit];
  lines.way.draw(arrowPath(x, y, toX, toY, unit * 0.45));
}

/** A box as a path in pixels; its edges may lie between patches. */
function boxPath(box: ArrayLike<number>, unit: number): string {
  const [top, bottom, left, right] = [box[0]! * unit, (box[1]! + 1) * unit, box[2]! * unit, (box[3]! + 1) * unit];
  return `M${left} ${top}H${right}V${bottom}H${left}Z`;
}

const scaled = (path: string, unit: number): string => path.replace(/\d+/g, (value) => String(Number(value) * unit));

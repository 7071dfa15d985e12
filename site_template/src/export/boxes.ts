/** What CSS paints around the contents of an element: ground, gradient, border, outline, hard shadows. */
import { svg } from "../marks/element.ts";
import { add, type Box, boxAt, type Drawing, type Place, round } from "./canvas.ts";
import { colour, paint, stopsOf } from "./colours.ts";

const pixels = (text: string): number => parseFloat(text) || 0;
const grown = ({ x, y, width, height }: Box, by: number): Box => ({
  x: x - by,
  y: y - by,
  width: width + 2 * by,
  height: height + 2 * by,
});

export function drawBox(drawing: Drawing, place: Place, element: Element, look: CSSStyleDeclaration): void {
  const box = boxAt(place, element.getBoundingClientRect());
  if (box.width <= 0 || box.height <= 0) return;
  const rx = Math.min(pixels(look.borderTopLeftRadius), box.width / 2, box.height / 2) || null;
  shadows(place, box, look.boxShadow, false);
  if (colour(look.backgroundColor).hex !== "none")
    add(place, "rect", { ...box, rx, ...paint("fill", look.backgroundColor) });
  if (look.backgroundImage.startsWith("linear-gradient")) gradient(drawing, place, box, look.backgroundImage);
  shadows(place, box, look.boxShadow, true);
  border(place, box, look, rx);
  outline(place, box, look);
}

function gradient(drawing: Drawing, place: Place, box: Box, text: string): void {
  const stops = stopsOf(text);
  const id = drawing.unique();
  const down = /\((to (bottom|top)|180deg)/.test(text) || /^linear-gradient\((rgb|color)/.test(text);
  const backwards = /\((to (top|left)|270deg|-90deg)/.test(text);
  const ordered = backwards ? [...stops].reverse() : stops;
  const last = Math.max(1, stops.length - 1);
  const made = ordered.map(({ text: shade, at }, i) =>
    svg("stop", { offset: round(at === null ? i / last : backwards ? 1 - at : at), ...paint("stop", shade) }),
  );
  add(place, "linearGradient", { id, ...(down ? { x2: "0", y2: "1" } : {}) }, ...made);
  add(place, "rect", { ...box, fill: `url(#${id})` });
}

const COLOUR = /(rgba?|color)\([^)]*\)/;

/** Shadows without blur are lines and rings; blurred ones are left out. */
function shadows(place: Place, box: Box, text: string, inner: boolean): void {
  if (text === "none") return;
  for (const one of text.split(/,(?![^(]*\))/)) {
    if (one.includes("inset") !== inner) continue;
    const lengths = one.replace(COLOUR, "").match(/-?[\d.]+(?=px)/g) ?? [];
    const [x = 0, y = 0, blur = 0, spread = 0] = lengths.map(Number);
    if (blur > 0) continue;
    const by = grown(box, inner ? -spread : spread);
    const moved = { ...by, x: by.x + x, y: by.y + y };
    const path = inner ? ring(box, meet(box, moved)) : ring(moved, box);
    add(place, "path", { d: path, "fill-rule": "evenodd", ...paint("fill", COLOUR.exec(one)?.[0] ?? "") });
  }
}

function meet(a: Box, b: Box): Box {
  const [x, y] = [Math.max(a.x, b.x), Math.max(a.y, b.y)];
  const [right, bottom] = [Math.min(a.x + a.width, b.x + b.width), Math.min(a.y + a.height, b.y + b.height)];
  return { x, y, width: right - x, height: bottom - y };
}

const ring = (outer: Box, inner: Box): string => rectangle(outer) + rectangle(inner);
const rectangle = ({ x, y, width, height }: Box): string =>
  `M${round(x)} ${round(y)}h${round(width)}v${round(height)}h${round(-width)}z`;

const SIDES = ["Top", "Right", "Bottom", "Left"] as const;

function border(place: Place, box: Box, look: CSSStyleDeclaration, rx: number | null): void {
  const sides = SIDES.map((side) => ({
    width: look[`border${side}Style`] === "none" ? 0 : pixels(look[`border${side}Width`]),
    colour: look[`border${side}Color`],
    style: look[`border${side}Style`],
  }));
  const [first] = sides;
  if (first!.width > 0 && sides.every((side) => side.width === first!.width && side.colour === first!.colour)) {
    const inside = grown(box, -first!.width / 2);
    add(place, "rect", { ...inside, rx, fill: "none", ...stroke(first!) });
    return;
  }
  const { x, y, width, height } = box;
  sides.forEach((side, i) => {
    if (side.width === 0 || colour(side.colour).hex === "none") return;
    const half = side.width / 2;
    const ends = [
      { x1: x, x2: x + width, y1: y + half, y2: y + half },
      { x1: x + width - half, x2: x + width - half, y1: y, y2: y + height },
      { x1: x, x2: x + width, y1: y + height - half, y2: y + height - half },
      { x1: x + half, x2: x + half, y1: y, y2: y + height },
    ][i]!;
    add(place, "line", { ...ends, ...stroke(side) });
  });
}

function outline(place: Place, box: Box, look: CSSStyleDeclaration): void {
  const width = look.outlineStyle === "none" ? 0 : pixels(look.outlineWidth);
  if (width === 0) return;
  const around = grown(box, pixels(look.outlineOffset) + width / 2);
  const line = { width, colour: look.outlineColor, style: look.outlineStyle };
  add(place, "rect", { ...around, fill: "none", ...stroke(line) });
}

interface Line {
  readonly width: number;
  readonly colour: string;
  readonly style: string;
}

function stroke({ width, colour: shade, style }: Line): Record<string, string | number> {
  const dashes = { dashed: `${3 * width} ${2 * width}`, dotted: `${width} ${width}` }[style];
  return { "stroke-width": width, ...paint("stroke", shade), ...(dashes ? { "stroke-dasharray": dashes } : {}) };
}

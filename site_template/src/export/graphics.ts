/** A drawing of the page that is SVG already: copied, with every style that reaches it written onto it. */
import { svg } from "../marks/element.ts";
import { add, boxAt, type Drawing, type Letter, type Place, round, touches } from "./canvas.ts";
import { colour, paint } from "./colours.ts";
import { families, fontOf } from "./texts.ts";

/** What is handed down: written where it differs from what the parent has. */
const INHERITED = [
  "fill-rule",
  "stroke-width",
  "stroke-dasharray",
  "stroke-dashoffset",
  "stroke-linecap",
  "stroke-linejoin",
  "font-family",
  "font-size",
  "font-weight",
  "font-style",
  "text-anchor",
  "letter-spacing",
  "paint-order",
] as const;
/** What is not: written where it is not the default. */
const OWN: Readonly<Record<string, string>> = {
  opacity: "1",
  "vector-effect": "none",
  "dominant-baseline": "auto",
  "clip-path": "none",
  mask: "none",
  "marker-start": "none",
  "marker-end": "none",
  "image-rendering": "auto",
};
const LEFT_OUT = /^(class|style|tabindex|focusable|href|xlink:href|data-.*|aria-(?!label$).*)$/;
const TRANSPARENT_TO_SIGHT = "title, desc, defs, style, script";

/** The contents of a foreign object, drawn in the coordinates of the screen. */
export type DrawForeign = (drawing: Drawing, place: Place, element: Element) => void;

export function drawGraphic(drawing: Drawing, place: Place, source: SVGSVGElement, foreign: DrawForeign): void {
  const box = boxAt(place, source.getBoundingClientRect());
  if (box.width <= 0 || box.height <= 0) return;
  const look = getComputedStyle(source);
  const open = look.overflow === "visible";
  const size = { width: source.clientWidth || box.width, height: source.clientHeight || box.height };
  const made = add(place, "svg", {
    ...box,
    viewBox: source.getAttribute("viewBox") ?? `0 0 ${size.width} ${size.height}`,
    preserveAspectRatio: source.getAttribute("preserveAspectRatio") ?? (source.hasAttribute("viewBox") ? null : "none"),
    overflow: open ? "visible" : null,
    "aria-label": source.getAttribute("aria-label"),
    ...styles(look, null),
  });
  const clips = open ? place.clips : [...place.clips, box];
  const opacity = place.opacity * Number(look.opacity);
  copyChildren(drawing, { ...place, into: made, clips, opacity }, source, look, foreign);
}

function copyChildren(
  drawing: Drawing,
  place: Place,
  source: Element,
  look: CSSStyleDeclaration,
  foreign: DrawForeign,
): void {
  for (const child of source.childNodes) {
    const said = source.matches("title, desc") || (source instanceof SVGTextContentElement && !drawing.textsApart);
    if (child instanceof Text && said) place.into.append(child.data);
    else if (child instanceof SVGElement) copy(drawing, place, child, look, foreign);
  }
}

function copy(
  drawing: Drawing,
  place: Place,
  source: SVGElement,
  above: CSSStyleDeclaration,
  foreign: DrawForeign,
): void {
  const look = getComputedStyle(source);
  if (look.display === "none" && !source.matches(TRANSPARENT_TO_SIGHT)) return;
  if (source instanceof SVGForeignObjectElement) return drawForeign(drawing, place, source, foreign);
  if (source instanceof SVGTextElement && !write(drawing, place, source, look)) return;
  const made = source.cloneNode(false) as SVGElement;
  for (const { name } of [...made.attributes]) if (LEFT_OUT.test(name)) made.removeAttribute(name);
  for (const [name, value] of Object.entries(styles(look, above))) made.setAttribute(name, String(value));
  if (look.visibility !== "visible" && source.childElementCount === 0) return;
  if (look.transform !== "none" && source instanceof SVGGraphicsElement)
    made.setAttribute("transform", matrixText(ownMatrix(source)));
  if (source instanceof SVGImageElement) made.setAttribute("href", drawing.pictures.get(source) ?? "");
  if (source instanceof SVGUseElement) made.setAttribute("href", source.href.baseVal);
  if (source instanceof SVGTextElement && source.childElementCount === 0 && source.getNumberOfChars() > 1) {
    made.setAttribute("textLength", String(round(source.getComputedTextLength())));
    made.setAttribute("lengthAdjust", "spacingAndGlyphs");
  }
  place.into.append(made);
  const opacity = place.opacity * Number(look.opacity);
  copyChildren(drawing, { ...place, into: made, opacity }, source, look, foreign);
}

function styles(look: CSSStyleDeclaration, above: CSSStyleDeclaration | null): Record<string, string | number> {
  const found: Record<string, string | number> = {};
  for (const kind of ["fill", "stroke"] as const) {
    const value = look.getPropertyValue(kind);
    const both = [kind, `${kind}-opacity`];
    if (above && both.every((name) => above.getPropertyValue(name) === look.getPropertyValue(name))) continue;
    Object.assign(found, value.startsWith("url(") ? { [kind]: value.replace(/"/g, "") } : paint(kind, value));
    const more = Number(look.getPropertyValue(`${kind}-opacity`));
    if (more < 1) found[`${kind}-opacity`] = round(more * (colour(value).opacity || 1));
  }
  for (const name of INHERITED) {
    const value = look.getPropertyValue(name);
    if (value && value !== above?.getPropertyValue(name))
      found[name] = name === "font-family" ? families(look) : value.replace(/px$/, "");
  }
  for (const [name, usual] of Object.entries(OWN)) {
    const value = look.getPropertyValue(name);
    if (value && value !== usual) found[name] = value.replace(/"/g, "");
  }
  const stop = look.getPropertyValue("stop-color");
  if (stop !== "rgb(0, 0, 0)") Object.assign(found, paint("stop", stop));
  return found;
}

/** From the coordinates of an element to those of its parent, wherever its transform comes from. */
function ownMatrix(source: SVGGraphicsElement): DOMMatrix {
  const parent = source.parentElement as Element as SVGGraphicsElement;
  const [own, outer] = [source.getScreenCTM(), parent.getScreenCTM()];
  return own && outer ? DOMMatrix.fromMatrix(outer).inverse().multiply(DOMMatrix.fromMatrix(own)) : new DOMMatrix();
}

const matrixText = ({ a, b, c, d, e, f }: DOMMatrix): string =>
  `matrix(${[a, b, c, d, e, f].map((value) => Math.round(value * 1e5) / 1e5).join(" ")})`;

/** From the coordinates of an element to those of the drawing. */
function toDrawing(source: SVGGraphicsElement, { origin }: Place): DOMMatrix {
  const screen = source.getScreenCTM();
  const moved = new DOMMatrix().translate(-origin.x, -origin.y);
  return screen ? moved.multiply(DOMMatrix.fromMatrix(screen)) : moved;
}

/** Notes where each letter stands; false where the text is out of sight or is to be kept out. */
function write(drawing: Drawing, place: Place, source: SVGTextElement, look: CSSStyleDeclaration): boolean {
  const box = boxAt(place, source.getBoundingClientRect());
  if (place.clips.some((clip) => !touches(clip, box)) || look.visibility !== "visible") return false;
  let at = 0;
  const count = source.getNumberOfChars();
  const walker = source.ownerDocument.createTreeWalker(source, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const own = getComputedStyle(node.parentElement!);
    const letters: Letter[] = [];
    const text = (node as Text).data.replace(/\s+/g, " ");
    for (const letter of text) {
      if (at >= count) break;
      const start = source.getStartPositionOfChar(at);
      letters.push([letter, start.x, start.y, source.getEndPositionOfChar(at).x - start.x]);
      at += letter.length;
    }
    drawing.writings.push({
      letters,
      font: fontOf(own),
      fill: own.getPropertyValue("fill"),
      stroke: own.getPropertyValue("stroke"),
      strokeWidth: parseFloat(own.getPropertyValue("stroke-width")) || 0,
      opacity: place.opacity * Number(look.opacity),
      matrix: toDrawing(source, place),
      clips: place.clips,
    });
  }
  return !drawing.textsApart;
}

function drawForeign(drawing: Drawing, place: Place, source: SVGForeignObjectElement, foreign: DrawForeign): void {
  const back = toDrawing(source, place).inverse();
  const group = svg("g", { transform: matrixText(back) });
  // Its own transform is undone as well: what is inside is measured on the screen.
  const own =
    getComputedStyle(source).transform !== "none" ? svg("g", { transform: matrixText(ownMatrix(source)) }) : null;
  place.into.append(own ?? group);
  own?.append(group);
  for (const child of source.children) foreign(drawing, { ...place, into: group }, child);
}

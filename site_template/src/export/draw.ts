/** Walks through a figure as the eye does, from the back to the front, and draws what it sees as SVG. */
import { svg } from "../marks/element.ts";
import { drawBox } from "./boxes.ts";
import { add, boxAt, type Drawing, type Place, round } from "./canvas.ts";
import { drawGraphic } from "./graphics.ts";
import { drawText } from "./texts.ts";

/** Controls, passing things, and what only ears perceive. */
const LEFT_OUT = ".off-screen, .text-button, .ways, .lens, .waiting, .heat-plot.empty, input, select, [data-no-export]";

export function drawElement(drawing: Drawing, place: Place, element: Element): void {
  if (element.matches(LEFT_OUT) || element.checkVisibility?.() === false) return;
  const look = getComputedStyle(element);
  if (look.display === "none" || look.opacity === "0") return;
  const opacity = Number(look.opacity);
  const inner = opacity < 1 ? grouped(place, { opacity: round(opacity) }) : place;
  const here = { ...inner, opacity: place.opacity * opacity };
  if (look.visibility === "visible") drawBox(drawing, here, element, look);
  if (element instanceof SVGSVGElement) drawGraphic(drawing, { ...here, opacity: place.opacity }, element, drawElement);
  else if (element instanceof HTMLCanvasElement || element instanceof HTMLImageElement)
    drawPicture(drawing, here, element, look);
  else drawChildren(drawing, clipped(drawing, here, element, look), element);
}

const grouped = (place: Place, attributes: Record<string, string | number>): Place => ({
  ...place,
  into: add(place, "g", attributes),
});

/** What sticks out of an element that hides it is cut. */
function clipped(drawing: Drawing, place: Place, element: Element, look: CSSStyleDeclaration): Place {
  if (look.overflowX === "visible" && look.overflowY === "visible") return place;
  const box = boxAt(place, element.getBoundingClientRect());
  const [right, bottom] = [box.x + box.width, box.y + box.height];
  const sticksOut = [...element.querySelectorAll("*")].some((inner) => {
    const { x, y, width, height } = boxAt(place, inner.getBoundingClientRect());
    return x < box.x - 1 || y < box.y - 1 || x + width > right + 1 || y + height > bottom + 1;
  });
  if (!sticksOut && element.scrollWidth <= element.clientWidth + 1) return place;
  const id = drawing.unique();
  const shape = svg("rect", { x: round(box.x), y: round(box.y), width: round(box.width), height: round(box.height) });
  add(place, "clipPath", { id }, shape);
  return { ...grouped(place, { "clip-path": `url(#${id})` }), clips: [...place.clips, box] };
}

function drawChildren(drawing: Drawing, place: Place, element: Element): void {
  const layers = [...element.childNodes].map((node) => ({ node, layer: node instanceof Element ? layerOf(node) : 0 }));
  for (const { node } of layers.sort((a, b) => a.layer - b.layer)) {
    if (node instanceof Element) drawElement(drawing, place, node);
    else if (node instanceof Text) drawText(drawing, place, node);
  }
}

/** Positioned elements lie above the others. */
function layerOf(element: Element): number {
  const look = getComputedStyle(element);
  return look.position === "static" ? 0 : 0.5 + (Number(look.zIndex) || 0);
}

const FITS: Readonly<Record<string, string>> = { cover: "xMidYMid slice", contain: "xMidYMid meet" };

function drawPicture(drawing: Drawing, place: Place, element: HTMLElement, look: CSSStyleDeclaration): void {
  const box = boxAt(place, element.getBoundingClientRect());
  if (look.visibility !== "visible" || box.width <= 0 || box.height <= 0) return;
  const address = drawing.pictures.get(element) ?? standIn(drawing, element);
  if (!address) return;
  add(place, "image", {
    ...(drawing.pictures.get(element) ? box : boxAt(place, element.parentElement!.getBoundingClientRect())),
    href: address,
    preserveAspectRatio: FITS[look.objectFit] ?? "none",
    "image-rendering": look.imageRendering === "auto" ? null : look.imageRendering,
  });
}

/** Where a photo may not be read, what the model sees of it, which lies in the same frame. */
function standIn(drawing: Drawing, element: HTMLElement): string | null {
  if (!element.classList.contains("picture-original")) return null;
  const pixels = element.parentElement?.querySelector(".picture-pixels");
  return (pixels && drawing.pictures.get(pixels)) ?? null;
}

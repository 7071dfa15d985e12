/** The drawing that an export becomes: SVG elements, and texts that are also known letter by letter. */
import { type Attributes, svg } from "../marks/element.ts";

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A letter, where its baseline begins, and how wide it is, in the coordinates of its text. */
export type Letter = readonly [letter: string, x: number, y: number, width: number];

/** A piece of text, to be drawn with the page's own fonts where a picture of SVG would not have them. */
export interface Writing {
  readonly letters: readonly Letter[];
  readonly font: string;
  readonly fill: string;
  /** Drawn below the letters: a halo. */
  readonly stroke: string;
  readonly strokeWidth: number;
  readonly opacity: number;
  /** From the text's coordinates to those of the drawing. */
  readonly matrix: DOMMatrix;
  readonly clips: readonly Box[];
}

/** Where the walk through the page stands. */
export interface Place {
  /** What is drawn next goes in here. */
  readonly into: SVGElement;
  /** Point of the screen that is the drawing's origin. */
  readonly origin: { readonly x: number; readonly y: number };
  readonly opacity: number;
  readonly clips: readonly Box[];
}

export interface Drawing {
  readonly root: SVGSVGElement;
  readonly writings: Writing[];
  /** Data addresses of the pictures, by element; null where the browser gives none. */
  readonly pictures: ReadonlyMap<Element, string | null>;
  /** Texts are kept out of the SVG where they are written later. */
  readonly textsApart: boolean;
  /** A name that is not yet taken in this drawing. */
  unique(): string;
}

/** A rounded number: coordinates need no more. */
export const round = (value: number): number => Math.round(value * 100) / 100;

/** Adds an element of SVG, coordinates rounded. */
export function add<K extends keyof SVGElementTagNameMap>(
  place: Place,
  tag: K,
  attributes: Attributes,
  ...children: (Node | string)[]
): SVGElementTagNameMap[K] {
  const rounded = Object.entries(attributes).map(([name, value]) => [
    name,
    typeof value === "number" ? round(value) : value,
  ]);
  const made = svg(tag, Object.fromEntries(rounded) as Attributes, ...children);
  place.into.append(made);
  return made;
}

export const boxAt = ({ origin }: Place, { left, top, width, height }: DOMRect): Box => ({
  x: left - origin.x,
  y: top - origin.y,
  width,
  height,
});

export const touches = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

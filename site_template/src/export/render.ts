/** A figure as a file of its own: SVG that needs nothing from this page, or PNG with the page's fonts. */
import { svg } from "../marks/element.ts";
import { type Drawing, type Letter, round, type Writing } from "./canvas.ts";
import { colour } from "./colours.ts";
import { drawElement } from "./draw.ts";
import type { Figure } from "./figures.ts";
import { picturesIn } from "./pictures.ts";
import * as words from "./words.ts";

export interface About {
  readonly title: string;
  readonly description: string;
}

export interface Rendered {
  readonly file: Blob;
  /** What the file lacks, in a sentence; empty where it lacks nothing. */
  readonly trouble: string;
}

const [MARGIN, GAP, DENSITY] = [16, 12, 2];

export async function svgOf(figure: Figure, about: About): Promise<Rendered> {
  const drawing = await drawn(figure, about, false);
  return { file: new Blob([textOf(drawing)], { type: "image/svg+xml" }), trouble: trouble(drawing) };
}

/** Twice the size on screen. */
export async function pngOf(figure: Figure, about: About): Promise<Rendered> {
  const drawing = await drawn(figure, about, true);
  const image = new Image();
  const url = URL.createObjectURL(new Blob([textOf(drawing)], { type: "image/svg+xml" }));
  try {
    image.src = url;
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [image.width * DENSITY, image.height * DENSITY];
    const context = canvas.getContext("2d")!;
    context.scale(DENSITY, DENSITY);
    context.drawImage(image, 0, 0, image.width, image.height);
    for (const writing of drawing.writings) write(context, writing);
    const file = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
    if (!file) throw new Error(words.NOT_WRITTEN);
    return { file, trouble: trouble(drawing) };
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** Legends stand above their figure, whatever is between them on the page. */
async function drawn({ element, legends }: Figure, about: About, textsApart: boolean): Promise<Drawing> {
  const parts = [...legends, element];
  const pictures = await picturesIn(parts);
  const boxes = parts.map((part) => part.getBoundingClientRect());
  const width = Math.max(...boxes.map((box) => box.width)) + 2 * MARGIN;
  const height = boxes.reduce((sum, box) => sum + box.height + GAP, 2 * MARGIN - GAP);
  const size = { width: round(width), height: round(height) };
  const root = svg("svg", { ...size, viewBox: `0 0 ${size.width} ${size.height}`, role: "img" });
  root.append(svg("title", {}, about.title), svg("desc", {}, about.description));
  const page = colour(getComputedStyle(document.body).backgroundColor).hex;
  root.append(svg("rect", { width: "100%", height: "100%", fill: page }));
  let count = 0;
  const drawing: Drawing = { root, writings: [], pictures, textsApart, unique: () => `part-${++count}` };
  let top = MARGIN;
  parts.forEach((part, i) => {
    const box = boxes[i]!;
    const origin = { x: box.left - MARGIN, y: box.top - top };
    drawElement(drawing, { into: root, origin, opacity: 1, clips: [] }, part);
    top += box.height + GAP;
  });
  return drawing;
}

const XML = '<?xml version="1.0" encoding="UTF-8"?>';

const textOf = ({ root }: Drawing): string => `${XML}\n${new XMLSerializer().serializeToString(root)}\n`;

const trouble = ({ pictures }: Drawing): string =>
  [...pictures].some(([element, address]) => address === null && element instanceof HTMLImageElement)
    ? words.LACKS_PHOTOS
    : "";

function write(context: CanvasRenderingContext2D, writing: Writing): void {
  const { a, b, c, d, e, f } = writing.matrix;
  context.save();
  for (const { x, y, width, height } of writing.clips) {
    context.beginPath();
    context.rect(x, y, width, height);
    context.clip();
  }
  context.transform(a, b, c, d, e, f);
  context.font = writing.font;
  context.globalAlpha = writing.opacity;
  if (writing.strokeWidth > 0 && colour(writing.stroke).hex !== "none") {
    [context.strokeStyle, context.lineWidth, context.lineJoin] = [writing.stroke, writing.strokeWidth, "round"];
    for (const letter of writing.letters) context.strokeText(letter[0], placeOf(context, letter), letter[2]);
  }
  context.fillStyle = writing.fill;
  for (const letter of writing.letters) context.fillText(letter[0], placeOf(context, letter), letter[2]);
  context.restore();
}

/** A canvas knows no figures and signs of equal width: each stands in the middle of its place. */
const placeOf = (context: CanvasRenderingContext2D, [letter, x, , width]: Letter): number =>
  /[\d\p{P}\p{S}]/u.test(letter) ? x + (width - context.measureText(letter).width) / 2 : x;

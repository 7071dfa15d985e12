/** Text as it stands on the page: line by line, each letter where the browser has put it. */
import { add, type Box, boxAt, type Drawing, type Letter, type Place, round, touches } from "./canvas.ts";
import { paint } from "./colours.ts";

interface Line {
  readonly box: Box;
  readonly letters: readonly (readonly [letter: string, box: Box])[];
}

/** The page's variable fonts are also known without that word. */
export const families = (look: CSSStyleDeclaration): string =>
  look.fontFamily.replace(/"/g, "'").replace(/'([^']+) Variable'/g, "'$1 Variable', '$1'");

/** For a canvas; width and variants of a font have no place in it. */
export const fontOf = (look: CSSStyleDeclaration): string =>
  `${look.fontStyle} ${look.fontWeight} ${look.fontSize} ${look.fontFamily}`;

const fontAttributes = (look: CSSStyleDeclaration): Record<string, string> => ({
  "font-family": families(look),
  "font-size": look.fontSize.replace("px", ""),
  ...(look.fontWeight === "400" ? {} : { "font-weight": look.fontWeight }),
  ...(look.fontStyle === "normal" ? {} : { "font-style": look.fontStyle }),
});

export function drawText(drawing: Drawing, place: Place, node: Text): void {
  const look = getComputedStyle(node.parentElement!);
  if (look.visibility !== "visible" || node.data.trim() === "") return;
  for (const line of linesOf(node, place, look)) {
    if (place.clips.some((clip) => !touches(clip, line.box))) continue;
    const baseline = line.box.y + ascent(fontOf(look), line.box.height);
    drawing.writings.push({
      letters: line.letters.map(([letter, box]): Letter => [letter, box.x, baseline, box.width]),
      font: fontOf(look),
      fill: look.color,
      stroke: "",
      strokeWidth: 0,
      opacity: place.opacity,
      matrix: new DOMMatrix(),
      clips: place.clips,
    });
    if (drawing.textsApart) continue;
    const text = line.letters
      .map(([letter]) => letter)
      .join("")
      .trimEnd();
    // Whatever font a program takes in place of a missing one, the line keeps its length.
    const length = text.length > 1 ? { textLength: round(line.box.width), lengthAdjust: "spacingAndGlyphs" } : {};
    const style = { ...fontAttributes(look), ...paint("fill", look.color), ...length };
    add(place, "text", { x: line.box.x, y: baseline, ...style }, text);
  }
}

function linesOf(node: Text, place: Place, look: CSSStyleDeclaration): Line[] {
  const range = node.ownerDocument.createRange();
  const lines: { box: Box; letters: [string, Box][] }[] = [];
  let at = 0;
  for (const letter of node.data) {
    range.setStart(node, at);
    range.setEnd(node, (at += letter.length));
    const rects = range.getClientRects();
    const rect = rects[rects.length - 1];
    if (!rect || rect.width === 0) continue;
    const box = boxAt(place, rect);
    const line = lines[lines.length - 1];
    const shown = look.textTransform === "uppercase" ? letter.toUpperCase() : /\s/.test(letter) ? " " : letter;
    if (line && Math.abs(line.box.y - box.y) < box.height / 2) {
      line.letters.push([shown, box]);
      if (shown !== " ") line.box = { ...line.box, width: box.x + box.width - line.box.x };
    } else if (shown !== " ") lines.push({ box, letters: [[shown, box]] });
  }
  return lines;
}

const known = new Map<string, { ascent: number; descent: number }>();
let measure: CanvasRenderingContext2D | null = null;

/** From the top of a line box, which is as high as the font's letters, to the baseline. */
function ascent(font: string, height: number): number {
  let found = known.get(font);
  if (!found) {
    measure ??= document.createElement("canvas").getContext("2d")!;
    measure.font = font;
    const { fontBoundingBoxAscent, fontBoundingBoxDescent } = measure.measureText("x");
    found = { ascent: fontBoundingBoxAscent, descent: fontBoundingBoxDescent };
    known.set(font, found);
  }
  return (height - found.ascent - found.descent) / 2 + found.ascent;
}

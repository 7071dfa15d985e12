/** The numbers in the cells of the squares, where cells are wide enough for them. */
import type { ColourScale, Rgb } from "../../../../marks/colours.ts";
import { setAttribute } from "../../../../marks/element.ts";
import { tick } from "../../../../maths/numbers.ts";
import type { PatchEmbedding } from "../../../../maths/workings/patch-embedding.ts";
import { label } from "../../figures/place.ts";
import { type Layout, termBox } from "./layout.ts";

/** Cells wider than this have room for their number. */
const [NUMBER_FROM, SMALL_BELOW] = [26, 31];

export function numbersOf(
  layout: Layout,
  work: PatchEmbedding,
  values: ArrayLike<number>,
  scale: ColourScale,
  column: number,
): SVGElement[] {
  const room = layout.square.width / work.size.width;
  if (room < NUMBER_FROM) return [];
  return Array.from({ length: values.length }, (_, at) => {
    const cell = termBox(layout, work, at, column);
    const value = values[at]!;
    const [x, y] = [cell.x + cell.width / 2 - 0.5, cell.y + cell.height / 2 + 3.5];
    const text = label(x, y, tick(Math.round(value * 100) / 100));
    const kind = `${isDark(scale.rgb(value)) ? "on-dark" : "on-light"} ${room < SMALL_BELOW ? "small" : ""}`;
    setAttribute(text, "class", kind.trim());
    return text;
  });
}

const isDark = ([red, green, blue]: Rgb): boolean => 0.2126 * red + 0.7152 * green + 0.0722 * blue < 125;

/** Three channels, three squares each: pixels times filter is products, cell by cell. */
import { type ColourScale, type Rgb, signedScale, type Tone } from "../../../../marks/colours.ts";
import { html, setAttribute, setText, style, svg } from "../../../../marks/element.ts";
import { legend } from "../../../../marks/legend.ts";
import { number, tick } from "../../../../maths/numbers.ts";
import { CHANNELS, type PatchEmbedding, termPlace } from "../../../../maths/workings/patch-embedding.ts";
import { sized } from "../../figures/lanes.ts";
import { type Box, cellOf, type Layout } from "./layout.ts";
import { label, outline, place, veil } from "./place.ts";
import { CHANNEL_NAMES } from "./story.ts";

/** Cells wider than this have room for their number. */
const [NUMBER_FROM, SMALL_BELOW] = [26, 31];
/** Small cells have no gap, or a patch would look like a grid. */
const GAP_FROM = 12;
/** Share of the other two colours in a channel's own. */
const TINT = 0.3;
const PALE = 0.2;

export interface Squares {
  readonly elements: readonly HTMLElement[];
  readonly group: SVGGElement;
  draw(layout: Layout, work: PatchEmbedding, bound: number, tone: Tone): void;
  at(moment: SquaresMoment): void;
}

export interface SquaresMoment {
  /** How far the pixels have arrived: first in their own colours, then as numbers. */
  readonly pixels: number;
  readonly filter: number;
  /** How many products there are. */
  readonly done: number;
  /** The term that is computed. */
  readonly term: number | null;
}

export function squares(): Squares {
  const columns = [0, 1, 2].map(() => html("canvas", { class: "patch-squares", "aria-hidden": "true" }));
  const tints = html("canvas", { class: "patch-squares", "aria-hidden": "true" });
  const legends = html("div", { class: "patch-legends" });
  const printed = [0, 1, 2].map(() => svg("g", { class: "patch-numbers" }));
  const fixed = svg("g", {});
  const veils = [0, 1, 2].map(() => veil());
  const marks = [0, 1, 2].map(() => outline());
  const pair = [0, 1, 2].map(() => svg("text", { class: "patch-pair", "text-anchor": "middle" }));
  const signs = ["×", "="].map((sign) => svg("text", { class: "patch-pair", "text-anchor": "middle" }, sign));
  const group = svg(
    "g",
    {},
    ...printed,
    ...veils.map((one) => one.group),
    fixed,
    ...marks.map((one) => one.group),
    ...pair,
    ...signs,
  );
  let drawn: { layout: Layout; work: PatchEmbedding } | null = null;
  let [pointed, present]: [number | null, number | null] = [null, null];
  let shown: number | null | undefined;

  function tell(term: number | null): void {
    if (!drawn || term === shown) return;
    shown = term;
    const { layout, work } = drawn;
    const texts = term === null ? null : [work.pixels[term]!, work.filter[term]!, work.products[term]!].map(number);
    for (const one of [...pair, ...signs]) setAttribute(one, "visibility", texts ? null : "hidden");
    if (term === null || !texts) {
      for (const one of marks) one.at(null);
      return;
    }
    const { channel, row, column } = termPlace(work.size, term);
    layout.columns.forEach((x, i) => {
      marks[i]!.at(cellOf(squareAt(layout, i, channel), work.size, row, column));
      setText(pair[i]!, texts[i]!);
      const y = layout.rows[channel]! + layout.edge + 18;
      setAttribute(pair[i]!, "x", x + layout.edge / 2);
      setAttribute(pair[i]!, "y", y);
      if (i === 2) return;
      setAttribute(signs[i]!, "x", (x + layout.edge + layout.columns[i + 1]!) / 2);
      setAttribute(signs[i]!, "y", y);
    });
  }

  /** The term under the pointer, in whichever of the three columns. */
  function under(event: PointerEvent): number | null {
    if (!drawn) return null;
    const { layout, work } = drawn;
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top + layout.rows[0]];
    const channel = layout.rows.findIndex((top) => y >= top && y < top + layout.edge);
    if (channel < 0 || x < 0 || x >= layout.edge) return null;
    const cell = (at: number) => Math.min(work.size - 1, Math.floor((at / layout.edge) * work.size));
    return (channel * work.size + cell(y - layout.rows[channel]!)) * work.size + cell(x);
  }
  for (const canvas of [...columns, tints]) {
    canvas.addEventListener(
      "pointermove",
      (event) => event.pointerType !== "touch" && tell((pointed = under(event)) ?? present),
    );
    canvas.addEventListener("pointerleave", () => tell(((pointed = null), present)));
  }

  return {
    elements: [...columns, tints, legends],
    group,
    draw(layout, work, bound, tone) {
      drawn = { layout, work };
      shown = undefined;
      const planes = [work.pixels, work.filter, work.products];
      const scales = [signedScale(bound, tone), ...planes.slice(1).map((plane) => signedScale(most(plane), tone))];
      const height = layout.rows[2] + layout.edge - layout.rows[0];
      [...columns, tints].forEach((canvas, i) => {
        place(canvas, { x: layout.columns[i % 3]!, y: layout.rows[0], width: layout.edge, height });
        paint(canvas, layout, work.size, (at) => (i === 3 ? tint(work, at) : scales[i]!.rgb(planes[i]![at]!)));
      });
      printed.forEach((one, i) => one.replaceChildren(...numbersOf(layout, work.size, planes[i]!, scales[i]!, i)));
      legends.replaceChildren(...legendsOf(layout, work, scales));
      fixed.replaceChildren(...fixedTexts(layout));
    },
    at({ pixels, filter, done, term }) {
      if (!drawn) return;
      const { layout, work } = drawn;
      const strengths = [Math.max(PALE, Math.min(1, pixels * 2)), Math.max(PALE, filter), 1];
      strengths.forEach((strength, i) => {
        style(columns[i]!, { opacity: strength });
        // Numbers wait until the colours of the channels have gone.
        style(printed[i]!, {
          opacity: i === 0 && pixels > 0 && pixels < 1 ? Math.max(0, pixels - 0.6) / 0.4 : strength,
        });
      });
      style(tints, { opacity: pixels <= 0 || pixels >= 1 ? 0 : Math.min(1, pixels * 4, (1 - pixels) * 2.5) });
      const area = work.size * work.size;
      veils.forEach((one, channel) =>
        one.at(squareAt(layout, 2, channel), work.size, work.size, done - channel * area),
      );
      present = term;
      tell(pointed ?? term);
    },
  };
}

export const squareAt = ({ columns, rows, edge }: Layout, column: number, channel: number): Box => ({
  x: columns[column]!,
  y: rows[channel]!,
  width: edge,
  height: edge,
});

/** The largest magnitude. */
export function most(values: ArrayLike<number>): number {
  let found = 0;
  for (let i = 0; i < values.length; i++) found = Math.max(found, Math.abs(values[i]!));
  return found;
}

/** A pixel's share of one channel, in the colour of the channel. */
function tint({ colours, size }: PatchEmbedding, at: number): Rgb {
  const { channel } = termPlace(size, at);
  const value = colours[(at % (size * size)) * CHANNELS + channel]!;
  return [0, 1, 2].map((i) => (i === channel ? value : Math.round(value * TINT))) as unknown as Rgb;
}

function paint(canvas: HTMLCanvasElement, layout: Layout, size: number, colour: (at: number) => Rgb): void {
  const context = sized(canvas, layout.edge, layout.rows[2] + layout.edge - layout.rows[0]);
  if (!context) return;
  const unit = layout.edge / size;
  const gap = unit > GAP_FROM ? 1 : 0;
  for (let at = 0; at < CHANNELS * size * size; at++) {
    const { channel, row, column } = termPlace(size, at);
    const [red, green, blue] = colour(at);
    context.fillStyle = `rgb(${red} ${green} ${blue})`;
    context.fillRect(column * unit, layout.rows[channel]! - layout.rows[0] + row * unit, unit - gap, unit - gap);
  }
}

function numbersOf(
  layout: Layout,
  size: number,
  values: ArrayLike<number>,
  scale: ColourScale,
  column: number,
): SVGElement[] {
  const room = layout.edge / size;
  if (room < NUMBER_FROM) return [];
  return Array.from({ length: values.length }, (_, at) => {
    const { channel, row, column: across } = termPlace(size, at);
    const cell = cellOf(squareAt(layout, column, channel), size, row, across);
    const value = values[at]!;
    const text = label(
      cell.x + cell.width / 2 - 0.5,
      cell.y + cell.height / 2 + 3.5,
      tick(Math.round(value * 100) / 100),
    );
    setAttribute(
      text,
      "class",
      `${isDark(scale.rgb(value)) ? "on-dark" : "on-light"} ${room < SMALL_BELOW ? "small" : ""}`.trim(),
    );
    return text;
  });
}

const isDark = ([red, green, blue]: Rgb): boolean => 0.2126 * red + 0.7152 * green + 0.0722 * blue < 125;

function legendsOf(layout: Layout, { feature }: PatchEmbedding, scales: readonly ColourScale[]): HTMLElement[] {
  return ["pixels", `filter ${feature}`, "products"].map((title, i) => {
    const made = legend(scales[i]!, title);
    place(made, { x: layout.columns[i]!, y: layout.head, width: layout.edge, height: 40 });
    return made;
  });
}

function fixedTexts(layout: Layout): SVGElement[] {
  const { rows, columns, edge, wide } = layout;
  return rows.flatMap((y, channel) => {
    const middle = y + edge / 2 + 6;
    const name = CHANNEL_NAMES[channel]!;
    return [
      wide ? label(columns[0] - 9, middle - 2, name, "title", "end") : label(0, y - 7, name, "title", "start"),
      ...["×", "="].map((sign, i) => label((columns[i]! + edge + columns[i + 1]!) / 2, middle, sign, "sign")),
    ];
  });
}

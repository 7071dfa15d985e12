/** Three channels, three squares each: pixels times filter is products, cell by cell. */
import { type ColourScale, type Rgb, signedScale, type Tone } from "../../../../marks/colours.ts";
import { html, style, svg } from "../../../../marks/element.ts";
import { legend } from "../../../../marks/legend.ts";
import { CHANNELS, type PatchEmbedding, termPlace } from "../../../../maths/workings/patch-embedding.ts";
import { sized } from "../../figures/lanes.ts";
import { label, place, veil } from "../../figures/place.ts";
import { type Layout, squareAt } from "./layout.ts";
import { numbersOf } from "./square-numbers.ts";
import { termMark } from "./term-mark.ts";
import { channels, squareTitles } from "./words.ts";

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
  const [fixed, mark] = [svg("g", {}), termMark()];
  const veils = [0, 1, 2].map(() => veil());
  const group = svg("g", {}, ...printed, ...veils.map((one) => one.group), fixed, ...mark.elements);
  let drawn: { layout: Layout; work: PatchEmbedding } | null = null;
  let [pointed, present]: [number | null, number | null] = [null, null];

  for (const canvas of [...columns, tints]) {
    canvas.addEventListener("pointermove", (event) => {
      if (event.pointerType === "touch" || !drawn) return;
      pointed = termUnder(event, drawn.layout, drawn.work);
      mark.at(pointed ?? present);
    });
    canvas.addEventListener("pointerleave", () => {
      pointed = null;
      mark.at(present);
    });
  }

  return {
    elements: [...columns, tints, legends],
    group,
    draw(layout, work, bound, tone) {
      drawn = { layout, work };
      mark.draw(layout, work);
      const planes = [work.pixels, work.filter, work.products];
      const scales = [signedScale(bound, tone), ...planes.slice(1).map((plane) => signedScale(most(plane), tone))];
      const height = layout.rows[2] + layout.square.height - layout.rows[0];
      [...columns, tints].forEach((canvas, i) => {
        place(canvas, { x: layout.columns[i % 3]!, y: layout.rows[0], width: layout.square.width, height });
        paint(canvas, layout, work, (at) => (i === 3 ? tint(work, at) : scales[i]!.rgb(planes[i]![at]!)));
      });
      printed.forEach((one, i) => one.replaceChildren(...numbersOf(layout, work, planes[i]!, scales[i]!, i)));
      legends.replaceChildren(...legendsOf(layout, work, scales));
      fixed.replaceChildren(...fixedTexts(layout));
    },
    at({ pixels, filter, done, term }) {
      if (!drawn) return;
      const { layout, work } = drawn;
      [Math.max(PALE, Math.min(1, pixels * 2)), Math.max(PALE, filter), 1].forEach((strength, i) => {
        style(columns[i]!, { opacity: strength });
        // Numbers wait until the colours of the channels have gone.
        const isComing = i === 0 && pixels > 0 && pixels < 1;
        style(printed[i]!, { opacity: isComing ? Math.max(0, pixels - 0.6) / 0.4 : strength });
      });
      style(tints, { opacity: pixels <= 0 || pixels >= 1 ? 0 : Math.min(1, pixels * 4, (1 - pixels) * 2.5) });
      const { width, height } = work.size;
      veils.forEach((one, i) => one.at(squareAt(layout, 2, i), height, width, done - i * width * height));
      present = term;
      mark.at(pointed ?? term);
    },
  };
}

/** The term under the pointer, in whichever of the three columns. */
function termUnder(event: PointerEvent, { rows, square }: Layout, { size }: PatchEmbedding): number | null {
  const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
  const [x, y] = [event.clientX - box.left, event.clientY - box.top + rows[0]];
  const channel = rows.findIndex((top) => y >= top && y < top + square.height);
  if (channel < 0 || x < 0 || x >= square.width) return null;
  const cell = (share: number, count: number) => Math.min(count - 1, Math.floor(share * count));
  const row = cell((y - rows[channel]!) / square.height, size.height);
  return (channel * size.height + row) * size.width + cell(x / square.width, size.width);
}

/** The largest magnitude. */
function most(values: ArrayLike<number>): number {
  let found = 0;
  for (let i = 0; i < values.length; i++) found = Math.max(found, Math.abs(values[i]!));
  return found;
}

/** A pixel's share of one channel, in the colour of the channel. */
function tint({ colours, size }: PatchEmbedding, at: number): Rgb {
  const { channel } = termPlace(size, at);
  const value = colours[(at % (size.width * size.height)) * CHANNELS + channel]!;
  return [0, 1, 2].map((i) => (i === channel ? value : Math.round(value * TINT))) as unknown as Rgb;
}

function paint(canvas: HTMLCanvasElement, layout: Layout, { size }: PatchEmbedding, colour: (at: number) => Rgb): void {
  const { rows, square } = layout;
  const context = sized(canvas, square.width, rows[2] + square.height - rows[0]);
  if (!context) return;
  const unit = square.width / size.width;
  const gap = unit > GAP_FROM ? 1 : 0;
  for (let at = 0; at < CHANNELS * size.width * size.height; at++) {
    const { channel, row, column } = termPlace(size, at);
    const [red, green, blue] = colour(at);
    context.fillStyle = `rgb(${red} ${green} ${blue})`;
    context.fillRect(column * unit, rows[channel]! - rows[0] + row * unit, unit - gap, unit - gap);
  }
}

function legendsOf(layout: Layout, work: PatchEmbedding, scales: readonly ColourScale[]): HTMLElement[] {
  return squareTitles(work).map((title, i) => {
    const made = legend(scales[i]!, title);
    place(made, { x: layout.columns[i]!, y: layout.head, width: layout.square.width, height: 40 });
    return made;
  });
}

function fixedTexts({ rows, columns, square, wide }: Layout): SVGElement[] {
  return rows.flatMap((y, channel) => {
    const middle = y + square.height / 2 + 6;
    const name = channels[channel]!;
    return [
      wide ? label(columns[0] - 9, middle - 2, name, "title", "end") : label(0, y - 7, name, "title", "start"),
      ...["×", "="].map((sign, i) => label((columns[i]! + square.width + columns[i + 1]!) / 2, middle, sign, "sign")),
    ];
  });
}

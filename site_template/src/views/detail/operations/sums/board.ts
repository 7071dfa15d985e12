/** The lanes of a sum of products, drawn at full strength: vectors, products, the sum as it grows, the result's row. */
import type { ColourScale } from "../../../../marks/colours.ts";
import { html, style } from "../../../../marks/element.ts";
import { legend } from "../../../../marks/legend.ts";
import { number } from "../../../../maths/numbers.ts";
import { groupTotals } from "../../../../maths/workings/sums.ts";
import { type Across, across } from "../../figures/across.ts";
import { lanes, type Marker, type Measure, marker, measureFor } from "../../figures/lanes.ts";
import { type Running, running } from "../../figures/running.ts";
import { type Strip, strip } from "../../figures/strip.ts";
import { type Terms, terms } from "../../figures/terms.ts";
import { type GroupRow, groupRow } from "./groups.ts";
import { matrixPicture } from "./matrix.ts";
import { type Pair, pair } from "./pair.ts";
import type { Side, SumSpec } from "./spec.ts";
import { turned } from "./turned.ts";

export interface SumBoard {
  readonly measure: Measure;
  /** Where the terms lie, and where the numbers of the result's row do. */
  readonly shape: Across;
  readonly place: Across;
  readonly left: Strip;
  readonly right: Strip;
  readonly products: Terms;
  readonly curve: Running;
  readonly answer: Strip;
  /** What each head adds; null where the terms belong to none. */
  readonly heads: HeadShares | null;
  readonly rectangle: Marker;
  readonly factors: Pair;
  /** The column of the matrix on its way to its strip; null where there is no matrix. */
  readonly turning: ((progress: number | null) => void) | null;
  readonly element: HTMLElement;
}

export function sumBoard(into: HTMLElement, spec: SumSpec): SumBoard {
  const { sum, left, right, result } = spec;
  const measure = measureFor(into.clientWidth);
  const grouped = (count: number, groups: number | null) =>
    across(measure.plot, count, groups ? count / groups : count);
  const [shape, place] = [grouped(sum.terms.length, spec.heads), grouped(sum.row.length, result.heads)];
  const [above, picture] = [spec.above?.(measure, shape) ?? null, spec.matrix && matrixPicture()];
  const [first, second, answer] = [left, right, result].map(({ role }) => strip({ role })) as [Strip, Strip, Strip];
  const [products, curve, rectangle] = [terms(), running(), marker()];
  const factors = pair(left.role, right.role, spec.beside?.element, spec.beside?.edge);
  const [names, places] = [spec.heads ? groupRow("plain", null) : null, result.heads ? groupRow("plain", null) : null];
  const heads = spec.heads ? headShares() : null;
  names?.lane.element.classList.add("first");
  const board = lanes(
    names?.lane.element ?? null,
    above?.element ?? null,
    first.element,
    second.element,
    picture?.element ?? null,
    products.element,
    factors.element,
    curve.element,
    ...(heads?.elements ?? []),
    answer.element,
    places?.lane.element ?? null,
    rectangle.element,
  );
  board.measure(measure);
  style(into, { "--gutter": `${measure.gutter}px` });
  into.replaceChildren(board.element, legends(spec));

  drawSide(first, left, sum.left, shape);
  drawSide(second, right, sum.right, shape);
  drawSide(answer, result, sum.row, place);
  products.name("product", "term by term");
  products.draw(sum.terms, shape, spec.tone);
  curve.name("running sum");
  curve.draw(sum.running, shape);
  nameHeads(names, shape, null);
  nameHeads(places, place, Math.floor(sum.index / place.group));
  heads?.draw(spec, measure, shape);
  picture?.draw(spec.matrix!.name, spec.matrix!.matrix, right.scale, sum.index, spec.matrix!.groups);
  factors.size(measure.gutter, measure.plot);
  rectangle.span(above ?? first.lane, products.lane);
  const turning = picture && turned(picture.column, second, board.element);
  return {
    measure,
    shape,
    place,
    left: first,
    right: second,
    products,
    curve,
    answer,
    heads,
    rectangle,
    factors,
    turning,
    element: board.element,
  };
}

function drawSide(one: Strip, side: Side, values: Float32Array, shape: Across): void {
  one.name(side.title, side.under);
  if (side.picture) one.lane.picture(side.picture);
  one.draw(values, side.scale, shape);
}

function nameHeads(row: GroupRow | null, shape: Across, chosen: number | null): void {
  const count = Math.ceil(shape.count / shape.group);
  row?.draw(
    Array.from({ length: count }, (_, i) => `head ${i}`),
    shape,
    chosen,
  );
}

export interface HeadShares {
  readonly elements: readonly HTMLElement[];
  draw(spec: SumSpec, measure: Measure, shape: Across): void;
  /** Shows the shares of the first heads; what the others add is still pale. */
  at(done: number): void;
}

const SHARE_HEIGHT = 22;

/** What each head adds to the sum, as bars with their numbers. */
function headShares(): HeadShares {
  const bars = terms("plain", SHARE_HEIGHT);
  const row = groupRow("plain", null);
  let drawn: { shape: Across; count: number } | null = null;
  bars.name("each head", "its share of the sum");
  return {
    elements: [bars.element, row.lane.element],
    draw({ sum, tone }, { plot }, shape) {
      const totals = groupTotals(sum, shape.group);
      drawn = { shape, count: totals.length };
      bars.draw(totals, across(plot, totals.length, 1), tone);
      row.draw(Array.from(totals, number), shape, null);
    },
    at(done) {
      if (!drawn) return;
      const { shape, count } = drawn;
      bars.at(done);
      row.lane.veil(done >= count ? Infinity : done * (shape.group * shape.unit + shape.gap));
    },
  };
}

/** One legend a scale, however many vectors share it. */
function legends({ left, right, result }: SumSpec): HTMLElement {
  const sides = new Map<ColourScale, string[]>();
  for (const { scale, quantity } of [left, right, result]) {
    const known = sides.get(scale) ?? [];
    sides.set(scale, known.includes(quantity) ? known : [...known, quantity]);
  }
  return html("div", { class: "sum-legends" }, ...[...sides].map(([scale, words]) => legend(scale, words.join(", "))));
}

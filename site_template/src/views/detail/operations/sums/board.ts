/** The lanes of a sum of products, drawn at full strength: vectors, products, the sum as it grows, the result's row. */
import { style } from "../../../../marks/element.ts";
import { type Across, across } from "../../figures/across.ts";
import { type Lane, lanes, type Marker, type Measure, marker, measureFor } from "../../figures/lanes.ts";
import { type Running, running } from "../../figures/running.ts";
import { type Strip, strip } from "../../figures/strip.ts";
import { type Terms, terms } from "../../figures/terms.ts";
import { type GroupRow, groupRow } from "./groups.ts";
import { type HeadShares, headShares } from "./head-shares.ts";
import { legendsOf } from "./legends.ts";
import { type MatrixPicture, matrixPicture } from "./matrix.ts";
import { type Pair, pair } from "./pair.ts";
import type { Side, SumSpec } from "./spec.ts";
import { turned } from "./turned.ts";
import { headName, product, runningSum } from "./words.ts";

/** What moves. */
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
  /** The rectangle round a column of rows and its mean; null where no mean is taken. */
  readonly averaging: Marker | null;
  readonly factors: Pair;
  /** The column of the matrix on its way to its strip; null where there is no matrix. */
  readonly turning: ((progress: number | null) => void) | null;
  readonly element: HTMLElement;
}

/** All lanes, from the top, as far as the spec asks for them. */
interface Parts extends Pick<SumBoard, "left" | "right" | "products" | "curve" | "answer" | "heads" | "factors"> {
  /** Names of the heads over the terms, and under the result's row. */
  readonly names: GroupRow | null;
  readonly above: Lane | null;
  readonly picture: MatrixPicture | null;
  readonly places: GroupRow | null;
}

export function sumBoard(into: HTMLElement, spec: SumSpec): SumBoard {
  const measure = measureFor(into.clientWidth);
  const [shape, place] = shapesOf(spec, measure);
  const parts = partsOf(spec, measure, shape);
  const [rectangle, averaging] = [marker(), spec.takesMean ? marker() : null];
  const board = lanes(...elementsOf(parts), rectangle.element, averaging?.element ?? null);
  board.measure(measure);
  style(into, { "--gutter": `${measure.gutter}px` });
  into.replaceChildren(board.element, legendsOf(spec));
  drawParts(parts, spec, measure, shape, place);
  const { above, picture, left, right, products, curve, answer, heads, factors } = parts;
  rectangle.span(above ?? left.lane, products.lane);
  averaging?.span(above ?? left.lane, left.lane);
  const turning = picture && turned(picture.column, right, board.element);
  const moving = { left, right, products, curve, answer, heads, factors, rectangle, averaging, turning };
  return { measure, shape, place, ...moving, element: board.element };
}

function shapesOf({ sum, heads, result }: SumSpec, { plot }: Measure): readonly [terms: Across, row: Across] {
  const grouped = (count: number, groups: number | null) => across(plot, count, groups ? count / groups : count);
  return [grouped(sum.terms.length, heads), grouped(sum.row.length, result.heads)];
}

function partsOf(spec: SumSpec, measure: Measure, shape: Across): Parts {
  const { left, right, result, beside } = spec;
  const names = spec.heads ? groupRow("plain", null) : null;
  names?.lane.element.classList.add("first");
  return {
    names,
    above: spec.above?.(measure, shape) ?? null,
    left: strip({ role: left.role }),
    right: strip({ role: right.role }),
    picture: spec.matrix && matrixPicture(),
    products: terms(),
    factors: pair(left.role, right.role, beside?.element, beside?.edge),
    curve: running(),
    heads: spec.heads ? headShares() : null,
    answer: strip({ role: result.role }),
    places: result.heads ? groupRow("plain", null) : null,
  };
}

const elementsOf = (parts: Parts): readonly (HTMLElement | null)[] => [
  parts.names?.lane.element ?? null,
  parts.above?.element ?? null,
  parts.left.element,
  parts.right.element,
  parts.picture?.element ?? null,
  parts.products.element,
  parts.factors.element,
  parts.curve.element,
  ...(parts.heads?.elements ?? []),
  parts.answer.element,
  parts.places?.lane.element ?? null,
];

function drawParts(parts: Parts, spec: SumSpec, measure: Measure, shape: Across, place: Across): void {
  const { sum } = spec;
  drawSide(parts.left, spec.left, sum.left, shape);
  drawSide(parts.right, spec.right, sum.right, shape);
  drawSide(parts.answer, spec.result, sum.row, place);
  parts.products.name(...product);
  parts.products.draw(sum.terms, shape, spec.tone);
  parts.curve.name(runningSum);
  parts.curve.draw(sum.running, shape);
  nameHeads(parts.names, shape, null);
  nameHeads(parts.places, place, Math.floor(sum.index / place.group));
  parts.heads?.draw(spec, measure, shape);
  if (spec.matrix) {
    const { name, matrix, groups } = spec.matrix;
    parts.picture?.draw(name, matrix, spec.right.scale, sum.index, groups);
  }
  parts.factors.size(measure.gutter, measure.plot);
}

function drawSide(one: Strip, side: Side, values: Float32Array, shape: Across): void {
  one.name(side.title, side.under);
  if (side.picture) one.lane.picture(side.picture);
  one.draw(values, side.scale, shape);
}

function nameHeads(row: GroupRow | null, shape: Across, chosen: number | null): void {
  const count = Math.ceil(shape.count / shape.group);
  row?.draw(
    Array.from({ length: count }, (_, i) => ({ full: headName(i), short: String(i) })),
    shape,
    chosen,
  );
}

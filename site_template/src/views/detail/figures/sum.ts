/** A sum of products as it is worked out: two vectors over one another, their products, the sum as it grows, its place. */
import { type ColourScale, type Tone } from "../../../marks/colours.ts";
import { html, setText, style } from "../../../marks/element.ts";
import { legend } from "../../../marks/legend.ts";
import { number } from "../../../maths/numbers.ts";
import { groupTotals, largestTerm, type Matrix, type Placed, type SumOfProducts } from "../../../maths/workings/sums.ts";
import type { Moment } from "../operation.ts";
import { across, type Across, boxAround, indexAt, leftOf, middleOf } from "./across.ts";
import { groupRow } from "./groups.ts";
import { type Lane, lanes, marker, type Measure, measureFor } from "./lanes.ts";
import { type Groups, matrixPicture } from "./matrix.ts";
import { turned } from "./turned.ts";
import { pair } from "./pair.ts";
import { running } from "./running.ts";
import { strip } from "./strip.ts";
import { terms } from "./terms.ts";

export interface Side {
  readonly role: string;
  readonly title: string;
  readonly under: string;
  readonly picture?: HTMLElement;
  readonly scale: ColourScale;
  /** What its colours measure, for the legend. */
  readonly quantity: string;
}

export interface SumSpec {
  /** Name of the figure, and what it says to ears. */
  readonly name: string;
  readonly label: string;
  readonly sum: SumOfProducts & Placed;
  readonly left: Side;
  readonly right: Side;
  readonly tone: Tone;
  /** Heads that the terms belong to. */
  readonly heads: number | null;
  readonly matrix: { readonly matrix: Matrix; readonly name: string; readonly groups: Groups } | null;
  /** A lane above the vectors: the tokens that they run over. */
  readonly above: ((measure: Measure, shape: Across) => Lane) | null;
  /** Shown beside what is multiplied: the patch of a key, say. */
  readonly beside: { readonly element: HTMLElement; readonly edge: number; at(index: number): void } | null;
  termName(index: number): string;
  /** The row that the result stands in; `heads` are groups of it. */
  readonly result: Side & { readonly heads: number | null; readonly how: string };
  /** Chooses another place of the result's row. */
  pick(index: number): void;
  /** Goes to the step of a term. */
  seek(index: number): void;
}

const SHARE_BARS = 22;
/** How much of a term's time the rectangle takes to move on. */
const MOVE = 0.35;
const ORDER = ["whole", "weights", "terms", "sum", "division", "bias", "result"] as const;
type Phase = (typeof ORDER)[number];
const DIVISION = ORDER.indexOf("division");

export interface SumFigure {
  readonly element: HTMLElement;
  draw(spec: SumSpec): void;
  at(moment: Moment): void;
}

export function sumFigure(): SumFigure {
  const element = html("div", { class: "sum-figure", role: "img" });
  let shown: { readonly at: (moment: Moment) => void } | null = null;
  let last: Moment | null = null;
  return {
    element,
    draw(spec) {
      element.dataset["figure"] = spec.name;
      element.setAttribute("aria-label", spec.label);
      shown = built(element, spec, () => last);
    },
    at(moment) {
      last = moment;
      shown?.at(moment);
    },
  };
}

function built(element: HTMLElement, spec: SumSpec, last: () => Moment | null): { at(moment: Moment): void } {
  const { sum, left, right, result, heads } = spec;
  const measure = measureFor(element.clientWidth);
  const count = sum.terms.length;
  const shape = across(measure.plot, count, heads ? count / heads : count);
  const place = across(measure.plot, sum.row.length, result.heads ? sum.row.length / result.heads : sum.row.length);

  const [first, second] = [strip({ role: left.role }), strip({ role: right.role })];
  const [bars, curve, answer] = [terms(), running(), strip({ role: result.role })];
  const [mark, factors, chip] = [marker(), pair(left.role, right.role, spec.beside?.element, spec.beside?.edge), html("div", { class: "sum-chip", hidden: true })];
  const picture = spec.matrix && matrixPicture();
  const names = heads ? groupRow("plain", null) : null;
  const shareBars = heads ? terms("plain", SHARE_BARS) : null;
  const shares = heads ? groupRow("plain", null) : null;
  const places = result.heads ? groupRow("plain", null) : null;
  const above = spec.above?.(measure, shape) ?? null;
  names?.lane.element.classList.add("first");
  const board = lanes(
    names?.lane.element ?? null,
    above?.element ?? null,
    first.element,
    second.element,
    picture?.element ?? null,
    bars.element,
    factors.element,
    curve.element,
    shareBars?.element ?? null,
    shares?.lane.element ?? null,
    answer.element,
    places?.lane.element ?? null,
    mark.element,
    chip,
  );
  board.measure(measure);
  style(element, { "--gutter": `${measure.gutter}px` });
  element.replaceChildren(board.element, legends(spec));

  for (const [one, side] of [[first, left], [second, right]] as const) {
    one.name(side.title, side.under);
    if (side.picture) one.lane.picture(side.picture);
  }
  bars.name("product", "term by term");
  curve.name("running sum");
  answer.name(result.title, result.under);
  first.draw(sum.left, left.scale, shape);
  second.draw(sum.right, right.scale, shape);
  bars.draw(sum.terms, shape, spec.tone);
  curve.draw(sum.running, shape);
  answer.draw(sum.row, result.scale, place);
  const headNames = (many: number) => Array.from({ length: many }, (_, i) => `head ${i}`);
  names?.draw(headNames(heads!), shape, null);
  const totals = groupTotals(sum, shape.group);
  shares?.draw(Array.from(totals, number), shape, null);
  shareBars?.name("each head", "its share of the sum");
  shareBars?.draw(totals, across(measure.plot, totals.length, 1), spec.tone);
  places?.draw(headNames(result.heads!), place, Math.floor(sum.index / place.group));
  picture?.draw(spec.matrix!.name, spec.matrix!.matrix, right.scale, sum.index, spec.matrix!.groups);
  factors.size(measure.gutter, measure.plot);
  mark.span(above ?? first.lane, bars.lane);
  const [reached, after] = [html("strong", {}), html("span", {})];
  const [value, how] = [html("strong", {}), html("span", {}, result.how)];
  curve.lane.tells(reached, after);
  answer.lane.tells(value, how);
  const most = largestTerm(sum);
  const turning = picture && turned(picture.column, second, board.element);
  const flight = pathOf(curve.lane, answer.lane, measure, middleOf(place, sum.index));

  function at({ step, progress }: Moment): void {
    const phase = (ORDER as readonly string[]).includes(step.phase) ? (step.phase as Phase) : "whole";
    const stage = ORDER.indexOf(phase);
    const whole = phase === "whole";
    const isTerm = phase === "terms";
    const moved = Math.min(1, progress / MOVE);
    const filled = isTerm ? step.index + Math.max(0, (progress - MOVE) / (1 - MOVE)) : stage > 2 || whole ? count : 0;
    for (const lane of [bars, curve]) lane.at(filled);
    second.at(phase === "weights" && progress < 1 ? 0 : count);
    turning?.(phase === "weights" && progress < 1 ? progress : null);
    const heads = whole || stage > 2 ? totals.length : Math.floor(filled / shape.group);
    shareBars?.at(heads);
    shares?.lane.veil(heads === totals.length ? Infinity : leftOf(shape, heads * shape.group));
    if (whole) label(most, middleOf(shape, most), `largest: ${spec.termName(most)}`);
    else point(isTerm ? step.index : null, moved);
    if (whole) mark.at(null);
    const done = whole || (phase === "result" && progress === 1);
    answer.mark(sum.index, !done);
    answer.lane.veil(whole || phase === "result" ? Infinity : 0);
    tellSum(filled, whole || stage > 1);
    tellResult(whole ? ORDER.length : stage);
    fly(phase === "result" && progress < 1 ? progress : null);
  }

  /** The rectangle round a term, on its way from the one before. */
  function point(index: number | null, moved = 1): void {
    if (index === null) {
      mark.at(null);
      factors.at(null);
      return;
    }
    const [from, to] = [boxAround(shape, Math.max(0, index - 1)), boxAround(shape, index)];
    const x = from.x + (to.x - from.x) * moved;
    mark.at({ x, width: to.width });
    label(index, x + to.width / 2, spec.termName(index));
  }

  /** The numbers of a term below it. */
  function label(index: number, x: number, name: string): void {
    factors.at(x, name, sum.left[index]!, sum.right[index]!, sum.terms[index]!);
    spec.beside?.at(index);
  }

  function tellSum(filled: number, isSaid: boolean): void {
    const terms = Math.floor(filled);
    setText(reached, !isSaid ? "" : terms === 0 ? "0" : number(sum.running[terms - 1]!));
    setText(after, !isSaid ? "" : terms < count ? `${terms} of ${count}${count < 1000 ? " terms" : ""}` : `after ${count} terms`);
  }

  function tellResult(stage: number): void {
    const isDivided = ORDER[stage] === "division";
    setText(value, stage < DIVISION ? "" : number(isDivided ? sum.total / sum.divisor : sum.result));
    how.hidden = stage < DIVISION;
  }

  function fly(progress: number | null): void {
    chip.hidden = progress === null;
    if (progress === null) return;
    if (chip.textContent === "") chip.textContent = number(sum.result);
    const eased = progress * progress * (3 - 2 * progress);
    const [x, y] = [0, 1].map((axis) => flight.from[axis]! + (flight.to[axis]! - flight.from[axis]!) * eased);
    style(chip, { transform: `translate(${x!.toFixed(1)}px, ${y!.toFixed(1)}px)` });
  }

  const over = (lane: Lane, within: Across) => (event: MouseEvent) =>
    indexAt(within, event.clientX - lane.plot.getBoundingClientRect().left);
  for (const lane of [first.lane, second.lane, bars.lane, curve.lane]) {
    const under = over(lane, shape);
    lane.plot.classList.add("pickable");
    lane.plot.addEventListener("pointermove", (event) => event.pointerType !== "touch" && point(under(event)));
    lane.plot.addEventListener("pointerleave", () => {
      const moment = last();
      if (moment) at(moment);
    });
    lane.plot.addEventListener("click", (event) => spec.seek(under(event)));
  }
  answer.lane.plot.classList.add("pickable");
  answer.lane.plot.addEventListener("click", (event) => spec.pick(over(answer.lane, place)(event)));
  return { at };
}

/** From where the sum is printed to its place in the row of the result. */
function pathOf(from: Lane, to: Lane, measure: Measure, x: number): { from: readonly number[]; to: readonly number[] } {
  const start = measure.stacked ? measure.plot - 60 : measure.gutter + measure.plot + 10;
  return { from: [start, from.plot.offsetTop], to: [to.plot.offsetLeft + x - 20, to.plot.offsetTop] };
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

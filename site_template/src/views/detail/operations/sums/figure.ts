/** A sum of products as it is worked out: two vectors over one another, their products, the sum, its place. */
import { html, setText, style } from "../../../../marks/element.ts";
import { number } from "../../../../maths/numbers.ts";
import { largestTerm } from "../../../../maths/workings/sums.ts";
import { type Across, boxAround, indexAt, middleOf } from "../../figures/across.ts";
import type { Lane } from "../../figures/lanes.ts";
import type { Moment } from "../../operation.ts";
import { type SumBoard, sumBoard } from "./board.ts";
import type { SumSpec } from "./spec.ts";
import { largestAt, placeAndNumber, soFar } from "./words.ts";

/** Phases in their order; a page may do without some of them. */
const ORDER = ["whole", "mean", "weights", "terms", "sum", "division", "bias", "result"] as const;
type Phase = (typeof ORDER)[number];
const isAfter = (phase: Phase, other: Phase): boolean => ORDER.indexOf(phase) > ORDER.indexOf(other);

export interface SumFigure {
  readonly element: HTMLElement;
  draw(spec: SumSpec): void;
  at(moment: Moment): void;
}

export function sumFigure(): SumFigure {
  const element = html("div", { class: "sum-figure", role: "img" });
  let show: (moment: Moment) => void = () => undefined;
  let last: Moment | null = null;
  return {
    element,
    draw(spec) {
      element.dataset["figure"] = spec.name;
      element.setAttribute("aria-label", spec.label);
      const board = sumBoard(element, spec);
      const rectangle = pointer(board, spec);
      show = shown(board, spec, rectangle);
      listen(board, spec, rectangle, () => last && show(last));
    },
    at(moment) {
      last = moment;
      show(moment);
    },
  };
}

/** How far things are at a moment, in numbers. */
interface Progress {
  readonly phase: Phase;
  readonly progress: number;
  /** Terms that are in the sum, with a share of the present one. */
  readonly filled: number;
}

/** The sum has not begun. */
const isBefore = (phase: Phase): boolean => phase === "mean" || phase === "weights";

/** How much of a term's time the rectangle takes to move on. */
const MOVE = 0.35;

function progressOf({ step, progress }: Moment, count: number): Progress {
  const phase = (ORDER as readonly string[]).includes(step.phase) ? (step.phase as Phase) : "whole";
  if (phase === "terms") return { phase, progress, filled: step.index + Math.max(0, (progress - MOVE) / (1 - MOVE)) };
  return { phase, progress, filled: isBefore(phase) ? 0 : count };
}

/** Shows a moment: what is done at full strength, what is to come pale. */
function shown(board: SumBoard, spec: SumSpec, rectangle: Pointer): (moment: Moment) => void {
  const { sum } = spec;
  const count = sum.terms.length;
  const [writeSum, writeResult, fly] = [sumText(board, spec), resultText(board, spec), flight(board, spec)];
  const most = largestTerm(sum);
  return (moment) => {
    const at = progressOf(moment, count);
    const { phase, progress, filled } = at;
    const isTurning = phase === "weights" && progress < 1;
    takeMean(board, phase === "mean" ? progress : null);
    board.right.at(isTurning || phase === "mean" ? 0 : count);
    board.turning?.(isTurning ? progress : null);
    board.products.at(filled);
    board.curve.at(filled);
    board.heads?.at(filled >= count ? Infinity : Math.floor(filled / board.shape.group));
    if (phase === "terms") rectangle.at(moment.step.index, Math.min(1, progress / MOVE));
    else if (phase === "whole") rectangle.name(most, largestAt(spec.termName(most)));
    else rectangle.none();
    board.answer.mark(sum.index, phase !== "whole" && !(phase === "result" && progress === 1));
    board.answer.lane.veil(phase === "whole" || phase === "result" ? Infinity : 0);
    writeSum(at);
    writeResult(phase);
    fly(phase === "result" && progress < 1 ? progress : null);
  };
}

/** The mean appears number by number, each below the column that it is the mean of; null: it is there. */
function takeMean({ averaging, left, shape }: SumBoard, progress: number | null): void {
  if (!averaging) return;
  const isOver = progress === null || progress >= 1;
  const reach = (progress ?? 1) * shape.count;
  left.at(isOver ? shape.count : reach);
  averaging.at(isOver ? null : boxAround(shape, Math.min(shape.count - 1, reach)));
}

/** The sum so far, beside the curve. */
function sumText({ curve }: SumBoard, { sum }: SumSpec): (at: Progress) => void {
  const [value, after] = [html("strong", {}), html("span", {})];
  const count = sum.terms.length;
  curve.lane.setValue(value, after);
  return ({ phase, filled }) => {
    const terms = Math.floor(filled);
    const isSaid = !isBefore(phase);
    setText(value, !isSaid ? "" : terms === 0 ? "0" : number(sum.running[terms - 1]!));
    setText(after, isSaid ? soFar(terms, count) : "");
  };
}

/** What the sum becomes, beside the row of the result. */
function resultText({ answer }: SumBoard, { sum, result }: SumSpec): (phase: Phase) => void {
  const [value, how] = [html("strong", {}), html("span", {}, result.how)];
  answer.lane.setValue(value, how);
  return (phase) => {
    const isSaid = phase === "whole" || isAfter(phase, "sum");
    setText(value, !isSaid ? "" : number(phase === "division" ? sum.total / sum.divisor : sum.result));
    how.hidden = !isSaid;
  };
}

/** The result on its way from where the sum is printed to its place in the row. */
function flight(
  { measure, curve, answer, place, element }: SumBoard,
  { sum }: SumSpec,
): (progress: number | null) => void {
  const chip = html("div", { class: "sum-chip", hidden: true, "data-no-export": true }, number(sum.result));
  element.append(chip);
  const from = {
    x: measure.stacked ? measure.plot - 60 : measure.gutter + measure.plot + 10,
    y: curve.lane.plot.offsetTop,
  };
  const to = { x: answer.lane.plot.offsetLeft + middleOf(place, sum.index) - 20, y: answer.lane.plot.offsetTop };
  return (progress) => {
    chip.hidden = progress === null;
    if (progress === null) return;
    const eased = progress * progress * (3 - 2 * progress);
    const at = (axis: "x" | "y") => (from[axis] + (to[axis] - from[axis]) * eased).toFixed(1);
    style(chip, { transform: `translate(${at("x")}px, ${at("y")}px)` });
  };
}

interface Pointer {
  /** The rectangle round a term, its numbers below it; `moved` is how far it has come from the one before. */
  at(index: number, moved?: number): void;
  /** The numbers of a term without the rectangle. */
  name(index: number, name: string): void;
  none(): void;
}

function pointer({ shape, rectangle, factors }: SumBoard, { sum, beside, termName }: SumSpec): Pointer {
  function label(index: number, x: number, name: string): void {
    factors.at(x, name, sum.left[index]!, sum.right[index]!, sum.terms[index]!);
    beside?.at(index);
  }
  return {
    at(index, moved = 1) {
      const [from, to] = [boxAround(shape, Math.max(0, index - 1)), boxAround(shape, index)];
      const x = from.x + (to.x - from.x) * moved;
      rectangle.at({ x, width: to.width });
      label(index, x + to.width / 2, termName(index));
    },
    name(index, name) {
      rectangle.at(null);
      label(index, middleOf(shape, index), name);
    },
    none() {
      rectangle.at(null);
      factors.at(null);
    },
  };
}

/** Pointing at a place reads its term, pressing goes to its step; a press on the result's row chooses there. */
function listen(board: SumBoard, spec: SumSpec, rectangle: Pointer, back: () => void): void {
  const under = ({ plot }: Lane, shape: Across, event: MouseEvent) =>
    indexAt(shape, event.clientX - plot.getBoundingClientRect().left);
  for (const { lane } of [board.left, board.right, board.products, board.curve]) {
    lane.plot.classList.add("pickable");
    lane.plot.addEventListener("pointermove", (event) => {
      if (event.pointerType !== "touch") rectangle.at(under(lane, board.shape, event));
    });
    lane.plot.addEventListener("pointerleave", back);
    lane.plot.addEventListener("click", (event) => spec.seek(under(lane, board.shape, event)));
  }
  const { lane } = board.answer;
  lane.plot.addEventListener("pointermove", (event) => {
    const index = under(lane, board.place, event);
    lane.plot.title = placeAndNumber(spec.result.placeName(index), spec.sum.row[index]!);
  });
  lane.plot.classList.add("pickable");
  lane.plot.addEventListener("click", (event) => spec.pick(under(lane, board.place, event)));
}

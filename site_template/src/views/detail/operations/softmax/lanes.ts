/** The lanes of a softmax: scores, the largest taken away, exponentials, their sum laid end to end, shares. */
import { number } from "../../../../maths/numbers.ts";
import { sumsBefore } from "../../../../maths/workings/softmax.ts";
import { type Across, leftOf } from "../../figures/across.ts";
import { writeValue } from "../../figures/lane-value.ts";
import type { Lane } from "../../figures/lanes.ts";
import { levels } from "../../figures/levels.ts";
import { spanOf } from "../../figures/terms.ts";
import type { Setting } from "../../operation.ts";
import { endToEnd } from "./end-to-end.ts";
import { keyAxis } from "./key-axis.ts";
import type { SoftmaxPhase } from "./story.ts";
import { lanes as laneNames, largestLine, sumName, termsOf, values } from "./words.ts";
import type { SoftmaxWork } from "./work.ts";

const BARS = 56;

export const makeLanes = () => ({
  scores: levels("own", BARS),
  shifted: levels("own", BARS),
  exponentials: levels("own", BARS),
  total: endToEnd("own"),
  shares: levels("own", BARS),
  axis: keyAxis(),
});

export type SoftmaxLanes = ReturnType<typeof makeLanes>;

/** Those whose numbers lie over one another; the sum lies otherwise across. */
export const ACROSS = ["scores", "shifted", "exponentials", "shares", "axis"] as const;
const COLOURED = ["scores", "shifted", "exponentials", "total", "shares"] as const;

export function drawLanes(lanes: SoftmaxLanes, setting: Setting, made: SoftmaxWork, shape: Across): void {
  const { role } = termsOf(made);
  const [names, colour, { tone }] = [laneNames(made), `--${role}`, setting];
  for (const name of COLOURED) {
    const { lane } = lanes[name];
    lane.element.classList.replace(lane.element.className.match(/role-\w+/)![0], `role-${role}`);
    lanes[name].name(...names[name]);
  }
  // As many pixels to a unit in both: below the line, the first lane has the shape of the second.
  const [low, high] = spanOf(made.scores);
  const span = Math.max(high - low, -spanOf(made.shifted)[0]);
  lanes.scores.draw(made.scores, shape, [high - span, high], tone);
  lanes.shifted.draw(made.shifted, shape, [-span, 0], tone);
  lanes.exponentials.draw(made.exponentials, shape, [0, 1], tone, colour);
  lanes.total.draw(made.exponentials, made.total, shape.width, colour);
  lanes.shares.draw(made.shares, shape, [0, Math.max(...made.shares)], tone, colour);
  lanes.axis.draw(setting, made, shape);
}

/** The numbers at the right, of number `i` of the row. */
export function writeNumbers(lanes: SoftmaxLanes, made: SoftmaxWork, i: number): void {
  const how = values(made, i);
  for (const name of ["scores", "shifted", "exponentials", "shares"] as const)
    writeValue(lanes[name].lane, ...how[name]);
  writeValue(lanes.total.lane, sumName(true), number(made.total));
  lanes.total.mark(i);
}

/** What the stages show on their way. */
export interface Drawn {
  readonly made: SoftmaxWork;
  readonly shape: Across;
  readonly sums: Float64Array;
  /** Index of the largest score among the first ones, for each count of them. */
  readonly leads: Uint32Array;
  readonly zeros: Float64Array;
}

export const drawnOf = (made: SoftmaxWork, shape: Across): Drawn => ({
  made,
  shape,
  sums: sumsBefore(made.exponentials),
  leads: leadsOf(made.scores),
  zeros: new Float64Array(shape.count),
});

function leadsOf(scores: ArrayLike<number>): Uint32Array {
  const leads = new Uint32Array(scores.length);
  for (let i = 1; i < scores.length; i++) leads[i] = scores[i]! > scores[leads[i - 1]!]! ? i : leads[i - 1]!;
  return leads;
}

/** The search for the largest passes over the scores; gives the index that it is at. */
export function searchTo({ scores }: SoftmaxLanes, { made, shape, leads }: Drawn, progress: number): number {
  const isDone = progress >= 1;
  const index = Math.min(shape.count - 1, Math.floor(progress * shape.count));
  const lead = isDone ? made.maximumAt : leads[index]!;
  const score = made.scores[lead]!;
  scores.line(score, largestLine(made.names[lead]!, score, !isDone));
  return index;
}

const isLastTerm = ({ shape }: Drawn, index: number, progress: number): boolean =>
  index === shape.count - 1 && progress >= 1;

/** One exponential appears, and the sum grows by it. */
export function growBy({ exponentials, total }: SoftmaxLanes, now: Drawn, index: number, progress: number): void {
  const { made, shape, sums } = now;
  const isLast = isLastTerm(now, index, progress);
  exponentials.lane.veil(isLast ? Infinity : leftOf(shape, index) + progress * shape.unit);
  total.upTo(isLast ? made.total : sums[index]! + progress * made.exponentials[index]!);
  total.mark(index);
}

/** The numbers at the right while the exponentials come one by one. */
export function writeTerm(lanes: SoftmaxLanes, now: Drawn, i: number, progress: number): void {
  const how = values(now.made, i);
  for (const name of ["scores", "shifted", "exponentials"] as const) writeValue(lanes[name].lane, ...how[name]);
  writeValue(lanes.total.lane, sumName(isLastTerm(now, i, progress)), number(now.sums[i + 1]!));
}

const ORDER: readonly SoftmaxPhase[] = ["largest", "subtract", "terms", "divide", "result"];
const FROM: Readonly<Record<(typeof COLOURED)[number], SoftmaxPhase>> = {
  scores: "largest",
  shifted: "subtract",
  exponentials: "terms",
  total: "terms",
  shares: "divide",
};

type Row = "scores" | "shifted" | "exponentials";
const SPANS: Readonly<Record<SoftmaxPhase, readonly [Row, Row]>> = {
  whole: ["scores", "exponentials"],
  largest: ["scores", "scores"],
  subtract: ["scores", "shifted"],
  terms: ["shifted", "exponentials"],
  divide: ["exponentials", "exponentials"],
  result: ["exponentials", "exponentials"],
};

/** The first and the last lane that the rectangle reaches over at a stage. */
export function spanAt(lanes: SoftmaxLanes, phase: string): readonly [Lane, Lane] {
  const [first, last] = SPANS[phase as SoftmaxPhase] ?? SPANS.whole;
  return [lanes[first].lane, lanes[last].lane];
}

/** Pales what is still to come at a stage. */
export function stageLanes(lanes: SoftmaxLanes, phase: string, zeros: Float64Array): void {
  const at = phase === "whole" || phase === "blocks" ? ORDER.length : ORDER.indexOf(phase as SoftmaxPhase);
  for (const name of COLOURED) {
    const { lane } = lanes[name];
    const isLit = at >= ORDER.indexOf(FROM[name]);
    lane.veil(isLit ? Infinity : 0);
    lane.element.classList.toggle("to-come", !isLit);
  }
  lanes.shifted.from(zeros, 1);
  lanes.shares.from(zeros, 1);
}

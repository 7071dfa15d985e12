/** The rows of LayerNorm's figure: the five stages of a token's row, and the gain and bias that it meets. */
import { type ColourScale, magnitudeScale, signedScale, type Tone } from "../../../../marks/colours.ts";
import { number } from "../../../../maths/numbers.ts";
import { summarise } from "../../../../maths/statistics.ts";
import { type Across, boxAround } from "../../figures/across.ts";
import { writeValue } from "../../figures/lane-value.ts";
import type { Lane } from "../../figures/lanes.ts";
import { beyond, type Levels, levels, type Range, rangeOf } from "../../figures/levels.ts";
import { type Strip, strip } from "../../figures/strip.ts";
import type { NormPhase } from "./story.ts";
import { cutOff, lanes as laneNames, meanLine, meanOfFirst, scaleLine, values } from "./words.ts";
import type { NormWork } from "./work.ts";

const STAGES = ["before", "centred", "standard", "gained", "after"] as const;
const LEARNED = ["gain", "bias"] as const;
type Stage = (typeof STAGES)[number];
type Learned = (typeof LEARNED)[number];
export type RowName = Stage | Learned;

/** From the top. */
export const ROWS = ["before", "centred", "standard", "gain", "gained", "bias", "after"] as const;

export type Rows = Readonly<Record<Stage, Levels> & Record<Learned, Strip>>;

export interface Ranges {
  /** Of the row as it comes, and of the row in units of its scale. */
  readonly raw: Range;
  readonly unit: Range;
}

const [BARS, STRIP] = [60, 11];

export const makeRows = (): Rows => ({
  before: levels("stream", BARS),
  centred: levels("norm", BARS),
  standard: levels("norm", BARS),
  gained: levels("norm", BARS),
  after: levels("norm", BARS),
  gain: strip({ role: "norm", height: STRIP }),
  bias: strip({ role: "norm", height: STRIP }),
});

export const rangesOf = (made: NormWork): Ranges => ({
  raw: rangeOf(made.before, made.centred),
  unit: rangeOf(made.standard, made.gained, made.after),
});

/** Draws all rows; `token` names the first. Gives the scales of gain and bias, for their legends. */
export function drawRows(
  rows: Rows,
  made: NormWork,
  token: string,
  shape: Across,
  { raw, unit }: Ranges,
  tone: Tone,
): readonly [gain: ColourScale, bias: ColourScale] {
  const names = laneNames(made.letters);
  const draw = (stage: Stage, range: Range, title: string, under: string): void => {
    rows[stage].draw(made[stage], shape, range, tone);
    rows[stage].name(title, cutOff(under, beyond(made[stage], range)));
  };
  draw("before", raw, token, names.before);
  draw("centred", raw, ...names.centred);
  draw("standard", unit, ...names.standard);
  draw("gained", unit, ...names.gained);
  draw("after", unit, ...names.after);
  const scales = [scaleOf(made.gain, tone), scaleOf(made.bias, tone)] as const;
  LEARNED.forEach((one, i) => {
    rows[one].draw(made[one], scales[i]!, shape);
    rows[one].name(names[one]);
  });
  return scales;
}

/** Gains are as a rule all above 0 and much alike: they get the scale of magnitudes, from the lowest of them. */
function scaleOf(learned: ArrayLike<number>, tone: Tone): ColourScale {
  const { min, max } = summarise(learned);
  return min > 0 ? magnitudeScale(max, false, min) : signedScale(Math.max(Math.abs(min), Math.abs(max)), tone);
}

/** The numbers of one feature, at the right. */
export function writeNumbers(rows: Rows, made: NormWork, i: number): void {
  const how = values(made, i);
  for (const stage of STAGES) writeValue(rows[stage].lane, how[stage], number(made[stage][i]!));
  for (const one of LEARNED) rows[one].lane.setValue(how[one]);
}

/** From which stage of the story on each row is there, and over which rows the rectangle reaches at each. */
const ORDER: readonly NormPhase[] = ["mean", "subtract", "spread", "divide", "gain", "bias", "result"];
const FROM: Readonly<Record<RowName, NormPhase>> = {
  before: "mean",
  centred: "subtract",
  standard: "divide",
  gain: "gain",
  gained: "gain",
  bias: "bias",
  after: "bias",
};
const SPANS: Readonly<Record<NormPhase, readonly [RowName, RowName]>> = {
  whole: ["before", "after"],
  mean: ["before", "before"],
  subtract: ["before", "centred"],
  spread: ["centred", "centred"],
  divide: ["centred", "standard"],
  gain: ["standard", "gained"],
  bias: ["gained", "after"],
  result: ["after", "after"],
};

export const isThere = (phase: string, from: NormPhase): boolean =>
  phase === "whole" || ORDER.indexOf(phase as NormPhase) >= ORDER.indexOf(from);

export const spanAt = (rows: Rows, phase: string): readonly [Lane, Lane] => {
  const [first, last] = SPANS[phase as NormPhase] ?? SPANS.whole;
  return [rows[first].lane, rows[last].lane];
};

/** Puts all rows into the state of a stage, with nothing on its way. */
export function stageRows(rows: Rows, made: NormWork, phase: string): void {
  for (const name of ROWS) {
    const isLit = isThere(phase, FROM[name]);
    rows[name].lane.veil(isLit ? Infinity : 0);
    rows[name].lane.element.classList.toggle("to-come", !isLit);
  }
  rows.before.line(made.mean, meanLine(made.mean));
  bandOf(rows, isThere(phase, "spread") ? made.scale : null);
  // A band that would cover nothing but a point, where all features are equal, is left out.
  const hasUnit = isThere(phase, "divide") && made.standard.some((z) => z !== 0);
  rows.standard.band(hasUnit ? [-1, 1] : null);
  for (const one of ["centred", "standard", "gained", "after"] as const) rows[one].from(made.before, 1);
}

/** The scale as a band to both sides of 0. */
function bandOf({ centred }: Rows, scale: number | null, isDone = true): void {
  centred.band(scale === null ? null : [-scale, scale]);
  centred.line(scale, scale === null ? "" : scaleLine(scale, isDone));
}

/** What mean and scale come to after each feature. */
export interface Sums {
  readonly made: NormWork;
  readonly shape: Across;
  readonly sums: Float64Array;
  readonly squares: Float64Array;
}

/** How many features have been added up; at least one. */
const doneAt = ({ count }: Across, progress: number): number =>
  Math.max(1, Math.min(count, Math.round(progress * count)));

export function meanSoFar({ before }: Rows, { made, shape, sums }: Sums, progress: number): void {
  if (progress >= 1) {
    before.line(made.mean, meanLine(made.mean));
    return before.lane.veil(Infinity);
  }
  const done = doneAt(shape, progress);
  const value = sums[done - 1]! / done;
  before.line(value, meanOfFirst(done, value));
  before.lane.veil(boxAround(shape, progress * shape.count).x + 3);
}

export function scaleSoFar(rows: Rows, { made, shape, squares }: Sums, progress: number): void {
  const done = doneAt(shape, progress);
  bandOf(rows, progress >= 1 ? made.scale : Math.sqrt(squares[done - 1]! / done), progress >= 1);
}

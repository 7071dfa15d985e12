/** Two rows and their sum, number by number: strips over one another, and a rectangle that moves along them. */
import type { ColourScale, Range, Tone } from "../../../marks/colours.ts";
import { html, setText, style } from "../../../marks/element.ts";
import { number } from "../../../maths/numbers.ts";
import { featureSum } from "../words.ts";
import { type Across, across, boxAround, middleOf } from "./across.ts";
import { lanes, marker, measureFor } from "./lanes.ts";
import { pickable } from "./pickable.ts";
import { sharedScale } from "./scales.ts";
import { type Strip, strip } from "./strip.ts";

const known = new WeakMap<Float32Array, Map<string, ColourScale>>();

/** One scale for what is added and the sum of it, of all tokens; kept for each sum, as every token asks for it. */
export function scaleOfSum(
  tone: Tone,
  range: Range,
  sum: Float32Array,
  ...added: readonly Float32Array[]
): ColourScale {
  const scales = known.get(sum) ?? new Map<string, ColourScale>();
  known.set(sum, scales);
  const key = `${tone} ${range}`;
  const scale = scales.get(key) ?? sharedScale(tone, range, sum, ...added);
  scales.set(key, scale);
  return scale;
}

export interface AddedRow {
  readonly role: string;
  readonly title: string;
  readonly under: string;
  readonly values: ArrayLike<number>;
  /** Beside the row, such as its length: what it is, and how much. */
  readonly value: readonly [name: string, value: string];
}

export interface AddingSpec {
  readonly rows: readonly [first: AddedRow, second: AddedRow, sum: AddedRow];
  readonly scale: ColourScale;
  /** The number that the page is about. */
  readonly column: number;
}

export interface AddingActs {
  pick(column: number): void;
}

export interface Adding {
  readonly element: HTMLElement;
  draw(spec: AddingSpec): void;
  at(moment: AddingMoment): void;
  destroy(): void;
}

export interface AddingMoment {
  /** How many of the rows are there, from the first; a fraction is one that comes. */
  readonly rows: number;
  /** How many numbers of the sum there are. */
  readonly done: number;
  /** What the rectangle is round, between two of them for a fraction; null: nothing. */
  readonly spot: number | null;
  readonly isPlaced: boolean;
}

interface Drawn {
  readonly spec: AddingSpec;
  readonly shape: Across;
  readonly strips: readonly Strip[];
  /** Left edge of the plots. */
  readonly left: number;
}

const HEIGHT = 24;
const PALE = 0.22;

export function adding(acts: AddingActs): Adding {
  const [mark, board, print] = [marker(), lanes(), printed()];
  const element = html("div", { class: "adding" }, board.element);
  let drawn: Drawn | null = null;
  let last: AddingMoment | null = null;
  let stop = (): void => undefined;

  function draw(spec: AddingSpec): void {
    stop();
    const measure = measureFor(element.clientWidth);
    const shape = across(measure.plot, spec.rows[0].values.length);
    const strips = spec.rows.map(({ role }) => strip({ role, height: HEIGHT }));
    const pair = html("div", { class: "pair", "aria-hidden": "true" }, print.element);
    board.element.replaceChildren(...strips.map((one) => one.element), pair, mark.element);
    board.measure(measure);
    strips.forEach((one, i) => drawRow(one, ["", "+ ", "= "][i]!, spec.rows[i]!, spec.scale, shape));
    mark.span(strips[0]!.lane, strips[2]!.lane);
    print.colour(spec);
    drawn = { spec, shape, strips, left: measure.gutter };
    const plots = strips.map((one) => one.lane.plot);
    stop = pickable(
      plots,
      () => shape,
      acts.pick,
      (index) => (index === null ? last && at(last) : point(index)),
    );
    if (last) at(last);
  }

  /** Prints what is added at one place, with the rectangle round it. */
  function point(index: number): void {
    if (!drawn) return;
    mark.at(boxAround(drawn.shape, index));
    print.at(drawn, index);
  }

  function at(moment: AddingMoment): void {
    last = moment;
    if (!drawn) return;
    const { spec, shape, strips } = drawn;
    strips.forEach((one, i) =>
      style(one.lane.plot, { opacity: i === 2 ? 1 : Math.max(PALE, Math.min(1, moment.rows - i)) }),
    );
    strips[2]!.at(moment.done);
    strips[2]!.mark(moment.isPlaced ? spec.column : null);
    if (moment.spot === null) {
      mark.at(null);
      return print.at(drawn, null);
    }
    const [from, share] = [Math.floor(moment.spot), moment.spot % 1];
    const [here, next] = [boxAround(shape, from), boxAround(shape, Math.min(shape.count - 1, from + 1))];
    mark.at({ x: here.x + (next.x - here.x) * share, width: here.width });
    print.at(drawn, from);
  }

  return { element, draw, at, destroy: () => stop() };
}

function drawRow(one: Strip, sign: string, row: AddedRow, scale: ColourScale, shape: Across): void {
  const [name, value] = row.value;
  one.name(`${sign}${row.title}`, row.under);
  one.draw(row.values, scale, shape);
  one.lane.setValue(html("strong", {}, value), ` ${name}`);
}

const CHARACTER = 7.9;

/** What is added at one place, below the strips. */
function printed(): {
  element: HTMLElement;
  colour(spec: AddingSpec): void;
  at(drawn: Drawn, index: number | null): void;
} {
  const parts = Array.from({ length: 6 }, () => html("span", {}));
  const element = html("div", { class: "pair-text adding-text", hidden: true }, ...parts);
  return {
    element,
    colour({ rows: [first, second] }) {
      parts[1]!.className = `role-${first.role}`;
      parts[3]!.className = `role-${second.role}`;
    },
    at({ spec, shape, left }, index) {
      element.hidden = index === null;
      if (index === null) return;
      const [a, b, sum] = spec.rows.map(({ values }) => values[index]!) as [number, number, number];
      const said = [featureSum(index), number(a), " + ", number(b), " = ", number(sum)];
      said.forEach((word, i) => setText(parts[i]!, word));
      const wide = said.join("").length * CHARACTER + 12;
      const from = Math.max(0, Math.min(shape.width - wide, middleOf(shape, index) - wide / 2));
      style(element, { transform: `translateX(${(left + from).toFixed(1)}px)` });
    },
  };
}

/** Two rows and their sum, number by number: strips over one another, a rectangle that moves along, what it adds printed below. */
import type { ColourScale, Range, Tone } from "../../../marks/colours.ts";
import { html, setText, style } from "../../../marks/element.ts";
import { number } from "../../../maths/numbers.ts";
import { type Across, across, boxAround, middleOf } from "./across.ts";
import { lanes, marker, measureFor } from "./lanes.ts";
import { pickable } from "./peek.ts";
import { sharedScale } from "./scales.ts";
import { strip } from "./strip.ts";

const kept = new WeakMap<Float32Array, Map<string, ColourScale>>();

/** One scale for what is added and the sum of it, of all tokens; kept for each sum, as it is asked for at every token. */
export function scaleOfSum(
  tone: Tone,
  range: Range,
  sum: Float32Array,
  ...added: readonly Float32Array[]
): ColourScale {
  const known = kept.get(sum) ?? new Map<string, ColourScale>();
  kept.set(sum, known);
  const key = `${tone} ${range}`;
  const scale = known.get(key) ?? sharedScale(tone, range, sum, ...added);
  known.set(key, scale);
  return scale;
}

export interface AddedRow {
  readonly role: string;
  readonly title: string;
  readonly under: string;
  readonly values: ArrayLike<number>;
  /** Beside the row: its length. */
  readonly tail: string;
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

const HEIGHT = 24;
const PALE = 0.22;
const CHARACTER = 7.9;

export function adding(acts: AddingActs): Adding {
  const mark = marker();
  const text = html("div", { class: "pair-text adding-text", hidden: true });
  const parts = Array.from({ length: 6 }, () => html("span", {}));
  text.append(...parts);
  const board = lanes();
  const element = html("div", { class: "adding" }, board.element);
  let drawn: { spec: AddingSpec; shape: Across; strips: ReturnType<typeof strip>[]; left: number } | null = null;
  let last: AddingMoment | null = null;
  let stop = (): void => undefined;

  function draw(spec: AddingSpec): void {
    stop();
    const measure = measureFor(element.clientWidth);
    const shape = across(measure.plot, spec.rows[0].values.length);
    const strips = spec.rows.map(({ role }) => strip({ role, height: HEIGHT }));
    const pair = html("div", { class: "pair", "aria-hidden": "true" }, text);
    board.element.replaceChildren(...strips.map((one) => one.element), pair, mark.element);
    board.measure(measure);
    strips.forEach((one, i) => {
      const { title, under, values, tail } = spec.rows[i]!;
      one.name(`${["", "+ ", "= "][i]}${title}`, under);
      one.draw(values, spec.scale, shape);
      one.lane.tells(...tailOf(tail));
    });
    mark.span(strips[0]!.lane, strips[2]!.lane);
    parts.forEach(
      (part, i) =>
        (part.className = i === 1 ? `role-${spec.rows[0].role}` : i === 3 ? `role-${spec.rows[1].role}` : ""),
    );
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
    print(index);
  }

  function print(index: number | null): void {
    text.hidden = index === null || !drawn;
    if (index === null || !drawn) return;
    const { spec, shape, left } = drawn;
    const [a, b, sum] = spec.rows.map(({ values }) => values[index]!) as [number, number, number];
    const said = [`feature ${index}: `, number(a), " + ", number(b), " = ", number(sum)];
    said.forEach((word, i) => setText(parts[i]!, word));
    const wide = said.join("").length * CHARACTER + 12;
    style(text, {
      transform: `translateX(${(left + Math.max(0, Math.min(shape.width - wide, middleOf(shape, index) - wide / 2))).toFixed(1)}px)`,
    });
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
      return print(null);
    }
    const [from, share] = [Math.floor(moment.spot), moment.spot % 1];
    const [here, next] = [boxAround(shape, from), boxAround(shape, Math.min(shape.count - 1, from + 1))];
    mark.at({ x: here.x + (next.x - here.x) * share, width: here.width });
    print(from);
  }

  return { element, draw, at, destroy: () => stop() };
}

// "length 12.3": the number stands out.
function tailOf(tail: string): (Node | string)[] {
  const [word, value] = tail.split(/ (?=\S+$)/);
  return value === undefined ? [tail] : [html("strong", {}, value), ` ${word}`];
}

/** The terms of a sum as bars from 0: up in the colour of plus, down in the colour of minus. */
import { css, signedScale, type Tone } from "../../../marks/colours.ts";
import { type Child, html } from "../../../marks/element.ts";
import { type Across, leftOf } from "./across.ts";
import { type Lane, lane, sized } from "./lanes.ts";

export interface Terms {
  readonly element: HTMLElement;
  readonly lane: Lane;
  name(title: Child, ...under: Child[]): void;
  draw(values: ArrayLike<number>, shape: Across, tone: Tone): void;
  /** The first `done` terms are at full strength; a share of a term shows that share of its bar. */
  at(done: number): void;
}

/** How strong the colours are: those of the signed scale, as heights already tell the size. */
const STRENGTH = 0.82;

export function terms(role = "ink", height = 46): Terms {
  const own = lane(role, "terms");
  const canvas = html("canvas", { "aria-hidden": "true" });
  own.clip.prepend(canvas);
  let shape: Across | null = null;
  return {
    element: own.element,
    lane: own,
    name: own.name,
    draw(values, next, tone) {
      shape = next;
      own.size(next.width, height);
      paintTerms(canvas, values, next, tone, height, getComputedStyle(own.element).getPropertyValue("--rule"));
      own.veil(Infinity);
    },
    at: (done) => shape && own.veil(done >= shape.count ? Infinity : leftOf(shape, done)),
  };
}

function paintTerms(
  canvas: HTMLCanvasElement,
  values: ArrayLike<number>,
  shape: Across,
  tone: Tone,
  height: number,
  rule: string,
): void {
  const context = sized(canvas, shape.width, height);
  if (!context) return;
  const [low, high] = spanOf(values);
  const y = (value: number) => 1 + ((high - value) / (high - low)) * (height - 2);
  const [zero, gap] = [y(0), shape.unit > 4 ? 1 : 0];
  const scale = signedScale(1, tone);
  context.fillStyle = rule;
  context.fillRect(0, zero - 0.5, shape.width, 1);
  for (const sign of [1, -1]) {
    context.fillStyle = css(scale.rgb(sign * STRENGTH));
    for (let i = 0; i < shape.count; i++) {
      const value = values[i]!;
      if (value * sign <= 0) continue;
      const tall = Math.max(0.6, Math.abs(y(value) - zero));
      context.fillRect(leftOf(shape, i), sign > 0 ? zero - tall : zero, Math.max(0.6, shape.unit - gap), tall);
    }
  }
}

/** From the lowest to the highest, always with 0; a span of 1 where all are 0. */
export function spanOf(values: ArrayLike<number>): [number, number] {
  let [low, high] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    if (values[i]! < low) low = values[i]!;
    if (values[i]! > high) high = values[i]!;
  }
  return high > low ? [low, high] : [-0.5, 0.5];
}

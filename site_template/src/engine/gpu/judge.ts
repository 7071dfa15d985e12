/** Whether the graphics card takes over, from what was measured: numbers in, an answer out. */
import type { Backend, Graphics } from "../engine.ts";

export interface Rules {
  /** Milliseconds of a run below which nothing is tried: it ends within a frame or so, and nobody would see a gain. */
  readonly quick: number;
  /** Runs on each side; one more before them warms up. */
  readonly runs: number;
  /** How many times faster the graphics card has to be: less is not worth its memory, heat and waiting. */
  readonly faster: number;
  /** How far values may be from wasm's; relative where the largest value of a tensor is above 1. */
  readonly tolerance: number;
  /** Milliseconds that one trial may take, loading included. */
  readonly patience: number;
  /** Milliseconds without a wish of the visitor's before each run of a trial. */
  readonly calm: number;
}

export const RULES: Rules = { quick: 20, runs: 3, faster: 1.3, tolerance: 1e-4, patience: 60_000, calm: 1000 };

/** Times of some runs of a model on one picture, with reading the logits, and values by hook. */
export interface Measured {
  readonly milliseconds: readonly number[];
  readonly values: Readonly<Record<string, Float32Array>>;
}

/** The renderers that a browser offers, by name; null where it offers none. */
export type Renderers = Readonly<Record<Graphics, string | null>>;

/** In the order in which they are tried. */
const KINDS: readonly Graphics[] = ["webgpu", "webgl"];

const SOFTWARE = /swiftshader|llvmpipe|softpipe|lavapipe|basic render|software/i;

/** Whether a renderer is a graphics card, as far as its name says. */
export const isCard = (renderer: string | null): boolean => renderer !== null && !SOFTWARE.test(renderer);

/**
 * What is worth a trial: real graphics cards, and of those only the one that won last time, if one did.
 *
 * @param remembered what won last time; null where there was no trial yet.
 */
export function candidates(renderers: Renderers, remembered: Backend | null): readonly Graphics[] {
  const real = KINDS.filter((kind) => isCard(renderers[kind]));
  return remembered === null ? real : real.filter((kind) => kind === remembered);
}

export type Verdict = "faster" | "slower" | "wrong";

/** How another backend compares with wasm, the ground. */
export function judge(ground: Measured, other: Measured, rules: Rules): Verdict {
  if (!agrees(ground, other, rules.tolerance)) return "wrong";
  return median(other.milliseconds) * rules.faster <= median(ground.milliseconds) ? "faster" : "slower";
}

/** Whether every value is wasm's; a number that is none never is. */
export function agrees(ground: Measured, other: Measured, tolerance: number): boolean {
  return Object.entries(ground.values).every(([name, wanted]) => {
    const found = other.values[name];
    const scale = wanted.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
    return (
      found?.length === wanted.length && wanted.every((value, i) => Math.abs(found[i]! - value) <= tolerance * scale)
    );
  });
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Steps of a story: single ones, one for each stage, and many alike that get faster. */
import type { Step } from "../operation.ts";

const [FIRST, SLOW, ALL] = [3, 0.8, 8];

/** Seconds at normal speed of one of `count` like steps: the first few slowly, all of them in about eight seconds. */
export function pace(index: number, count: number): number {
  if (index < FIRST) return SLOW;
  return Math.min(SLOW, (ALL - FIRST * SLOW) / Math.max(1, count - FIRST));
}

export const oneStep = (phase: string, seconds: number, lines: readonly number[], say: () => string): Step => ({
  phase,
  index: 0,
  count: 1,
  seconds,
  lines,
  say,
});

/** Like steps, one for each of `count` numbers. */
export const manySteps = (
  phase: string,
  count: number,
  lines: readonly number[],
  say: (index: number) => string,
): readonly Step[] =>
  Array.from({ length: count }, (_, index) => ({
    phase,
    index,
    count,
    seconds: pace(index, count),
    lines,
    say: () => say(index),
  }));

export interface Stage<P extends string> {
  readonly phase: P;
  readonly seconds: number;
  readonly lines: readonly number[];
}

/** One step for each stage. */
export const stageSteps = <P extends string>(stages: readonly Stage<P>[], say: (phase: P) => string): readonly Step[] =>
  stages.map(({ phase, seconds, lines }) => oneStep(phase, seconds, lines, () => say(phase)));

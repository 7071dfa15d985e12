/** How steps, signs and pieces of a formula are written where a working has a few named stages. */
import { grouped, number } from "../../../maths/numbers.ts";
import type { Piece, Step } from "../operation.ts";

export interface Stage<P extends string> {
  readonly phase: P;
  readonly seconds: number;
  readonly lines: readonly number[];
}

/** One step for each stage. */
export const stepsOf = <P extends string>(stages: readonly Stage<P>[], say: (phase: P) => string): readonly Step[] =>
  stages.map(({ phase, seconds, lines }) => ({ phase, index: 0, count: 1, seconds, lines, say: () => say(phase) }));

/** A number behind a sign of arithmetic: negative ones stand in brackets. */
export const bracketed = (value: number): string => (value < 0 ? `(${number(value)})` : number(value));

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What stands for the terms left out. */
export const moreOf = (count: number): string => `… ${grouped(count)} more`;

/** A piece that is the present one at some step. */
export const now = (piece: Piece, isNow: boolean): Piece => (isNow ? { ...piece, part: "now" } : piece);

/** The letters that the hook table's formula has for what comes in and what goes out. */
export function lettersOf(formula: string): { into: string; out: string } {
  const found = /^(\w+) = \((\w+) /.exec(formula);
  return { into: found?.[2] ?? "x", out: found?.[1] ?? "n" };
}

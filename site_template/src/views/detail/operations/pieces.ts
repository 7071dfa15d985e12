/** How numbers and pieces of a formula are written. */
import { grouped, number, percent } from "../../../maths/numbers.ts";
import type { Piece } from "../operation.ts";

/** A number behind a sign of arithmetic: negative ones stand in brackets. */
export const bracketed = (value: number): string => (value < 0 ? `(${number(value)})` : number(value));

/** "1.54 + 0.120", "1.54 − 0.120". */
export const plus = (a: number, b: number): string => `${number(a)} ${b < 0 ? "−" : "+"} ${number(Math.abs(b))}`;

/** A share in per cent, on one line with its sign. */
export const share = (value: number): string => `${percent(value)}\u00a0%`;

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What stands for the terms left out. */
export const moreOf = (count: number): string => `… ${grouped(count)} more`;

/** A piece that is the present one at some step. */
export const now = (piece: Piece, isNow: boolean): Piece => (isNow ? { ...piece, part: "now" } : piece);

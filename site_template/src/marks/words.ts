/** What is said of marks: to screen readers, beside them, and at their axes. */
import { number, tick } from "../maths/numbers.ts";

export const className = (index: number): string => `class ${index}`;
export const IN_PICTURE = " (in the picture)";
export const PATCHES = "Patches of the picture; arrow keys move";
export const patchOf = (name: string, token: number): string => `${name}, token ${token}`;
/** Of several tokens before the patches, at an axis. */
export const tokensBefore = (count: number): string => `${count} first`;
export const gridRow = (row: number): string => `row ${row}`;

/** What a scale of colours shows, from and to. */
export const scaleOf = (quantity: string, low: string, high: string, isSigned: boolean): string =>
  `${quantity}: colours from ${low} to ${high}${isSigned ? ", neutral at 0" : ""}`;
export const scaleHint = (low: string, high: string, hint: string): string => `colours from ${low} to ${high}; ${hint}`;
export const histogramOf = (count: number, from: number, to: number): string =>
  `Histogram of ${count} values from ${tick(from)} to ${tick(to)}`;

/** A point of a chart with its interval. */
export const pointAt = (line: string, point: string, y: number, low: number, high: number): string =>
  `${line}, ${point}: ${number(y)} (95\u00a0% interval ${number(low)} to ${number(high)})`;
export const across = (axis: string): string => `${axis} →`;
export const up = (axis: string): string => `↑ ${axis}`;

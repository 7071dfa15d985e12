/** What the page of the attention output says. */
import { number } from "../../../../maths/numbers.ts";
import { groupTotals } from "../../../../maths/workings/sums.ts";
import { make } from "../sums/words.ts";
import type { ProjectionWork } from "./work.ts";

export const title = "How do the heads’ answers become one?";

export const paragraphs = ({ heads, width }: ProjectionWork, matrix: string): readonly string[] => [
  `The {value|mixes} of the ${heads} heads are laid side by side: ${heads} × ${width} = ${heads * width} numbers. ` +
    `One matrix, ${matrix}, turns them into the row that attention adds to the {stream|residual stream}.`,
  `The rows of ${matrix} come in ${heads} groups, one a head. So each head writes to the stream on its own, and the ` +
    "sum of all is what attention says (Elhage et al. 2021, “A Mathematical Framework for Transformer Circuits”).",
];

export const whole = (work: ProjectionWork, column: string): string =>
  `The ${work.heads} heads’ {value|mixes}, ${work.terms.length} numbers, times ${column} ${make(work)}. ` +
  eachHead(work);

export function weights({ heads, width }: ProjectionWork, column: string): string {
  const all = `The weights are ${column}: ${heads * width} learned numbers`;
  if (heads < 2) return `${all}.`;
  return `${all}, the first ${width} for head 0, the next ${width} for head 1 and so on.`;
}

/** What each head adds, or, of many, the one that adds most. */
export function eachHead(work: ProjectionWork): string {
  const totals = [...groupTotals(work, work.width)];
  if (totals.length === 1) return "";
  if (totals.length <= 4)
    return `${totals.map((total, i) => `${i === 0 ? "Head" : "head"} ${i} adds ${number(total)}`).join(", ")}.`;
  const most = totals.reduce((best, total, i) => (Math.abs(total) > Math.abs(totals[best]!) ? i : best), 0);
  return `Head ${most} has the largest say: ${number(totals[most]!)}.`;
}

export const result = ({ result: value, index }: ProjectionWork, token: string): string =>
  `${number(value)} is feature ${index} of what attention adds to ${token}.`;

export const termName = (head: number, feature: number): string => `head ${head}, feature ${feature}`;

/** Names of the lanes, and a quiet line below one. */
export const mix = "mix of values";
export const sideBySide = "heads side by side";
export const output = "attention output";

/** The figure for ears. */
export const spoken = ({ heads, total, result: sum }: ProjectionWork, token: string, column: string): string =>
  `The mixes of ${heads} heads of ${token} side by side times ${column}: sum ${number(total)}, result ${number(sum)}`;

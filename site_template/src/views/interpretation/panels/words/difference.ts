/** Two methods on one picture, said in words: where their orders differ, and how far they agree. */
import { number, percent } from "../../../../maths/numbers.ts";
import { capital } from "../../words/methods.ts";
import type { Piece } from "../../words/pieces.ts";
import { chartWords, NBSP } from "./common.ts";

interface Named {
  readonly title: string;
  readonly role: string;
}

export const differenceWords = {
  title: "Where two maps disagree",
  titleOf: (first: string, second: string): string => `Where ${first} and ${second} disagree`,
  concept: "What attention rollout is",
  compareWith: "compare with",
  agreement: { title: "Agreement by block, rank correlation", line: "agreement", unrelated: "unrelated" },
  chart: (first: string, second: string): string =>
    `Rank correlation of ${first} and ${second} by block. ${chartWords.keys}`,
  map: (first: string, second: string, block: number): string =>
    `Difference of ranks of ${first} and ${second} after block ${block}, patch by patch; arrow keys read`,
  legend: (first: string, second: string): string => `difference of ranks: ${second} higher, ${first} higher`,
  point: "point at a patch: its place in either order",
  /** Of one method: its value at a patch, and the share of patches below. */
  place: (title: string, value: string, share: number): string =>
    `${title} ${value}, above ${percent(share)}${NBSP}% of the patches`,
  placeShort: (title: string, value: string, share: number): string => `${title} ${value}, above ${percent(share)} %`,
  read: (token: string, places: readonly string[]): string => `${token}: ${places.join("; ")}`,
  noSecond:
    "This model gives no attention patterns whose tokens are those of its maps, " +
    "so there is no second method to compare with.",
  notKnown: "One of the maps is not known yet: it comes with the run.",
  flat: (block: number, title: string): string =>
    `After block ${block}, ${title} gives every patch the same value: there is no order to compare.`,
  agree: (block: number, correlation: number): string =>
    `${verdict(correlation)} after block ${block}: the rank correlation is ${number(correlation)} ` +
    "(Spearman; 1 is the same order, 0 unrelated).",
  /** The patches that stand widest apart, and by which share of all. */
  widest: (first: Widest, second: Widest): Piece[] => [
    { strong: capital(first.of.title), role: first.of.role },
    ranks(first),
    "; ",
    { strong: second.of.title, role: second.of.role },
    ranks(second),
    ". These are the two widest differences.",
  ],
  whyRanks:
    "The two have different units, so their ranks are compared: " +
    "0 means that a patch stands as high in one map as in the other.",
};

export interface Widest {
  readonly of: Named;
  readonly lower: Named;
  readonly patch: string;
  readonly share: number;
}

const ranks = ({ patch, lower, share }: Widest): string =>
  ` ranks ${patch} higher than ${lower.title} does, by ${percent(share)}${NBSP}% of the patches`;

function verdict(correlation: number): string {
  if (correlation > 0.8) return "They nearly agree";
  if (correlation > 0.4) return "They agree in part";
  if (correlation > 0.1) return "They agree little";
  return correlation >= -0.1 ? "They have nothing to do with each other" : "They tend to the opposite";
}

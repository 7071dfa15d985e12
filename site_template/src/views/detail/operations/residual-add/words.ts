/** What the page of an addition to the residual stream says. */
import { number, percent, tick } from "../../../../maths/numbers.ts";
import { capital } from "../pieces.ts";
import type { ResidualWork, Writer } from "./work.ts";

const WRITERS: Readonly<Record<Writer, string>> = { attention: "attention", mlp: "the MLP", other: "this part" };

export const title = (writer: Writer): string => `What does ${WRITERS[writer]} add to the stream?`;

export const paragraphs = ({ writer, role }: ResidualWork, name: string): readonly string[] => [
  "The {stream|residual stream} is the row of numbers that a token carries through all blocks. " +
    `${capital(WRITERS[writer])} reads it and writes a row of the same width, which is {${role}|added}, number by ` +
    "number. Nothing is overwritten.",
  `An arrow stands for a row of ${name}: its length is the root of the sum of squares. Where the two arrows are at ` +
    `right angles, {${role}|what is written} says something new; along the stream it makes it longer, against it ` +
    "shorter.",
  "Because of the sum, the gradient has a direct way back to every block (He et al. 2016, arXiv 1603.05027). And a " +
    "row of the stream is exactly what it started with plus everything that " +
    `${writer === "attention" ? "attention and MLPs have" : "MLPs and attention have"} written so far.`,
];

/** A comment in the code. */
export const shareComment = "# share";

export function whole({ sum, writer }: ResidualWork, name: string): string {
  const { lengths, share } = sum;
  const part =
    share === null ? "" : ` Seen along the new row, ${signed(share)} % of its length comes from what was written.`;
  return (
    `${capital(WRITERS[writer])} writes a row of length ${number(lengths.written)} onto a {stream|stream} of length ` +
    `${number(lengths.before)}; ${name} goes on with length ${number(lengths.after)}.${part}`
  );
}

const signed = (share: number): string => percent(share).replace("-", "−");

/** Where in the model the stream is met. */
export type Place = { readonly at: "outside" } | { readonly at: "middle" | "entry"; readonly block: number };

function placed(place: Place): string {
  if (place.at === "outside") return "before";
  return place.at === "middle" ? `in the middle of block ${place.block}` : `as it enters block ${place.block}`;
}

export const stream = ({ sum }: ResidualWork, name: string, place: Place): string =>
  `This is the {stream|stream} of ${name} ${placed(place)}: ${sum.width} numbers, length ` +
  `${number(sum.lengths.before)}.`;

export const written = ({ sum, writer, role }: ResidualWork, name: string): string =>
  `This is {${role}|what ${WRITERS[writer]} writes} for ${name}: also ${sum.width} numbers, length ` +
  `${number(sum.lengths.written)}.`;

export function oneNumber({ sum, role }: ResidualWork, i: number): string {
  const [x, a, y] = [sum.before[i]!, sum.written[i]!, sum.sums[i]!];
  return `Feature ${i}: {stream|${number(x)}} + {${role}|${number(a)}} = ${number(y)}. ${effect(x, a, y)}`;
}

function effect(x: number, a: number, y: number): string {
  if (a === 0) return "Nothing is added here.";
  if (x === 0) return "There was nothing before.";
  if (Math.sign(x) === Math.sign(a)) return "The signs agree: it moves away from 0.";
  return Math.sign(y) === Math.sign(x)
    ? "The signs differ: it moves towards 0."
    : "The signs differ, and what is written is the larger: the sign turns.";
}

export const lengths = ({ sum }: ResidualWork): string =>
  `The length was ${number(sum.lengths.before)}; a row of length ${number(sum.lengths.written)} is added; it is ` +
  `${number(sum.lengths.after)} now. ${change(sum.lengths.before, sum.lengths.after)}`;

function change(from: number, to: number): string {
  if (from === 0) return "Before, there was nothing.";
  const share = to / from - 1;
  return `That is ${percent(Math.abs(share))} % ${share < 0 ? "less" : "more"}.`;
}

export function angle({ sum: { cosine, share }, role }: ResidualWork): string {
  if (cosine === null || share === null) return "One of the rows is all zeros, so there is no angle between them.";
  return (
    `The cosine between the stream and {${role}|what is written} is ${number(cosine)}, an angle of ` +
    `${degrees(Math.acos(cosine))}. ${direction(cosine)}. Along the new row, ${signed(share)} % of the length comes ` +
    "from it."
  );
}

const degrees = (turn: number): string => `${tick(Math.round((turn * 1800) / Math.PI) / 10)}°`;

function direction(cosine: number): string {
  if (Math.abs(cosine) < 0.2) return "Nearly at right angles: it adds a direction that the stream did not have";
  return cosine > 0
    ? "It points partly the way the stream points already"
    : "It points partly against the stream, and takes some of it back";
}

export const place = ({ sum }: ResidualWork, name: string): string =>
  `Feature ${sum.column} of ${name} is ${number(sum.result)}. The sum is the {stream|stream} that goes on.`;

/** Names of the three rows. */
export const rows = ["stream", "written", "stream"] as const;

/** The triangle of arrows. */
export const arrowsTitle = (name: string): string => `${name} as arrows`;
export const arrowNames = ["stream before", "written", "stream after"] as const;
export const angleName = (hasAngle: boolean): string =>
  hasAngle ? "angle, and its cosine" : "no angle: a row of zeros";
export const angleNumbers = (turn: number, cosine: number): string => `${degrees(turn)}, ${number(cosine)}`;

/** The two maps. */
export const directionMap = { title: "which way, for every token", quantity: "cosine with the stream" };
export const lengthMap = { title: "how much, for every token", quantity: "length, written / before" };

/** The figure for ears. */
export function spoken({ sum, writer }: ResidualWork, name: string): string {
  const { before, written: added, after } = sum.lengths;
  const i = sum.column;
  const cosine = sum.cosine === null ? "" : ` The cosine between the two is ${number(sum.cosine)}.`;
  return (
    `${name}: a stream of length ${number(before)} plus what ${WRITERS[writer]} writes, of length ${number(added)}, ` +
    `is a stream of length ${number(after)}.${cosine} Feature ${i}: ${number(sum.before[i]!)} plus ` +
    `${number(sum.written[i]!)} is ${number(sum.result)}.`
  );
}

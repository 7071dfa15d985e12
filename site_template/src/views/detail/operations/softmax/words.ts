/** What the page of the softmax says: of scores over keys, of logits over classes, and of the logit lens. */
import { grouped, number, percent } from "../../../../maths/numbers.ts";
import type { Grid } from "../../../../maths/tokens.ts";
import { bracketed, capital, share } from "../pieces.ts";
import { prefixNames } from "../words.ts";
import type { SoftmaxWork } from "./work.ts";

/** How a row is spoken of. */
export interface Terms {
  readonly role: "class" | "pattern";
  readonly score: string;
  readonly scores: string;
  readonly one: string;
  readonly all: string;
}

const OVER_CLASSES: Terms = { role: "class", score: "logit", scores: "logits", one: "class", all: "classes" };
const OVER_KEYS: Terms = { role: "pattern", score: "score", scores: "scores", one: "key", all: "keys" };

export const termsOf = ({ isOverClasses }: SoftmaxWork): Terms => (isOverClasses ? OVER_CLASSES : OVER_KEYS);

export const title = ({ isOverClasses }: SoftmaxWork): string =>
  isOverClasses ? "How do logits become probabilities?" : "How do scores become shares of attention?";

export const keyParagraphs: readonly string[] = [
  "One row of {pattern|scores} is what one {query|query} made of every {key|key}. The softmax turns it into shares: " +
    "none is negative, and together they are 1.",
  "Taking the largest score away first changes nothing in the result, as it divides out; it keeps the exponentials " +
    "from overflowing.",
  "Only differences count: a {pattern|score} that is higher by 1 gets e = 2.72 times the share.",
];

export const classParagraphs: readonly string[] = [
  "The {class|logits} may be any numbers. The softmax makes probabilities of them: none is negative, and together " +
    "they are 1.",
  "Only differences count: a {class|logit} that is higher by 1 gets e = 2.72 times the probability.",
  "Below, a reading and no part of the forward pass: the logit lens (nostalgebraist 2020) puts the {stream|stream} " +
    "after each block through the last norm and the head, as if the model stopped there. Early blocks were never " +
    "trained for that, so it can mislead (Belrose et al. 2023, arXiv 2303.08112).",
];

/** A comment in the code. */
export const sameAs = (code: string): string => `# the same: ${code}`;

/** How evenly a row is shared. */
export function spread({ spread: { bits, effective, half }, scores }: SoftmaxWork, one: string, all: string): string {
  const count = grouped(scores.length);
  if (scores.length > 0 && effective > 0.98 * scores.length)
    return `The ${count} shares are all but equal: an entropy of ${number(bits)} bits.`;
  return (
    `The entropy is ${number(bits)} bits, as if ${number(effective)} of ${count} ${all} had equal shares; ` +
    `${half === 1 ? `one ${one} alone has` : `${half} ${all} have`} at least half.`
  );
}

/** What happens at each stage; `token` is the one whose row it is, `top` the two largest shares. */
export function whole(made: SoftmaxWork, token: string, top: readonly number[]): string {
  const { role, score, one, all } = termsOf(made);
  const { column: i, names, shares } = made;
  const most = top.map((at) => `${names[at]} ${share(shares[at]!)}`).join(", then ");
  const looks = made.isOverClasses ? `The model gives most to ${most}.` : `${capital(token)} looks most at ${most}.`;
  return (
    `${looks} ${spread(made, one, all)} Followed here: ${names[i]}, a {${role}|${score}} of ` +
    `${number(made.scores[i]!)}, a share of ${share(shares[i]!)}.`
  );
}

export function largest(made: SoftmaxWork): string {
  const { role, scores } = termsOf(made);
  const { maximum, maximumAt, names } = made;
  return (
    `Of ${grouped(made.scores.length)} {${role}|${scores}} the largest is ${number(maximum)}, ` +
    `of ${names[maximumAt]}.`
  );
}

export const subtract = ({ column: i, names, scores, maximum, shifted }: SoftmaxWork): string =>
  `Take it away from all. ${capital(names[i]!)}: ${number(scores[i]!)} − ${bracketed(maximum)} = ` +
  `${number(shifted[i]!)}. The largest is now 0, all others lie below.`;

/** `sum` is that of all exponentials up to and with this one. */
export function oneTerm({ names, shifted, exponentials }: SoftmaxWork, index: number, sum: number): string {
  const count = names.length;
  return (
    `${capital(names[index]!)}: e^(${number(shifted[index]!)}) = ${number(exponentials[index]!)}. ` +
    `${index < count - 1 ? "The sum so far is" : `That makes all ${grouped(count)}: their sum is`} ${number(sum)}.`
  );
}

export const divide = ({ column: i, names, exponentials, total, shares }: SoftmaxWork): string =>
  `Divide by the sum. ${capital(names[i]!)}: ${number(exponentials[i]!)} / ${number(total)} = ` +
  `${number(shares[i]!)}, which is ${share(shares[i]!)}.`;

export function result(made: SoftmaxWork, token: string): string {
  const { one, all } = termsOf(made);
  const [name, part] = [made.names[made.column]!, share(made.shares[made.column]!)];
  const reads = made.isOverClasses
    ? `The model gives ${name} ${part}.`
    : `${capital(token)} reads ${part} of its mix from ${name}.`;
  return `${reads} ${spread(made, one, all)}`;
}

/** The list of all terms. */
export const factor = (made: SoftmaxWork): string => `${termsOf(made).score} − largest`;

type Two = readonly [string, string];

/** Names of the lanes, each with a quiet line below it. */
export const lanes = (made: SoftmaxWork): Readonly<Record<Lane | "total", Two>> => ({
  scores: [termsOf(made).scores, made.isOverClasses ? "any numbers" : "of one query"],
  shifted: ["minus the largest", "none above 0"],
  exponentials: ["exponentials", "e to that power"],
  total: ["their sum", "laid end to end"],
  shares: [made.isOverClasses ? "probabilities" : "pattern", "divided by the sum"],
});

type Lane = "scores" | "shifted" | "exponentials" | "shares";

/** What stands below the lanes. */
export function axis(made: SoftmaxWork, grid: Grid): readonly [name: string, under: string] {
  if (made.isOverClasses) return ["classes", ""];
  if (grid.prefix === 0) return ["keys", "patch by patch"];
  return [
    "keys",
    `${grid.prefix > 1 ? `${grid.prefixNames[0]} and others` : prefixNames(grid)} first, then patch by patch`,
  ];
}

/** At the right of the lanes: how number `i` comes about, and the number. */
export function values(made: SoftmaxWork, i: number): Readonly<Record<Lane, Two>> {
  const [value, off, power] = [made.scores[i]!, made.shifted[i]!, made.exponentials[i]!].map(number);
  return {
    scores: [`${termsOf(made).score}, ${made.shortNames[i]}`, value!],
    shifted: [`${value} − ${bracketed(made.maximum)}`, off!],
    exponentials: [`e^(${off})`, power!],
    shares: [`${power} / ${number(made.total)}`, `${percent(made.shares[i]!)} %`],
  };
}

export const sumName = (isWhole: boolean): string => (isWhole ? "sum" : "sum so far");

export const largestLine = (name: string, score: number, isSoFar: boolean): string =>
  `largest${isSoFar ? " so far" : ""}: ${name}, ${number(score)}`;

export const stageByStage = "Softmax, stage by stage";
export const largestShares = "Largest shares";
export const percentage = (value: number): string => `${percent(value)} %`;

/** The lanes for ears. */
export function spoken(made: SoftmaxWork, token: number): string {
  const { column: i, names, scores, exponentials, total, shares } = made;
  const what = made.isOverClasses ? "Softmax of the logits" : `Softmax of the scores of token ${token}`;
  return (
    `${what}: ${names[i]} has a ${termsOf(made).score} of ${number(scores[i]!)}, an exponential of ` +
    `${number(exponentials[i]!)} of a sum of ${number(total)}, a share of ${percent(shares[i]!)} per cent. ` +
    spread(made, "one", "of them")
  );
}

/** The logit lens. */
export const lensTitle = "Logit lens: had the model stopped after a block";
export const lensQuantity = "probability";
export const lensNote = "In per cent; the outlined class leads. A reading made afterwards, not a tensor of this run.";
export const lensCorner = "block";

export const lensCell = (block: number, name: string, value: number): string =>
  `block ${block}, ${name}: ${percent(value)} %`;

/** The table for ears: by block, who leads. */
export const lensSpoken = (leaders: readonly { readonly name: string; readonly share: number }[]): string =>
  `Logit lens, the leading class after each block. ` +
  `${leaders.map(({ name, share: part }, block) => `block ${block}: ${name} ${percent(part)} per cent`).join("; ")}.`;

export interface Stop {
  readonly block: number;
  /** Classes with the highest probabilities, one or two. */
  readonly first: readonly [name: string, share: number];
  readonly second: readonly [name: string, share: number] | null;
  readonly isLast: boolean;
  /** Whether this block and all that follow lead with the answer, but not the block before. */
  readonly isSettled: boolean;
}

export function lensStep({ block, first, second, isLast, isSettled }: Stop): string {
  const said = ([name, part]: readonly [string, number]) => `${name} ${share(part)}`;
  const then = second ? `, then ${said(second)}` : "";
  const lead = `Stopped after block ${block}, the model would say {class|${said(first)}}${then}.`;
  if (isLast) return `${lead} That is the answer itself: nothing comes after this block.`;
  return isSettled ? `${lead} From here on the first place stays as it is at the end.` : lead;
}

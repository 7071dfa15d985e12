/** What the page of probabilities says where each class is judged alone. */
import { grouped, number } from "../../../../maths/numbers.ts";
import { share } from "../pieces.ts";
import type { SigmoidWork } from "./work.ts";

export const title = "How does each logit become a probability?";

export const paragraphs: readonly string[] = [
  "A picture may show several {class|classes}, or none, so each {class|logit} becomes a probability alone: a sigmoid " +
    "brings any number between 0 and 1.",
  "A {class|logit} of 0 is even odds; the probabilities need not sum to 1.",
];

/** A comment in the code. */
export const sameInPyTorch = "# the same: logits.sigmoid()";

export const reading = ({ before, likely }: SigmoidWork): string =>
  `Of ${grouped(before.length)} classes ${grouped(likely)} ${likely === 1 ? "is" : "are"} more likely than not.`;

export const whole = (made: SigmoidWork): string =>
  `${reading(made)} Followed here: ${made.name}, a {class|logit} of ${number(logitOf(made))}, a probability of ` +
  `${share(probabilityOf(made))}.`;

export const inputs = (made: SigmoidWork): string =>
  `The logits on the horizontal axis. That of ${made.name} stands at ${number(logitOf(made))}.`;

export const lift = "Each goes straight up to the curve, whatever the others are.";

export const across = "And across to the vertical axis: its place there is the probability.";

export const follow = (made: SigmoidWork): string =>
  `${made.name}: 1 / (1 + e^(${number(-logitOf(made))})) = ${number(probabilityOf(made))}.`;

export const result = (made: SigmoidWork): string => `The model gives ${made.name} ${share(probabilityOf(made))}.`;

const logitOf = ({ before, column }: SigmoidWork): number => before[column]!;
const probabilityOf = ({ after, column }: SigmoidWork): number => after[column]!;

/** The figure for ears. */
export const spoken = (made: SigmoidWork): string =>
  `The sigmoid with the logits of ${made.before.length} classes. ${made.name} goes from ${number(logitOf(made))} to ` +
  `${number(probabilityOf(made))}.`;

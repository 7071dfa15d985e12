/** Probabilities of classes that are judged alone, as they are told. */
import { number } from "../../../../maths/numbers.ts";
import type { Piece, Setting, Step, Story } from "../../operation.ts";
import { now } from "../pieces.ts";
import { oneStep } from "../steps.ts";
import * as words from "./words.ts";
import type { SigmoidWork } from "./work.ts";

export const sigmoidStory = (_: Setting, made: SigmoidWork): Story => ({
  title: words.title,
  words: words.paragraphs,
  code: ["e = (-logits).exp()", "probabilities = 1 / (1 + e)", words.sameInPyTorch],
  steps: [
    oneStep("whole", 2.5, [0, 1], () => words.whole(made)),
    oneStep("inputs", 1.4, [0], () => words.inputs(made)),
    oneStep("lift", 2, [0, 1], () => words.lift),
    oneStep("across", 2, [0, 1], () => words.across),
    oneStep("follow", 2, [0, 1], () => words.follow(made)),
    oneStep("result", 1.6, [1], () => words.result(made)),
  ],
  formula: (step) => formula(made, step),
  sum: null,
  result: made.after[made.column]!,
});

const formula = ({ before, after, column }: SigmoidWork, { phase }: Step): readonly Piece[] => [
  { text: "p", role: "class" },
  { text: " = 1 / ( 1 + e^( " },
  now({ text: number(-before[column]!), role: "class" }, phase === "follow"),
  { text: " ) ) = " },
  { text: number(after[column]!), part: "result" },
];

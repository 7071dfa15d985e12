/** The logit lens, said in words: what the model would say if it stopped after a block. */
import { percent } from "../../../../maths/numbers.ts";
import { chartWords, NBSP } from "./common.ts";

export const share = (probability: number): string => `${percent(probability)}${NBSP}%`;

export const lensWords = {
  title: "What the model would say already",
  titleOf: (block: number): string => `What the model would say after block ${block}`,
  concept: "What the logit lens is",
  curves: "Probability by block",
  /** `read` is what the head reads: "CLS", "the mean of the patches". */
  chart: (read: string, classes: readonly string[]): string =>
    `What ${read} would say after each block: probabilities of ${classes.join(", ")}. ${chartWords.keys}`,
  class: (index: number): string => `class ${index}`,
  map: {
    title: (block: number): string => `What each patch would say after block ${block}`,
    label: (block: number): string =>
      `The class that each patch would say after block ${block}; arrow keys read the three highest`,
    point: "point at a patch: the three classes it would say first",
  },
  classes: {
    name: "Classes",
    rest: "other classes",
    alone: "Shown alone under the pointer",
    patch: " patch",
    patches: " patches",
  },
  probability: "probability",
};

export const lensMissing = {
  run: "The logit lens needs the run’s own tokens: it comes as soon as the model has run in this page.",
  weights: "This page does not hand out the model’s weights, so there is no head to read with.",
  head: (why: string): string => `The model’s head could not be read: ${why}`,
  coming: "The model’s head is being read.",
  noClasses: "This model answers with numbers of their own and no probabilities, so there is no class to say.",
};

export const lensSays = {
  stopped: (read: string, block: number, label: string, probability: number): string =>
    `Stopped after block ${block}, ${read} would say “${label}” with ${share(probability)}.`,
  fromTheFirst: (label: string): string => `From the first block on the answer is “${label}”.`,
  from: (label: string, block: number): string => `The final answer, “${label}”, is on top from block ${block} on.`,
  votes: (patches: number, votes: number, label: string): string =>
    `Of ${patches} patches, ${votes} would say “${label}” first.`,
  care: (read: string): string =>
    `The last norm and the head were trained for ${read} after the last block alone. ` +
    "Read earlier, or on patches, they are a hint of what is there already, no prediction.",
};

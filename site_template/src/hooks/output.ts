/** What becomes of the logits: probabilities of one kind or the other, or nothing. */
import type { ModelConfig, OutputKind } from "../data/manifest.ts";

/** One softmax over all classes, a sigmoid for each alone, or none: the logits are the answer. */
export type Probabilities = "softmax" | "sigmoid" | "none";

const KINDS: Readonly<Record<OutputKind, Probabilities>> = {
  single_label: "softmax",
  multi_label: "sigmoid",
  regression: "none",
  zero_shot_softmax: "softmax",
  zero_shot_sigmoid: "sigmoid",
};

export const probabilitiesOf = ({ output }: Pick<ModelConfig, "output">): Probabilities => KINDS[output];

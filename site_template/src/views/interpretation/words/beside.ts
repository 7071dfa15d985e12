/** The words beside the figure: what is seen on this picture, with its own numbers, and why to be careful. */
import { percent } from "../../../maths/numbers.ts";
import type { RolloutOptions } from "../data.ts";
import type { Mask, Method } from "../scene.ts";
import { maskWords, valueText } from "./methods.ts";
import type { Piece, Strong, Term } from "./pieces.ts";

/** What a map is of. */
export interface Reference {
  readonly name: string;
  /** Whether it is a single token. */
  readonly isOne: boolean;
}

export const titleOf = (method: Method, { name, isOne }: Reference): string => {
  if (method === "similarity") return `What becomes like ${name}, block by block`;
  if (method === "attention") return `Where ${name} ${isOne ? "looks" : "look"}, block by block`;
  return `What reaches ${name}, block by block`;
};

/** The name of the reference, which leads to its concept where it is the token that stands for the whole picture. */
export const named = (name: string, isToken: boolean): Term | Strong =>
  isToken ? { term: name, concept: "cls-token", role: "cls" } : { strong: name };

const MEAN = " Several tokens count as their mean.";

export interface Opening {
  readonly reference: Term | Strong;
  readonly isOne: boolean;
  /** Whether the head reads this very reference, and what the model answers, once known. */
  readonly isRead: boolean;
  readonly answer: string | undefined;
  /** Whether it is a single patch. */
  readonly isPatch: boolean;
}

export const opening = {
  similarity: ({ reference, isOne, isRead, answer, isPatch }: Opening): Piece[] => [
    "Bright patches ",
    { term: "point the same way", concept: "cosine-similarity", role: "cls" },
    " as ",
    reference,
    !isRead
      ? "."
      : isOne
        ? `, the token that ${answer ? `answers “${answer}”.` : "the answer is read from."}`
        : `, whose mean ${answer ? `answers “${answer}”.` : "the answer is read from."}`,
    ...(isPatch ? [" The patch itself has 1: nothing is more like it."] : []),
    ...(isOne ? [] : [MEAN]),
  ],
  attention: ({ reference, isOne }: Opening, heads: string): Piece[] => [
    "Bright patches are where ",
    reference,
    " ",
    { term: isOne ? "reads from" : "read from", concept: "attention-pattern", role: "pattern" },
    ` in this very block (${heads}): the weights of one row of the pattern.`,
    ...(isOne ? [] : [MEAN]),
  ],
  rollout: ({ reference }: Opening, { identity }: RolloutOptions): Piece[] => [
    { term: "Rollout", concept: "attention-rollout", role: "pattern" },
    " multiplies the attention of all blocks up to this one, as if ",
    identity ? "half of each token stays where it is" : "no token keeps anything of its own",
    ". Bright patches are those of which most has reached ",
    reference,
    " in this reckoning.",
  ],
};

/** How many patches the outline holds. */
export const counted = {
  undefined: "Here it is undefined: some tokens have no direction.",
  allEqual: (patches: number): string =>
    `All ${patches} patches have the same value here: nothing stands out, and there is nothing to outline.`,
  above: (above: number, patches: number, threshold: string, isOwn: boolean): Piece[] => [
    { strong: `${above} of ${patches}` },
    ` patches lie at or above ${threshold}. ${
      isOwn
        ? "The handle starts where the two groups differ most; move it."
        : "Move the handle to see the outline grow and shrink."
    }`,
  ],
};

/** How much of an object the outline holds. */
export const inObject = {
  nowhere: (mask: Mask): string =>
    `No patch is covered by ${maskWords.object(mask)} for at least half: inside and outside cannot be told apart.`,
  everywhere: (mask: Mask): string =>
    `Every patch is covered by ${maskWords.object(mask)}: there is no outside to compare with.`,
  share: (mask: Mask, inside: number, outside: number): Piece[] => [
    `The outline holds ${percent(inside)} % of the patches of `,
    { strong: maskWords.object(mask) },
    ` and ${percent(outside)} % of the others.`,
  ],
};

/** How the other maps of the same block rank the patches. */
export const compared = {
  attention: ({ name, isOne }: Reference): Piece[] => [
    { term: "Attention", concept: "attention-pattern", role: "pattern" },
    ` asks something else: where ${name} ${isOne ? "reads" : "read"} from in this very block.`,
  ],
  ranks: (correlation: number): string =>
    ` Here the two rankings of the patches are ${likeness(correlation)}: ` +
    `rank correlation ${valueText("similarity", correlation)}.`,
};

const likeness = (correlation: number): string => {
  if (Math.abs(correlation) < 0.2) return "hardly related";
  if (correlation < 0) return "opposed";
  return correlation < 0.6 ? "related, not the same" : "much the same";
};

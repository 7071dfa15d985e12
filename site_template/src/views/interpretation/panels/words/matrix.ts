/** Every patch with every patch, said in words. */
import { maskWords, valueText } from "../../words/methods.ts";

const cosine = (value: number): string => valueText("similarity", value);

export const matrixWords = {
  title: "Every patch with every patch",
  titleOf: (block: number): string => `Every patch with every patch, after block ${block}`,
  concept: "What cosine similarity is",
  kind: "matrix",
  order: "order",
  orders: (reference: string) =>
    [
      ["grid", "by grid"],
      ["cluster", "by cluster"],
      ["reference", `by similarity to ${reference}`],
    ] as const,
  legend: "cosine; diagonal 1",
  label: (patches: number): string =>
    `Matrix of cosines, ${patches} by ${patches} patches. ` +
    "Arrow keys read a pair, Enter makes the row’s patch the reference.",
  waiting: "The matrix comes as soon as the model has run.",
  onItsWay: "The matrix is on its way.",
  pair: (one: string, other: string): string => `${one} and ${other}`,
  mostAlike: "the most alike: ",
};

interface Couple {
  readonly one: string;
  readonly other: string;
  readonly value: number;
}

const coupleText = ({ one, other, value }: Couple): string => `${one} and ${other} with ${cosine(value)}`;

export const matrixSays = {
  single: "There is one patch only, so there is no pair to compare.",
  same: (patches: number, mean: number): string =>
    `All ${patches} patches have the cosine ${cosine(mean)} with one another: ` +
    "after this block they point the same way, and nothing tells them apart.",
  whole: (block: number, mean: number, close: string, most: Couple, least: Couple): string =>
    `After block ${block}, two patches have ${cosine(mean)} on average${close}. ` +
    `The most alike are ${coupleText(most)}, the least alike ${coupleText(least)}.`,
  /** Follows the average. */
  close: (neighbours: number, others: number): string =>
    `; those that touch in the picture ${cosine(neighbours)}, all others ${cosine(others)}`,
  object: (mask: { readonly drawn: boolean; readonly name: string }, within: number, across: number): string =>
    `Pairs within ${maskWords.object(mask)} have ${cosine(within)}, ` +
    `pairs of one patch inside and one outside ${cosine(across)}.`,
  order: {
    grid: () =>
      "Rows and columns are the patches in reading order. " +
      "Order them by cluster to see groups as squares along the diagonal.",
    cluster: () => "Patches that are alike stand together: a bright square along the diagonal is a group.",
    reference: (reference: string) =>
      `The patches most like ${reference} come first: ` +
      "a bright corner at the top left says that they are like one another, too.",
  },
};

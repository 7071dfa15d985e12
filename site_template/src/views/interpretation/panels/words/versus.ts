/** Two pictures, or two models on one picture, said in words. */
import { number } from "../../../../maths/numbers.ts";
import type { Method } from "../../scene.ts";
import { capital, valueText, wordsOf } from "../../words/methods.ts";

/** What a map lacks in exactness that comes from the builder's files. */
const PRECOMPUTED = "precomputed to 1/255";

export const versusWords = {
  title: "Beside another picture",
  titleOf: (model: string | null): string => `Beside ${model ?? "another picture"}, on one scale`,
  concept: "What cosine similarity is",
  beside: "beside it",
  options: {
    none: "nothing yet",
    pictures: "Another picture",
    models: "The same picture in another model",
  },
  point: "point at a patch: its value in both",
  values: (one: string, other: string): string => `${one} and ${other}`,
  /** One name where both sides have the same. */
  places: (one: string, other: string | null): string => (other === null ? one : `${one} and ${other}`),
  map: (method: Method, of: string, block: number): string =>
    `${wordsOf(method).title} on ${of} after block ${block}; arrow keys read it patch by patch`,
  caption: (block: number, isLive: boolean): string => `after block ${block}, ${isLive ? "live" : PRECOMPUTED}`,
  legend: (method: Method): string => `${wordsOf(method).quantity}, both`,
};

export const versusMissing = {
  strange: "The link asks for a picture or a model that this page does not have.",
  nothing:
    "Choose another picture, or another model where this page has one: " +
    "the same map of it stands beside this one, in the same colours.",
  oneScale:
    "One scale for both is what makes them comparable: the same colour is the same number. " +
    "The other side takes pictures of the gallery, whose maps were computed when this site was built; " +
    "your own can stand at the left.",
  coming: "The other maps are on their way.",
  onePicture:
    "The model has run on one picture only; " +
    "the other side comes from maps that were computed when this site was built.",
  ownPicture: (model: string): string =>
    `Your own picture has no precomputed maps in ${model}. Choose that model above the page to see it there; ` +
    "both at once takes a picture of the gallery.",
  none: (picture: string, model: string): string => `This site has no precomputed maps of “${picture}” in ${model}.`,
  meanOnly: (picture: string): string =>
    `Of “${picture}”, only the mean over the heads is precomputed. Choose it above to compare.`,
};

interface Scored {
  readonly score: number;
  readonly object: string;
}

export const versusSays = {
  ranges: (method: Method, one: ArrayLike<number>, other: ArrayLike<number>): string =>
    `${capital(wordsOf(method).title)} reaches from ${range(method, one)} at the left ` +
    `and from ${range(method, other)} at the right.`,
  scores: (left: Scored, right: Scored): string =>
    "It finds the object with an area under the ROC curve of " +
    `${number(left.score)} at the left (${left.object}) and ${number(right.score)} at the right (${right.object}); ` +
    "chance gives 0.5.",
  agreement: (correlation: number): string =>
    `The two models order the patches with a rank correlation of ${number(correlation)}.`,
  placed: (reference: string): string =>
    `The reference is ${reference} on both sides: the same place, which may show something else.`,
  depth: (there: number, theirs: number, here: number, ours: number): string =>
    `Block ${there} of ${theirs} is about as deep as block ${here} of ${ours}.`,
  several: "Of several references only cosines are known at the right: they count as if all were equally long.",
};

const range = (method: Method, values: ArrayLike<number>): string => {
  const all = Array.from(values);
  return `${valueText(method, Math.min(...all))} to ${valueText(method, Math.max(...all))}`;
};

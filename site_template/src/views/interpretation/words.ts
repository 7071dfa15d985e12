/** The words beside the figure: what is seen on this picture, with its own numbers, and why to be careful. */

import { hasConcept, term } from "../../controls/links.ts";
import { type Child, html } from "../../marks/element.ts";
import { percent } from "../../maths/numbers.ts";
import { referenceRole } from "../../maths/reference.ts";
import type { Context } from "../../page/context.ts";
import { fuseWords, thresholdText, valueText } from "./methods.ts";
import type { Scene } from "./scene.ts";
import { rankCorrelation } from "./spread.ts";
import { countAbove } from "./threshold.ts";

/** "A cosine of 1", "the ship": pieces of a sentence; a piece in brackets is a concept, its colour and its words. */
type Piece = Child | string;

export const titleOf = ({ method, referenceName: name, references }: Scene): string => {
  const one = references.length === 1;
  if (method === "similarity") return `What becomes like ${name}, block by block`;
  if (method === "attention") return `Where ${name} ${one ? "looks" : "look"}, block by block`;
  return method === "rollout" ? `What reaches ${name}, block by block` : "What each patch would answer, block by block";
};

export function wordsBeside(context: Context, scene: Scene): HTMLElement[] {
  const link = (concept: string, role: string, text: string) =>
    term(context, hasConcept(context.manifest, concept) ? concept : null, role, text);
  const paragraphs = [opening(context, scene, link), counted(scene), inObject(scene), compared(scene, link)];
  return paragraphs.filter((pieces) => pieces.length > 0).map((pieces) => html("p", {}, ...pieces));
}

type Link = (concept: string, role: string, text: string) => HTMLElement;

const isLive = ({ data }: Scene): boolean => data.origin === "live";

function named(scene: Scene, link: Link): HTMLElement {
  const isCls = referenceRole(scene.references, scene.grid) === "cls";
  return isCls ? link("cls-token", "cls", scene.referenceName) : html("strong", {}, scene.referenceName);
}

function opening(context: Context, scene: Scene, link: Link): Piece[] {
  const { method, references, grid, model } = scene;
  const isCls = references.length === 1 && references[0]! < grid.prefix;
  const { outcome } = context.session;
  const answer =
    outcome.kind === "done" && outcome.model === model.id && outcome.picture === scene.data.image
      ? outcome.result.top[0]?.label
      : undefined;
  const role: Piece[] =
    isCls && references[0] === 0
      ? [", the token that ", ...(answer ? [`answers “${answer}”.`] : ["the answer is read from."])]
      : ["."];
  const mean = references.length > 1 ? ["Several tokens count as their mean."] : [];
  const own = isCls || references.length > 1 ? [] : [" The patch itself has 1: nothing is more like it."];
  if (method === "similarity")
    return [
      "Bright patches ",
      link("cosine-similarity", "cls", "point the same way"),
      " as ",
      named(scene, link),
      ...role,
      ...own,
      ...(mean.length > 0 ? [" ", ...mean] : []),
    ];
  if (method === "attention")
    return [
      "Bright patches are where ",
      named(scene, link),
      " ",
      link("attention-pattern", "pattern", references.length > 1 ? "read from" : "reads from"),
      ` in this very block (${fuseWords(scene.fuse)}): the weights of one row of the pattern.`,
      ...(mean.length > 0 ? [" ", ...mean] : []),
    ];
  const kept = scene.rollout.identity ? "half of each token stays where it is" : "no token keeps anything of its own";
  return [
    link("attention-rollout", "pattern", "Rollout"),
    " multiplies the attention of all blocks up to this one, as if ",
    kept,
    ". Bright patches are those of which most has reached ",
    named(scene, link),
    " in this reckoning.",
  ];
}

function counted(scene: Scene): Piece[] {
  const values = scene.map(scene.method, scene.block);
  if (!values || !isLive(scene)) return [];
  if (values.some(Number.isNaN)) return ["Here it is undefined: some tokens have no direction."];
  if (!Number.isFinite(scene.threshold))
    return [
      `All ${values.length} patches have the same value here: nothing stands out, and there is nothing to outline.`,
    ];
  const above = countAbove(values, scene.threshold);
  const move =
    scene.state.threshold === ""
      ? "The handle starts where the two groups differ most; move it."
      : "Move the handle to see the outline grow and shrink.";
  return [
    html("strong", {}, `${above} of ${values.length}`),
    ` patches lie at or above ${thresholdText(scene.method, scene.threshold)}. ${move}`,
  ];
}

function inObject(scene: Scene): Piece[] {
  const { mask } = scene;
  const values = scene.map(scene.method, scene.block);
  if (!mask || !values || !isLive(scene) || !Number.isFinite(scene.threshold)) return [];
  const parts = [1, 0].map((side) => values.filter((_, patch) => mask.truth[patch] === side));
  const [inside, outside] = parts as [Float64Array, Float64Array];
  const name = mask.drawn ? "your mask" : `the ${mask.name}`;
  if (inside.length === 0)
    return [`No patch is covered by ${name} for at least half: inside and outside cannot be told apart.`];
  if (outside.length === 0) return [`Every patch is covered by ${name}: there is no outside to compare with.`];
  const share = (part: Float64Array) => percent(countAbove(part, scene.threshold) / part.length);
  return [
    `The outline holds ${share(inside)} % of the patches of `,
    html("strong", {}, name),
    ` and ${share(outside)} % of the others.`,
  ];
}

/** How the other maps of the same block rank the patches. */
function compared(scene: Scene, link: Link): Piece[] {
  if (scene.method !== "similarity" || !scene.methods.includes("attention")) return [];
  const one = scene.references.length === 1;
  const first: Piece[] = [
    link("attention-pattern", "pattern", "Attention"),
    ` asks something else: where ${scene.referenceName} ${one ? "reads" : "read"} from in this very block.`,
  ];
  const [mine, other] = [scene.map("similarity", scene.block), scene.map("attention", scene.block)];
  const alike = mine && other && isLive(scene) ? rankCorrelation(mine, other) : NaN;
  if (!Number.isFinite(alike)) return first;
  const say =
    Math.abs(alike) < 0.2
      ? "hardly related"
      : alike < 0
        ? "opposed"
        : alike < 0.6
          ? "related, not the same"
          : "much the same";
  return [
    ...first,
    ` Here the two rankings of the patches are ${say}: rank correlation ${valueText("similarity", alike)}.`,
  ];
}

/** Where the numbers are from, as far as this view says it in its own way. */
export const originWords = {
  untilTheRun: (status: string): string =>
    `Painted from precomputed maps, to 1/255, until the model has run here (${status}).`,
  withoutARun: (why: string): string => `${why} The maps are painted from precomputed ones, to 1/255.`,
  waiting: (status: string): string => `The maps come as soon as the model has run (${status}).`,
  withoutPatterns: "This model has no attention pattern over all its tokens: cosine similarity is all there is.",
};

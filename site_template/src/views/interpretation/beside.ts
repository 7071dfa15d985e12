/** What stands beside the figure: which sentences this picture, this map and this reference call for. */
import { html } from "../../marks/element.ts";
import { isRead, referenceRole } from "../../maths/reference.ts";
import type { Context } from "../../page/context.ts";
import { rankCorrelation } from "./panels/ranks.ts";
import { drawn } from "./pieces.ts";
import type { Scene } from "./scene.ts";
import { countAbove } from "./threshold.ts";
import { compared, counted, inObject, named, type Opening, opening, type Reference, titleOf } from "./words/beside.ts";
import { fuseWords, thresholdText } from "./words/methods.ts";
import type { Piece } from "./words/pieces.ts";

const referenceOf = ({ referenceName, references }: Scene): Reference => ({
  name: referenceName,
  isOne: references.length === 1,
});

export const headingOf = (scene: Scene): string => titleOf(scene.method, referenceOf(scene));

export const paragraphsBeside = (context: Context, scene: Scene): HTMLElement[] =>
  [openingOf(context, scene), countedOf(scene), inObjectOf(scene), comparedOf(scene)]
    .filter((pieces) => pieces.length > 0)
    .map((pieces) => html("p", {}, ...drawn(context, pieces)));

const isLive = ({ data }: Scene): boolean => data.origin === "live";

function openingOf(context: Context, scene: Scene): Piece[] {
  const { method, references, grid } = scene;
  const isOne = references.length === 1;
  const facts: Opening = {
    reference: named(scene.referenceName, referenceRole(references, grid) === "cls"),
    isOne,
    isRead: isRead(references, grid),
    answer: answerOf(context, scene),
    isPatch: isOne && references[0]! >= grid.prefix,
  };
  if (method === "similarity") return opening.similarity(facts);
  return method === "attention"
    ? opening.attention(facts, fuseWords(scene.fuse))
    : opening.rollout(facts, scene.rollout);
}

/** What the run of this very picture has answered. */
function answerOf({ session }: Context, { model, data }: Scene): string | undefined {
  const { outcome } = session;
  const isHere = outcome.kind === "done" && outcome.model === model.id && outcome.picture === data.image;
  return isHere ? outcome.result.top[0]?.label : undefined;
}

function countedOf(scene: Scene): Piece[] {
  const { method, block, threshold, state } = scene;
  const values = scene.map(method, block);
  if (!values || !isLive(scene)) return [];
  if (values.some(Number.isNaN)) return [counted.undefined];
  if (!Number.isFinite(threshold)) return [counted.allEqual(values.length)];
  const above = countAbove(values, threshold);
  return counted.above(above, values.length, thresholdText(method, threshold), state.threshold === "");
}

function inObjectOf(scene: Scene): Piece[] {
  const { mask, threshold } = scene;
  const values = scene.map(scene.method, scene.block);
  if (!mask || !values || !isLive(scene) || !Number.isFinite(threshold)) return [];
  const [inside, outside] = [1, 0].map((bit) => values.filter((_, patch) => mask.truth[patch] === bit));
  if (inside!.length === 0) return [inObject.nowhere(mask)];
  if (outside!.length === 0) return [inObject.everywhere(mask)];
  const share = (part: Float64Array) => countAbove(part, threshold) / part.length;
  return inObject.share(mask, share(inside!), share(outside!));
}

function comparedOf(scene: Scene): Piece[] {
  if (scene.method !== "similarity" || !scene.methods.includes("attention")) return [];
  const [mine, other] = [scene.map("similarity", scene.block), scene.map("attention", scene.block)];
  const alike = mine && other && isLive(scene) ? rankCorrelation(mine, other) : NaN;
  return [...compared.attention(referenceOf(scene)), ...(Number.isFinite(alike) ? [compared.ranks(alike)] : [])];
}

/** The tokens become a list: prefix rows in front, positions added. */
import type { Operation } from "../../operation.ts";
import { concatFigure } from "./figure.ts";
import { concatStory } from "./story.ts";
import { type ConcatWork, work } from "./work.ts";

export const concatAddPage: Operation<ConcatWork> = {
  needs: ({ hook }) => ({ tensors: [...hook.inputs, hook.name], weights: hook.weights }),
  work,
  story: concatStory,
  figure: concatFigure,
};

/** The activation of the MLP: one curve that every hidden number of a token goes through alone. */
import type { Operation } from "../../operation.ts";
import { activationFigure } from "./figure.ts";
import { activationStory } from "./story.ts";
import { type ActivationWork, needs, work } from "./work.ts";

export const activationPage: Operation<ActivationWork> = {
  needs,
  work,
  story: activationStory,
  figure: activationFigure,
};

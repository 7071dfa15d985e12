/** An addition to the residual stream. */
import type { Operation } from "../../operation.ts";
import { residualFigure } from "./figure.ts";
import { residualStory } from "./story.ts";
import { type ResidualWork, work } from "./work.ts";

export const residualAddPage: Operation<ResidualWork> = {
  needs: ({ hook }) => ({ tensors: [...hook.inputs, hook.name], weights: [] }),
  work,
  story: residualStory,
  figure: residualFigure,
};

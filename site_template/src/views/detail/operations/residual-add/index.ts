/** The page of an addition to the residual stream: what was there, what is written, what goes on. */

import type { Operation } from "../../operation.ts";
import { residualFigure } from "./figure.ts";
import { residualStory } from "./story.ts";
import type { ResidualWork } from "./work.ts";
import { work } from "./work.ts";

export const residualAddPage: Operation<ResidualWork> = {
  needs: ({ hook }) => ({ tensors: [...hook.inputs, hook.name], weights: [] }),
  work,
  story: residualStory,
  figure: residualFigure,
};

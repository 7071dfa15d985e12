/** The attention output: the heads joined, times one more matrix. */
import type { Operation } from "../../operation.ts";
import { projectionFigure } from "./figure.ts";
import { projectionStory } from "./story.ts";
import { needs, type ProjectionWork, work } from "./work.ts";

export const projectionPage: Operation<ProjectionWork> = {
  needs,
  work,
  story: projectionStory,
  figure: projectionFigure,
};

/** The mix of values that each token receives. */
import type { Operation } from "../../operation.ts";
import { mixFigure } from "./figure.ts";
import { mixStory } from "./story.ts";
import { type MixWork, needs, work } from "./work.ts";

export const weightedSumPage: Operation<MixWork> = { needs, work, story: mixStory, figure: mixFigure };

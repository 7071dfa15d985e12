/** Several heads whose logits are averaged. */
import type { Operation } from "../../operation.ts";
import { meanFigure } from "./figure.ts";
import { meanStory } from "./story.ts";
import { type MeanWork, needs, work } from "./work.ts";

export const meanPage: Operation<MeanWork> = { needs, work, story: meanStory, figure: meanFigure };

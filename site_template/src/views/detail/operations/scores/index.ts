/** Attention scores: how well each query matches each key. */
import type { Operation } from "../../operation.ts";
import { scoreFigure } from "./figure.ts";
import { scoreStory } from "./story.ts";
import { needs, type ScoreWork, work } from "./work.ts";

export const scoresPage: Operation<ScoreWork> = { needs, work, story: scoreStory, figure: scoreFigure };

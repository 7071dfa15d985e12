/** The classification head: what it reads of the tokens, and how much speaks for a class. */
import type { Operation } from "../../operation.ts";
import { headFigure } from "./figure.ts";
import { headStory } from "./story.ts";
import { type HeadWork, needs, work } from "./work.ts";

export const headPage: Operation<HeadWork> = { needs, work, story: headStory, figure: headFigure };

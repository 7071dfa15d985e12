/** A row times a matrix plus a bias: queries, keys and values, and both products of the MLP. */
import type { Operation } from "../../operation.ts";
import { linearFigure } from "./figure.ts";
import { linearStory } from "./story.ts";
import { type LinearWork, needs, work } from "./work.ts";

export const linearPage: Operation<LinearWork> = { needs, work, story: linearStory, figure: linearFigure };

/** Probabilities of classes that are judged alone. */
import type { Operation } from "../../operation.ts";
import { sigmoidFigure } from "./figure.ts";
import { sigmoidStory } from "./story.ts";
import { needs, type SigmoidWork, work } from "./work.ts";

export const sigmoidPage: Operation<SigmoidWork> = { needs, work, story: sigmoidStory, figure: sigmoidFigure };

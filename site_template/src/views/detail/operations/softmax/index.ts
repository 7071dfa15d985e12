/** Softmax, of scores over keys or of logits over classes: exponentials divided by their sum. */
import type { Operation } from "../../operation.ts";
import { softmaxFigure } from "./figure.ts";
import { softmaxStory } from "./story.ts";
import { needs, type SoftmaxWork, work } from "./work.ts";

export const softmaxPage: Operation<SoftmaxWork> = { needs, work, story: softmaxStory, figure: softmaxFigure };

/** LayerNorm: every token alone, brought to a common scale. */
import type { Operation } from "../../operation.ts";
import { normFigure } from "./figure.ts";
import { normStory } from "./story.ts";
import { type NormWork, needs, work } from "./work.ts";

export const layerNormPage: Operation<NormWork> = { needs, work, story: normStory, figure: normFigure };

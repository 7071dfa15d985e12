import type { Bar } from "../marks/bars.ts";
import { milliseconds } from "../maths/numbers.ts";
import type { Context } from "./context.ts";

export const PRECOMPUTED = "precomputed";
export interface Answer {
  readonly items: readonly Bar[];
  readonly from: string;
  readonly live: boolean;
}
export function answer({ session }: Context): Answer {
  const [model, picture, outcome] = [session.model(), session.picture(), session.outcome];
  if (outcome.kind === "done" && outcome.model === model.id && outcome.picture === picture.id) {
    const items = outcome.result.top.map(({ index, label, probability }) => ({ index, label, share: probability }));
    return { items, from: `live, ${outcome.result.backend}, ${milliseconds(outcome.result.milliseconds)}`, live: true };
  }
  const known = model.predictions[picture.id];
  if (known) {
    const items = known.map(([index, share]) => ({ index, label: model.labels[index] ?? `class ${index}`, share }));
    return { items, from: PRECOMPUTED, live: false };
  }
  return {
    items: [],
    from:
      outcome.kind === "failed"
        ? "No prediction: the model did not run."
        : "The prediction comes when the model has run.",
    live: false,
  };
}

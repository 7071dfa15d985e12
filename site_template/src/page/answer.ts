/** The classes that are most likely, and where that is from. */
import type { Bar } from "../marks/bars.ts";
import type { Context } from "./context.ts";
import * as words from "./words.ts";

export interface Answer {
  readonly items: readonly Bar[];
  readonly from: string;
  readonly live: boolean;
}
export function answer({ session }: Context): Answer {
  const [model, picture, outcome] = [session.model(), session.picture(), session.outcome];
  if (outcome.kind === "done" && outcome.model === model.id && outcome.picture === picture.id) {
    const items = outcome.result.top.map(({ index, label, probability }) => ({ index, label, share: probability }));
    return { items, from: words.live(outcome.result.backend, outcome.result.milliseconds), live: true };
  }
  const known = model.predictions[picture.id];
  if (known) {
    const items = known.map(([index, share]) => ({
      index,
      label: model.labels[index] ?? words.className(index),
      share,
    }));
    return { items, from: words.PRECOMPUTED, live: false };
  }
  return {
    items: [],
    from: outcome.kind === "failed" ? words.DID_NOT_RUN : words.NOT_RUN_YET,
    live: false,
  };
}

/** The values of the tensor that is shown: asked for once a run; what is there stays until the next has come. */

import type { Hook } from "../../data/manifest.ts";
import type { TensorValue } from "../../engine/engine.ts";
import type { Session } from "../../page/session.ts";

export interface Fetching {
  /** What is there of this hook of the present model; null for nothing. */
  held(hook: Hook): TensorValue | null;
  ask(hook: Hook): void;
}

/** @param onArrival called when a tensor that was asked for is held. */
export function fetching(session: Session, onArrival: () => void): Fetching {
  let held: { readonly tensor: TensorValue; readonly model: string } | null = null;
  let asked: { readonly outcome: object; readonly name: string } | null = null;
  return {
    held({ name }) {
      const isIt = held?.tensor.name === name && held.model === session.model().id;
      return isIt && session.outcome.kind !== "failed" ? held!.tensor : null;
    },
    ask({ name }) {
      const { outcome } = session;
      if (outcome.kind !== "done" || (asked?.outcome === outcome && asked.name === name)) return;
      const mine = { outcome, name };
      asked = mine;
      session.tensor(name).then(
        (tensor) => {
          if (asked !== mine) return;
          held = { tensor, model: outcome.model };
          onArrival();
        },
        () => {
          if (asked?.outcome === outcome) [asked, held] = [null, null];
        },
      );
    },
  };
}

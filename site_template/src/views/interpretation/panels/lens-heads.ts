/** The head that the logit lens reads with: fetched once a model, with the reason where it cannot be had. */
import type { ModelEntry } from "../../../data/manifest.ts";
import { type Reader, readerOf } from "../../../page/lens.ts";
import type { Session } from "../../../page/session.ts";
import { lensMissing } from "./words/lens.ts";

export interface LensHeads {
  /** The head, or in words why there is none yet. */
  of(model: ModelEntry): Reader | string;
}

/** @param onCome called when a head has come, or failed to. */
export function lensHeads(session: Session, onCome: () => void): LensHeads {
  let asked: ModelEntry | null = null;
  let found: Reader | string = lensMissing.coming;

  function ask(model: ModelEntry): void {
    [asked, found] = [model, lensMissing.coming];
    const settle = (next: Reader | string) => {
      if (asked !== model) return;
      found = next;
      onCome();
    };
    if (!("weight" in session)) {
      found = lensMissing.weights;
      return;
    }
    readerOf((name) => session.weight(name), model).then(
      (reader) => settle(reader ?? lensMissing.noClasses),
      (error: unknown) => settle(lensMissing.head((error as Error).message)),
    );
  }

  return {
    of(model) {
      if (asked !== model) ask(model);
      return found;
    },
  };
}

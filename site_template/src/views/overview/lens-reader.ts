/** What reads an answer off any block, fetched once a model. */

import type { ModelEntry } from "../../data/manifest.ts";
import { type Reader, readerOf } from "../../page/lens.ts";
import type { Session } from "../../page/session.ts";

/** Null where the logits become no probabilities, or the weights cannot be had: then no answers are shown. */
export function lensReader(session: Session): (model: ModelEntry) => Promise<Reader | null> {
  let [asked, found] = [null as ModelEntry | null, Promise.resolve<Reader | null>(null)];
  return (model) => {
    if (asked === model) return found;
    asked = model;
    found = readerOf((name) => session.weight(name), model).catch(() => {
      if (asked === model) asked = null;
      return null;
    });
    return found;
  };
}

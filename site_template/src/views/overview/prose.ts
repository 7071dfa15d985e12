/** The paragraphs below the figure, with their terms as links. */

import { hasConcept, term } from "../../controls/links.ts";
import type { ModelEntry } from "../../data/manifest.ts";
import { type Child, html } from "../../marks/element.ts";
import type { Context } from "../../page/context.ts";
import type { Plan } from "./shapes.ts";
import { paragraphsOf } from "./words.ts";

export function proseOf(context: Context, model: ModelEntry, plan: Plan): HTMLElement[] {
  const piece = (source: string): Child => {
    const found = /^\[([^|]+)\|([^|]+)\|([^\]]+)\]$/.exec(source);
    if (!found) return source;
    const [, concept, role, words] = found;
    return term(context, hasConcept(context.manifest, concept!) ? concept! : null, role!, words!);
  };
  return paragraphsOf(model, plan).map((source) => html("p", {}, ...source.split(/(\[[^\]]+\])/).map(piece)));
}

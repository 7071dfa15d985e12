/** What stands out in the graph: what is pointed at or read with what is linked to it, the path, what is found. */
import { setAttribute } from "../../marks/element.ts";
import { type Link, neighbours } from "./links.ts";
import type { Marked } from "./options.ts";
import type { Plan } from "./place.ts";
import type { Wire } from "./wires.ts";
import { GRAPH } from "./words.ts";

/** The graph as it is drawn for one width. */
export interface Drawn {
  readonly plan: Plan;
  /** By concept: its link, and the place for the number of its step. */
  readonly anchors: ReadonlyMap<string, SVGAElement>;
  readonly badges: ReadonlyMap<string, SVGGElement>;
  readonly lines: readonly { readonly wire: Wire; readonly line: SVGGElement }[];
}

/** @param pointed the concept under the pointer, or with the focus. */
export function emphasise(
  drawn: Drawn,
  links: readonly Link[],
  title: ReadonlyMap<string, string>,
  marked: Marked,
  pointed: string | null,
): void {
  const { chosen, path } = marked;
  const order = new Map(path.map((id, i) => [id, i + 1]));
  const centre = pointed ?? (path.length > 0 ? null : title.has(chosen) ? chosen : null);
  const near = centre ? neighbours(links, centre) : new Set<string>();
  const isQuiet = centre !== null || path.length > 0;
  for (const [id, anchor] of drawn.anchors) {
    const step = order.get(id);
    const isClose = id === centre || near.has(id) || (centre === null && step !== undefined);
    const badge = drawn.badges.get(id)!;
    anchor.classList.toggle("chosen", id === chosen);
    anchor.classList.toggle("far", (isQuiet && !isClose) || !(marked.found.has(id) || step !== undefined));
    badge.classList.toggle("on-path", step !== undefined);
    setAttribute(anchor, "aria-current", id === chosen ? "true" : null);
    setAttribute(anchor, "aria-label", step === undefined ? null : GRAPH.onPath(title.get(id)!, step));
    badge.lastChild!.textContent = String(step ?? "");
  }
  for (const { wire, line } of drawn.lines) {
    const { from, to, type } = wire.link;
    const onPath = type === "needs" && order.has(from) && order.has(to);
    const isStrong = centre ? from === centre || to === centre : onPath;
    const isFaint = isQuiet || !marked.found.has(from) || !marked.found.has(to);
    // What stands out is drawn over the rest.
    if (isStrong && !line.classList.contains("strong")) line.parentNode?.append(line);
    line.classList.toggle("strong", isStrong);
    line.classList.toggle("hidden", !isStrong && type !== "needs" && !marked.all);
    line.classList.toggle("faint", !isStrong && isFaint);
  }
}

/** The learning path: its steps in order, which of them is read, and the way to the ones before and after. */
import type { ConceptNode } from "../../data/concepts.ts";
import { button, html } from "../../marks/element.ts";
import type { Store } from "../../state/store.ts";
import { conceptLink } from "./state-links.ts";
import { PATH } from "./words.ts";

/** The step before or after the one that is read; from outside of the path the first one comes next. */
export function stepFrom(path: readonly string[], concept: string, by: number): string | null {
  const at = path.indexOf(concept);
  if (at < 0) return by > 0 ? (path[0] ?? null) : null;
  return path[at + by] ?? null;
}

export interface Trail {
  readonly element: HTMLElement;
  update(path: readonly string[], concept: string): void;
}

export function trail(store: Store, nodes: readonly ConceptNode[], onLeave: () => void): Trail {
  const title = new Map(nodes.map((node) => [node.id, node.title]));
  const element = html("nav", { class: "trail", "data-part": "path", hidden: true });

  return {
    element,
    update(path, concept) {
      element.hidden = path.length === 0;
      if (path.length === 0) return;
      const goal = title.get(path[path.length - 1]!)!;
      const at = path.indexOf(concept);
      element.setAttribute("aria-label", PATH.label(goal));
      const focused = document.activeElement;
      const held = focused && element.contains(focused) ? focused.getAttribute("data-part") : null;
      const [before, next] = [stepFrom(path, concept, -1), stepFrom(path, concept, 1)];
      const arrow = (id: string | null, part: string, words: (name: string) => string) =>
        id ? conceptLink(store, id, words(title.get(id)!), { class: part, "data-part": part }) : null;
      element.replaceChildren(
        html(
          "p",
          { class: "trail-head" },
          html("strong", {}, PATH.title(goal, at, path.length)),
          button({ class: "text-button", "data-part": "leave-path" }, PATH.leave, () => {
            store.set({ path: "" });
            onLeave();
          }),
        ),
        html(
          "ol",
          { class: "trail-steps", "data-part": "path-steps" },
          ...path.map((id, i) => {
            const link = conceptLink(store, id, title.get(id)!, { "aria-current": i === at ? "step" : null });
            return html("li", { class: i < at ? "done" : null }, link);
          }),
        ),
        html(
          "p",
          { class: "trail-turn" },
          arrow(before, "path-previous", PATH.before),
          arrow(next, "path-next", at < 0 ? PATH.begin : PATH.next),
        ),
      );
      if (held) element.querySelector<HTMLElement>(`[data-part="${held}"]`)?.focus();
    },
  };
}

/** The controls above the graph, and below it the key to its lines. */
import { button, html, setAttribute, setText, svg } from "../../marks/element.ts";
import type { Store } from "../../state/store.ts";
import type { State } from "../../state/table.ts";
import { type LinkType, TYPES } from "./links.ts";
import { KEY, LINKS, SEARCH, ZOOM } from "./words.ts";

export interface Bar {
  readonly search: HTMLElement;
  readonly tools: HTMLElement;
  update(state: State, found: number, all: number, zoom: number): void;
}

export interface BarActs {
  zoom(way: "in" | "out" | "whole"): void;
  /** Enter in the search. */
  open(): void;
}

export function bar(store: Store, acts: BarActs): Bar {
  const input = html("input", {
    type: "search",
    class: "find",
    "data-part": "find",
    "aria-label": SEARCH.label,
    placeholder: SEARCH.label,
    spellcheck: "false",
    autocomplete: "off",
  });
  const count = html("span", { class: "quiet find-count", "data-part": "find-count" });
  input.addEventListener("input", () => store.set({ find: input.value }));
  input.addEventListener("keydown", (event) => event.key === "Enter" && acts.open());
  const choice = (links: State["links"], words: string) =>
    button({ class: "step", "data-links": links }, words, () => store.set({ links }));
  const [needs, all] = [choice("needs", LINKS.needs), choice("all", LINKS.all)];
  const turn = (way: "in" | "out" | "whole", label: string, sign: string) =>
    button({ class: "step", "data-zoom": way, "aria-label": label, title: label }, sign, () => acts.zoom(way));
  const [nearer, further] = [turn("in", ZOOM.in, "+"), turn("out", ZOOM.out, "−")];
  const whole = turn("whole", ZOOM.whole, ZOOM.wholeSign);
  return {
    search: html("div", { class: "control find-control" }, input, count),
    tools: html(
      "div",
      { class: "graph-tools" },
      html(
        "div",
        { class: "control", role: "group", "aria-label": LINKS.group },
        html("span", {}, LINKS.title),
        needs,
        all,
      ),
      html("div", { class: "control", role: "group", "aria-label": ZOOM.group }, further, nearer, whole),
    ),
    update({ find, links }, found, total, k) {
      if (input.value !== find) input.value = find;
      setText(count, find.trim() === "" ? "" : SEARCH.count(found, total));
      setAttribute(needs, "aria-pressed", String(links === "needs"));
      setAttribute(all, "aria-pressed", String(links === "all"));
      for (const one of [further, whole]) setAttribute(one, "aria-disabled", k <= 1 ? "true" : null);
    },
  };
}

const SAMPLES: Readonly<Record<LinkType, string>> = {
  needs: "M33 6L26 9.2V2.8Z",
  part_of: "M33 6L28 9.4L23 6L28 2.6Z",
  feeds: "M26.5 2L33 6L26.5 10",
  see: "",
};

export function key(): HTMLElement {
  const sample = (type: LinkType) =>
    html(
      "li",
      {},
      svg(
        "svg",
        { viewBox: "0 0 34 12", width: 34, height: 12, "aria-hidden": "true", class: `link ${type}` },
        svg("path", { class: "line", d: `M1 6H${type === "see" ? 33 : 28}` }),
        svg("path", { class: "head", d: SAMPLES[type] }),
      ),
      KEY[type],
    );
  return html("ul", { class: "graph-key", "aria-label": KEY.title }, ...TYPES.map(sample));
}

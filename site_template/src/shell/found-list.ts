/** What a search has found as a list of options, one of which is active. */
import { html, setAttribute } from "../marks/element.ts";
import type { Store } from "../state/store.ts";
import type { Entry, Group } from "./search-index.ts";
import { FOUND, SEARCH } from "./words.ts";

export interface FoundList {
  readonly element: HTMLElement;
  readonly count: number;
  show(groups: readonly Group[]): void;
  /** Makes an option the active one; none below 0. */
  choose(index: number): void;
  /** Steps from the active option, around the ends. */
  step(by: number): void;
  /** The entry of the active option, or of the one that is pressed. */
  entry(pressed?: Element | null): Entry | undefined;
}

/** @param onActive told the id of the active option. */
export function foundList(store: Store, onActive: (id: string | undefined) => void): FoundList {
  const element = html("div", { role: "listbox", id: "search-list", "aria-label": SEARCH.list, class: "search-list" });
  let shown: { entry: Entry; option: HTMLElement }[] = [];
  let active = -1;

  function option(entry: Entry): HTMLElement {
    const made = optionOf(store, entry, shown.length);
    shown.push({ entry, option: made });
    return made;
  }

  function choose(index: number): void {
    active = index;
    shown.forEach(({ option: one }, i) => setAttribute(one, "aria-selected", String(i === active)));
    const one = shown[active]?.option;
    onActive(one?.id);
    one?.scrollIntoView?.({ block: "nearest" });
  }

  return {
    element,
    get count() {
      return shown.length;
    },
    show(groups) {
      shown = [];
      element.replaceChildren(...groups.map((group) => section(group, group.entries.map(option))));
      element.hidden = groups.length === 0;
    },
    choose,
    step: (by) => choose((active + by + shown.length) % shown.length),
    entry: (pressed) =>
      (pressed === undefined ? shown[active] : shown.find(({ option: one }) => one === pressed))?.entry,
  };
}

function section({ sort, more }: Group, options: readonly HTMLElement[]): HTMLElement {
  const id = `search-${sort}`;
  const rest = more > 0 ? html("span", { class: "search-more" }, SEARCH.more(more)) : null;
  const title = html("div", { class: "search-title", id, role: "presentation" }, FOUND[sort][1], rest);
  return html("div", { role: "group", "aria-labelledby": id }, title, ...options);
}

const optionOf = (store: Store, entry: Entry, index: number): HTMLElement =>
  html(
    "a",
    {
      role: "option",
      id: `search-option-${index}`,
      class: "search-option",
      tabindex: -1,
      href: store.link(entry.go),
      "aria-selected": "false",
      "data-sort": entry.sort,
    },
    html("span", { class: "search-name" }, entry.title),
    " ",
    html("span", { class: entry.sort === "hook" ? "search-note name" : "search-note" }, entry.note),
  );

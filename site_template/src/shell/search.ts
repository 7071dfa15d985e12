/** The search field: concepts, views, tensors and classes in one list that keys, pointers and screen readers go through. */
import { html, setAttribute } from "../marks/element.ts";
import type { Context } from "../page/context.ts";
import {
  classEntries,
  conceptEntries,
  type Entry,
  search as find,
  type Group,
  hookEntries,
  type Sort,
  viewEntries,
} from "./search-index.ts";
import { hookNames, VIEWS } from "./views.ts";

const TITLES: Readonly<Record<Sort, readonly [one: string, many: string]>> = {
  concept: ["concept", "concepts"],
  view: ["view", "views"],
  hook: ["tensor", "tensors"],
  class: ["class", "classes"],
};

export function search(root: HTMLElement, context: Context): { focus: () => void } {
  const { manifest, store, session, announce } = context;
  const field = root.querySelector<HTMLInputElement>("input")!;
  const list = html("div", { role: "listbox", id: "search-list", "aria-label": "Found", class: "search-list" });
  const none = html("p", { class: "quiet search-none", hidden: true });
  const panel = html("div", { class: "search-panel", hidden: true, "data-part": "search-panel" }, list, none);
  for (const [name, value] of Object.entries({
    role: "combobox",
    "aria-expanded": "false",
    "aria-controls": "search-list",
    "aria-autocomplete": "list",
  }))
    field.setAttribute(name, value);
  root.append(panel);

  let index: { model: string; entries: readonly Entry[] } | null = null;
  let shown: { entry: Entry; option: HTMLElement }[] = [];
  let active = -1;
  let before: Element | null = null;

  /** Built when it is first needed, and again for another model. */
  async function entries(): Promise<readonly Entry[]> {
    const model = session.model();
    if (index?.model === model.id) return index.entries;
    const there = (id: string) => VIEWS.some((view) => view.id === id);
    const nameOf = await hookNames();
    const { nodes, stages } = manifest.concepts;
    const made = [
      ...(there("background") ? conceptEntries(nodes, stages) : []),
      ...viewEntries(VIEWS),
      ...hookEntries(model.hooks, nameOf),
      ...classEntries(model),
    ];
    index = { model: model.id, entries: made };
    return made;
  }

  async function look(): Promise<void> {
    const query = field.value;
    const all = await entries();
    if (query !== field.value) return;
    const block = blockOf(store.state.hook) ?? Math.max(0, session.model().config.n_layers - 2);
    const groups = find(all, query, block);
    shown = [];
    list.replaceChildren(...groups.map(section));
    list.hidden = groups.length === 0;
    none.hidden = groups.length > 0;
    none.textContent = `Nothing is called “${query.trim()}”. Try a concept, a tensor such as hook_pattern, or a class.`;
    open(query.trim() !== "");
    choose(shown.length > 0 ? 0 : -1);
    if (query.trim() !== "") announce(groups.length > 0 ? summary(groups) : none.textContent);
  }

  function section({ sort, entries: found, more }: Group): HTMLElement {
    const title = TITLES[sort][1];
    const id = `search-${sort}`;
    return html(
      "div",
      { role: "group", "aria-labelledby": id },
      html(
        "div",
        { class: "search-title", id, role: "presentation" },
        title,
        more > 0 ? html("span", { class: "search-more" }, ` and ${more} more: add a word`) : null,
      ),
      ...found.map(option),
    );
  }

  function option(entry: Entry): HTMLElement {
    const made = html(
      "a",
      {
        role: "option",
        id: `search-option-${shown.length}`,
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
    shown.push({ entry, option: made });
    return made;
  }

  function choose(next: number): void {
    active = next;
    shown.forEach(({ option: one }, i) => setAttribute(one, "aria-selected", String(i === active)));
    const one = shown[active]?.option;
    setAttribute(field, "aria-activedescendant", one?.id);
    one?.scrollIntoView?.({ block: "nearest" });
  }

  function open(there: boolean): void {
    panel.hidden = !there;
    field.setAttribute("aria-expanded", String(there && shown.length > 0));
    if (!there) setAttribute(field, "aria-activedescendant", null);
  }

  function go(entry: Entry): void {
    field.value = "";
    open(false);
    store.set(entry.go);
    document.querySelector<HTMLElement>('[data-part="main"]')?.focus({ preventScroll: true });
  }

  function leave(): void {
    if (field.value !== "") {
      field.value = "";
      open(false);
    } else if (before instanceof HTMLElement && before.isConnected) before.focus();
    else field.blur();
  }

  field.addEventListener("focus", (event) => {
    before = event.relatedTarget as Element | null;
    if (field.value.trim() !== "") void look();
  });
  field.addEventListener("input", () => void look());
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const moves: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };
    const by = moves[event.key];
    const chosen = shown[active];
    if (by !== undefined && !panel.hidden && shown.length > 0) choose((active + by + shown.length) % shown.length);
    else if (event.key === "Enter" && !panel.hidden && chosen) go(chosen.entry);
    else if (event.key === "Escape") leave();
    else return;
    event.preventDefault();
  });
  root.addEventListener("focusout", (event) => {
    if (!root.contains(event.relatedTarget as Node | null)) open(false);
  });
  // The field keeps the focus while a result is pressed.
  panel.addEventListener("pointerdown", (event) => event.preventDefault());
  panel.addEventListener("click", (event) => {
    const pressed = (event.target as Element).closest("a");
    const found = shown.find(({ option: one }) => one === pressed);
    if (!found || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(found.entry);
  });

  return {
    focus: () => {
      field.focus();
      field.select();
    },
  };
}

function summary(groups: readonly Group[]): string {
  const counts = groups.map(({ sort, entries, more }) => {
    const count = entries.length + more;
    return `${count} ${TITLES[sort][count === 1 ? 0 : 1]}`;
  });
  return `${counts.join(", ")}; arrow keys choose, Enter opens`;
}

function blockOf(hook: string): number | null {
  const found = /^blocks\.(\d+)\./.exec(hook);
  return found ? Number(found[1]) : null;
}

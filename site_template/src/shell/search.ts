/** The search field: concepts, views, tensors and classes in one list, for keys, pointers and screen readers. */
import { html, setAttribute } from "../marks/element.ts";
import type { Context } from "../page/context.ts";
import { type FoundList, foundList } from "./found-list.ts";
import {
  classEntries,
  conceptEntries,
  type Entry,
  search as find,
  type Group,
  hookEntries,
  viewEntries,
} from "./search-index.ts";
import { hookNames, readByAll, VIEWS } from "./views.ts";
import { FOUND, SEARCH } from "./words.ts";

const COMBOBOX = {
  role: "combobox",
  "aria-expanded": "false",
  "aria-controls": "search-list",
  "aria-autocomplete": "list",
};

export function search(root: HTMLElement, context: Context): { focus: () => void } {
  const { store, session, announce } = context;
  const field = root.querySelector<HTMLInputElement>("input")!;
  for (const [name, value] of Object.entries(COMBOBOX)) field.setAttribute(name, value);
  const list = foundList(store, (id) => setAttribute(field, "aria-activedescendant", id));
  const none = html("p", { class: "quiet search-none", hidden: true });
  const panel = html("div", { class: "search-panel", hidden: true, "data-part": "search-panel" }, list.element, none);
  root.append(panel);
  const entries = entriesOf(context);

  async function look(): Promise<void> {
    const typed = field.value;
    const all = await entries();
    if (typed !== field.value) return;
    const query = typed.trim();
    const block = blockOf(store.state.hook) ?? Math.max(0, session.model().config.n_layers - 2);
    const groups = find(all, typed, block);
    list.show(groups);
    none.hidden = groups.length > 0;
    none.textContent = SEARCH.nothing(query);
    open(query !== "");
    list.choose(list.count > 0 ? 0 : -1);
    if (query !== "") announce(groups.length > 0 ? summary(groups) : none.textContent);
  }

  function open(isOpen: boolean): void {
    panel.hidden = !isOpen;
    field.setAttribute("aria-expanded", String(isOpen && list.count > 0));
    if (!isOpen) setAttribute(field, "aria-activedescendant", null);
  }

  function go(entry: Entry): void {
    field.value = "";
    open(false);
    store.set(entry.go);
    document.querySelector<HTMLElement>('[data-part="main"]')?.focus({ preventScroll: true });
  }

  onField(field, {
    look: () => void look(),
    step: (by) => (panel.hidden || list.count === 0 ? false : (list.step(by), true)),
    enter: () => {
      const entry = panel.hidden ? undefined : list.entry();
      if (entry) go(entry);
      return entry !== undefined;
    },
    close: () => open(false),
  });
  onPanel(root, panel, list, go, () => open(false));

  return {
    focus: () => {
      field.focus();
      field.select();
    },
  };
}

function onPanel(
  root: HTMLElement,
  panel: HTMLElement,
  list: FoundList,
  go: (entry: Entry) => void,
  close: () => void,
): void {
  root.addEventListener("focusout", (event) => {
    if (!root.contains(event.relatedTarget as Node | null)) close();
  });
  // The field keeps the focus while a result is pressed.
  panel.addEventListener("pointerdown", (event) => event.preventDefault());
  panel.addEventListener("click", (event) => {
    const found = list.entry((event.target as Element).closest("a"));
    if (!found || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(found);
  });
}

interface FieldActs {
  look(): void;
  /** These tell whether there was something to do. */
  step(by: number): boolean;
  enter(): boolean;
  close(): void;
}

function onField(field: HTMLInputElement, acts: FieldActs): void {
  let before: Element | null = null;

  /** First the query goes, then the focus goes back to where it was. */
  function leave(): void {
    if (field.value !== "") {
      field.value = "";
      acts.close();
    } else if (before instanceof HTMLElement && before.isConnected) before.focus();
    else field.blur();
  }

  const DOES: Readonly<Record<string, () => boolean>> = {
    ArrowDown: () => acts.step(1),
    ArrowUp: () => acts.step(-1),
    Enter: () => acts.enter(),
    Escape: () => (leave(), true),
  };
  field.addEventListener("focus", (event) => {
    before = event.relatedTarget as Element | null;
    if (field.value.trim() !== "") acts.look();
  });
  field.addEventListener("input", () => acts.look());
  field.addEventListener("keydown", (event) => {
    if (!event.isComposing && DOES[event.key]?.()) event.preventDefault();
  });
}

/** Built when they are first needed, and again for another model. */
function entriesOf({ manifest, session }: Context): () => Promise<readonly Entry[]> {
  let index: { model: string; entries: readonly Entry[] } | null = null;
  return async () => {
    const model = session.model();
    if (index?.model === model.id) return index.entries;
    const read = readByAll(manifest);
    const nameOf = await hookNames();
    const { nodes, stages } = manifest.concepts;
    const entries = [
      ...(VIEWS.some(({ id }) => id === "background") ? conceptEntries(nodes, stages) : []),
      ...viewEntries(VIEWS.map((view) => ({ ...view, about: view.about(read) }))),
      ...hookEntries(model.hooks, nameOf),
      ...classEntries(model),
    ];
    index = { model: model.id, entries };
    return entries;
  };
}

function summary(groups: readonly Group[]): string {
  const counts = groups.map(({ sort, entries, more }) => {
    const count = entries.length + more;
    return `${count} ${FOUND[sort][count === 1 ? 0 : 1]}`;
  });
  return SEARCH.summary(counts);
}

function blockOf(hook: string): number | null {
  const found = /^blocks\.(\d+)\./.exec(hook);
  return found ? Number(found[1]) : null;
}

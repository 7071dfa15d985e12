/** The header: which model, which view, the visitor's picture, the theme, help. */
import { html, setAttribute, setText } from "../marks/element.ts";
import type { Context } from "../page/context.ts";
import type { State } from "../state/table.ts";
import { VIEWS, viewOf } from "./views.ts";
import { MODEL, THEME } from "./words.ts";

export interface HeaderActs {
  readonly own: () => void;
  readonly help: () => void;
}

const NEXT: Readonly<Record<State["theme"], State["theme"]>> = { auto: "light", light: "dark", dark: "auto" };

export function header(root: HTMLElement, context: Context, acts: HeaderActs): (state: State) => void {
  const { store } = context;
  const part = <E extends HTMLElement>(name: string) => root.querySelector<E>(`[data-part="${name}"]`)!;
  const theme = part<HTMLButtonElement>("theme");
  theme.addEventListener("click", () => store.set({ theme: NEXT[store.state.theme] }));
  part("own").addEventListener("click", acts.own);
  part("help").addEventListener("click", acts.help);
  const models = modelPicker(part("model"), context);
  const links = VIEWS.map(({ id, title }) => html("a", { href: store.link({ view: id }), "data-view": id }, title));
  part("views").replaceChildren(...links);
  // Through the store: a followed hash would lose a small change that is still on its way to the address.
  part("views").addEventListener("click", (event) => {
    const chosen = (event.target as Element).closest<HTMLElement>("[data-view]");
    if (!chosen || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    store.set({ view: chosen.dataset["view"]! });
  });
  return (state) => {
    const { names } = THEME;
    setText(theme, THEME.label(names[state.theme]));
    theme.setAttribute("aria-label", THEME.spoken(names[state.theme], names[NEXT[state.theme]]));
    models(state);
    for (const link of links) {
      setAttribute(link, "aria-current", link.dataset["view"] === viewOf(state.view).id ? "page" : null);
      link.href = store.link({ view: link.dataset["view"]! });
    }
  };
}

/** One model is plain text: a picker with one choice would be a question without an answer. */
function modelPicker(place: HTMLElement, { manifest, store, session }: Context): (state: State) => void {
  if (manifest.models.length === 1) {
    const only = manifest.models[0]!;
    setText(place, only.title);
    place.title = MODEL.source(only.source, only.architecture);
    return () => undefined;
  }
  const select = html(
    "select",
    { "aria-label": MODEL.label, "data-part": "model-picker" },
    ...manifest.models.map((model) => html("option", { value: model.id }, model.title)),
  );
  select.addEventListener("change", () => store.set({ model: select.value }));
  place.replaceChildren(select);
  return () => {
    const model = session.model();
    select.value = model.id;
    select.title = MODEL.source(model.source, model.architecture);
  };
}

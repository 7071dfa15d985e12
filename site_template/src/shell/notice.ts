/** The notice above the page where a link asks for what is not there: what it asked for, what is shown, the way on. */
import { conceptsOf } from "../controls/links.ts";
import { gridOf } from "../hooks/sizes.ts";
import { button, html } from "../marks/element.ts";
import type { Context } from "../page/context.ts";
import type { Key, State } from "../state/table.ts";
import { type Present, type Problem, problemsOf } from "./asked.ts";
import { VIEWS, viewOf } from "./views.ts";
import { NOTICE } from "./words/notice.ts";

/** Reads the address when the page opens and when a link is followed; a choice of the visitor settles its part. */
export function notice(header: HTMLElement, context: Context): (state: State) => void {
  const { store, session, announce } = context;
  const element = html("section", {
    class: "notice",
    "aria-label": NOTICE.label,
    hidden: true,
    "data-part": "link-notice",
  });
  header.after(element);
  let told: readonly Problem[] = [];
  let at = store.state;

  function show(): void {
    element.hidden = told.length === 0;
    if (told.length === 0) return element.replaceChildren();
    const lines = told.map((problem) => html("li", {}, textOf(problem, context), ...wayOn(problem, context)));
    const close = button({ class: "text-button", "data-part": "dismiss-notice" }, NOTICE.close, () => {
      told = [];
      show();
    });
    element.replaceChildren(html("p", {}, NOTICE.before), html("ul", {}, ...lines), close);
  }

  function hear(asked = location.hash): void {
    told = problemsOf(asked, presentOf(context));
    at = store.state;
    show();
    if (told.length > 0) announce([NOTICE.before, ...told.map((one) => textOf(one, context))].join(" "));
  }

  hear();
  addEventListener("hashchange", () => setTimeout(hear));
  return (state) => {
    // A script may ask for a picture, too, and no address has said so.
    if (session.missing && state.image !== at.image) return hear(store.link({}));
    const left = told.filter(({ key }) => state[key as Key] === at[key as Key]);
    if (left.length === told.length) return;
    told = left;
    show();
  };
}

function presentOf({ manifest, session }: Context): Present {
  const { config, hooks, params } = session.model();
  const models = manifest.models.map(({ id }) => id);
  const images = session.pictures.map(({ id }) => id);
  const tensors = hooks.map(({ name }) => name);
  const concepts = conceptsOf(manifest)?.nodes.map(({ id }) => id);
  return {
    names: {
      view: VIEWS.map(({ id }) => id),
      model: models,
      image: images,
      hook: tensors,
      inspect: [...tensors, ...Object.keys(params)],
      versus: [...images, ...models.map((id) => `model:${id}`)],
      ...(concepts && { concept: concepts, path: concepts }),
    },
    counts: {
      token: gridOf(config).tokens,
      head: config.n_heads,
      block: config.n_layers,
      open: config.n_layers,
    },
  };
}

function textOf({ key, asked, kind, last }: Problem, { session, store }: Context): string {
  const short = asked.length > 60 ? `${asked.slice(0, 60)}…` : asked;
  const name = (NOTICE.kinds as Readonly<Record<string, string>>)[key] ?? key;
  if (kind === "key") return NOTICE.unknownKey(key.slice(0, 60));
  if (kind === "own") return NOTICE.own(short);
  if (kind === "beyond") return NOTICE.beyond(name, short, last) + NOTICE.left;
  if (kind === "value") return NOTICE.noValue(name, short) + NOTICE.usual;
  const instead: Partial<Record<string, string>> = {
    view: viewOf(store.state.view).title,
    model: session.model().title,
    image: session.picture().title,
  };
  return NOTICE.unknown(name, short) + (instead[key] ? NOTICE.shown(instead[key]) : NOTICE.left);
}

function wayOn({ key, kind, meant }: Problem, { store }: Context): HTMLElement[] {
  if (kind !== "name" || meant === null) return [];
  const go = () => store.set({ [key]: meant } as Partial<State>);
  return [html("span", {}, " "), button({ class: "text-button" }, NOTICE.meant(meant), go)];
}

/** Where the views come and go: one at a time, each built when it is shown and taken down when it is left. */
import { line } from "../data/line.ts";
import { button, html } from "../marks/element.ts";
import type { Context, View } from "../page/context.ts";
import type { State } from "../state/table.ts";
import { type ViewEntry, viewOf } from "./views.ts";
import { MOUNTING } from "./words.ts";

export interface Mounting {
  /** Shows the view that the state names; resolves once it is there. */
  show(state: State, previous: State | null): Promise<void>;
}

export function mounting(main: HTMLElement, context: Context): Mounting {
  const { store, announce } = context;
  const site = document.title;
  const left = new Map<string, number>();
  const travels = travelling();
  let now: { entry: ViewEntry; view: View } | null = null;
  let wanted = "";

  async function change(entry: ViewEntry): Promise<void> {
    wanted = entry.id;
    const back = travels.now;
    const first = now === null;
    main.setAttribute("aria-busy", "true");
    const make = await line.wanted(entry.load()).catch((error: Error) => () => {
      throw error;
    });
    if (wanted !== entry.id) return;
    main.removeAttribute("aria-busy");
    const held = main.contains(document.activeElement);
    if (now) left.set(now.entry.id, scrollY);
    now?.view.destroy();
    main.replaceChildren();
    main.dataset["view"] = entry.id;
    now = {
      entry,
      view: made(
        main,
        entry,
        () => make(main, context),
        () => void change(entry),
      ),
    };
    now.view.update(store.state, null);
    document.title = MOUNTING.title(entry.title, site);
    if (first) return;
    // What had the focus is gone with its view; the page scrolls as if it were another page.
    if (held || document.activeElement === document.body) main.focus({ preventScroll: true });
    scrollTo(0, back ? (left.get(entry.id) ?? 0) : startOf(main));
    announce(MOUNTING.shown(entry.title));
  }

  return {
    async show(state, previous) {
      const entry = viewOf(state.view);
      if (entry.id !== wanted) await change(entry);
      else if (now?.entry === entry) now.view.update(state, previous);
    },
  };
}

/** A view that cannot be built leaves the others usable. */
function made(main: HTMLElement, { title }: ViewEntry, make: () => View, again: () => void): View {
  try {
    return make();
  } catch (error) {
    console.error(error);
    const retry = button({ class: "plain-button" }, MOUNTING.retry, again);
    main.replaceChildren(
      html(
        "section",
        { class: "stopped", role: "alert" },
        html("h1", {}, MOUNTING.failed(title)),
        html("p", {}, MOUNTING.reason((error as Error).message)),
        html("div", { class: "dialog-acts" }, retry),
      ),
    );
    return { update: () => undefined, destroy: () => undefined };
  }
}

/** The top of the page; on a phone, where much stands above the view, no further up than the view begins. */
function startOf(main: HTMLElement): number {
  return isNarrow() ? Math.min(scrollY, viewTop(main)) : 0;
}

/** Whether much stands above the view. */
export const isNarrow = (): boolean => matchMedia("(max-width: 760px)").matches;

/** Where the page is scrolled to when the view begins below what sticks to its top. */
export function viewTop(main: HTMLElement): number {
  const stuck = document.querySelector(".stick")?.getBoundingClientRect().height ?? 0;
  return Math.max(0, main.getBoundingClientRect().top + scrollY - stuck);
}

/** Tells whether the visitor is on the way back or forward. */
function travelling(): { readonly now: boolean } {
  let isTravelling = false;
  // Heard before the store hears it.
  addEventListener(
    "popstate",
    () => {
      isTravelling = true;
      setTimeout(() => (isTravelling = false));
    },
    true,
  );
  return {
    get now() {
      return isTravelling;
    },
  };
}

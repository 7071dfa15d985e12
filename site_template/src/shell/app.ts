/** The page put together: one store, one session, the shell around the view that the address names. */
import type { Manifest } from "../data/manifest.ts";
import { readMaps } from "../data/maps.ts";
import type { Engine } from "../engine/engine.ts";
import { gridOf } from "../hooks/sizes.ts";
import { referTo } from "../maths/reference.ts";
import { type Context, createMarked, createPointed } from "../page/context.ts";
import { onKeys } from "../page/keyboard.ts";
import { liveRegion } from "../page/live.ts";
import { createSession, type LoadPack, type Session } from "../page/session.ts";
import { nextTask } from "../page/task.ts";
import { applyTheme, keepTheme, rememberedTheme } from "../page/theme.ts";
import { browserAddress } from "../state/address.ts";
import { createStore, type Store } from "../state/store.ts";
import type { State } from "../state/table.ts";
import { anchor } from "./anchor.ts";
import { exporting } from "./exporting.ts";
import { gallery } from "./gallery.ts";
import { header } from "./header.ts";
import { help } from "./help.ts";
import { inspecting } from "./inspecting.ts";
import { mounting } from "./mounting.ts";
import { notice } from "./notice.ts";
import { ownPictures } from "./own.ts";
import { prediction } from "./prediction.ts";
import { prefetch } from "./prefetch.ts";
import { search } from "./search.ts";
import { starting } from "./starting.ts";
import { statusLine } from "./status.ts";

export interface App {
  readonly context: Context;
  readonly store: Store;
  /** Resolves once the page has drawn for the first time. */
  readonly ready: Promise<void>;
}

export function start(manifest: Manifest, engine: Engine, loadPack: LoadPack): App {
  const part = (name: string) => document.querySelector<HTMLElement>(`[data-part="${name}"]`)!;
  const store = createStore(browserAddress(window), rememberedTheme());
  const session = createSession(manifest, engine, store, loadPack);
  const live = liveRegion();
  const context: Context = {
    manifest,
    store,
    session,
    pointed: createPointed(),
    marked: createMarked(),
    announce: live.say,
  };

  return { store, context, ready: build(context, part) };
}

/** Shell, view, first run: one after the other, none of which holds up the visitor for long. */
async function build(context: Context, part: (name: string) => HTMLElement): Promise<void> {
  const { store, session } = context;
  // On their way while the page is drawn; who needs them asks again.
  readMaps(session.model(), session.picture().id).catch(() => null);
  await nextTask();
  const [helped, owned] = [help(context), ownPictures(context)];
  const finder = search(part("search"), context);
  const updates: ((state: State) => void)[] = [
    (state) => applyTheme(state.theme),
    header(part("header"), context, { own: owned.open, help: helped.open }),
    anchor(part("picture"), context),
    gallery(part("gallery"), context),
    prediction(part("prediction"), context),
    statusLine(part("status"), context, exporting(context)),
    inspecting(context),
    notice(part("header"), context),
    starting(part("start"), context),
  ];
  const draw = () => updates.forEach((update) => update(store.state));

  const main = part("main");
  const views = mounting(main, context);
  draw();
  await nextTask();
  session.onChange(draw);
  store.subscribe((state, previous) => {
    if (state.theme !== previous.theme) keepTheme(state.theme);
    draw();
    void views.show(state, previous);
  });
  await views.show(store.state, null);
  onKeys({
    "/": finder.focus,
    "?": helped.open,
    c: () => store.set(whatIsRead(session)),
    m: () => store.set({ see: store.state.see === "model" ? "original" : "model" }),
  });
  skipLink(main);
  await nextTask();
  void prefetch(context);
  session.run();
}

/** The change of state that chooses the tokens that the head reads. */
function whatIsRead(session: Session): Partial<State> {
  const grid = gridOf(session.model().config);
  return referTo(grid.read, grid);
}

// The hash is the state: following the skip link would overwrite it.
function skipLink(main: HTMLElement): void {
  document.querySelector<HTMLElement>('[data-part="skip"]')?.addEventListener("click", (event) => {
    event.preventDefault();
    main.focus();
  });
}

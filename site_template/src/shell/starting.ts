/** The way in is a part of the program that is fetched when an address first names a stop of it. */
import { line } from "../data/line.ts";
import type { Context } from "../page/context.ts";
import type { State } from "../state/table.ts";
import { MOUNTING } from "./words.ts";

type Update = (state: State) => void;

export const loadStart = async (): Promise<(strip: HTMLElement, context: Context) => Update> =>
  (await import("./start/bar.ts")).startBar;

export function starting(strip: HTMLElement, context: Context): Update {
  const { store, announce } = context;
  let update: Update | null = null;
  let isComing = false;

  async function fetchIt(): Promise<void> {
    isComing = true;
    try {
      update = (await line.wanted(loadStart()))(strip, context);
      update(store.state);
    } catch {
      store.set({ start: 0 });
      announce(MOUNTING.failed(MOUNTING.start));
    } finally {
      isComing = false;
    }
  }

  return (state) => {
    if (update) update(state);
    else if (state.start > 0 && !isComing) void fetchIt();
  };
}

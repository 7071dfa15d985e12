/** The way in is a part of the program that is fetched when an address first names a stop of it. */
import type { Context } from "../page/context.ts";
import { lazily, type Update } from "./lazy.ts";
import { MOUNTING } from "./words.ts";

export const starting = (strip: HTMLElement, context: Context): Update =>
  lazily(
    context,
    ({ start }) => start > 0,
    async () => (await import("./start/bar.ts")).startBar(strip, context),
    () => {
      context.store.set({ start: 0 });
      context.announce(MOUNTING.failed(MOUNTING.start));
    },
  );

/** The views in the order of the tabs. The code of the first comes with the page, each other's is a part of its own. */
import type { Hook, Manifest } from "../data/manifest.ts";
import { readoutName } from "../hooks/readout.ts";
import type { ViewFactory } from "../page/context.ts";
import { overview } from "../views/overview/index.ts";
import { type ViewName, type ViewWords, WHAT_IS_READ, VIEWS as WORDS } from "./words/help.ts";

export interface ViewEntry extends ViewWords {
  readonly id: string;
  load(): Promise<ViewFactory>;
}

const LOADS: Readonly<Record<ViewName, ViewEntry["load"]>> = {
  overview: async () => overview,
  background: async () => (await import("../views/background/index.ts")).background,
  detail: async () => (await import("../views/detail/index.ts")).detail,
  interpretation: async () => (await import("../views/interpretation/index.ts")).interpretation,
  interaction: async () => (await import("../views/interaction/index.ts")).interaction,
  tensors: async () => (await import("../views/tensors/index.ts")).tensors,
};

export const VIEWS: readonly ViewEntry[] = (Object.keys(LOADS) as ViewName[]).map((id) => ({
  id,
  ...WORDS[id],
  load: LOADS[id],
}));

/** The view that an address names; the first one where it names none that exists. */
export const viewOf = (id: string, views: readonly ViewEntry[] = VIEWS): ViewEntry =>
  views.find((view) => view.id === id) ?? views[0]!;

/** What the heads of a site's models read, in words that are true of all of them. */
export function readByAll({ models }: Manifest): string {
  const names = new Set(models.map(({ config }) => readoutName(config)));
  return names.size === 1 ? [...names][0]! : WHAT_IS_READ;
}

/** What a tensor is called in words. */
export type NameOf = (hook: Hook) => string;

/** Where the words cannot be loaded, their own names have to do. */
export const hookNames = (): Promise<NameOf> =>
  import("../hooks/words.ts").then(
    ({ nameOf }) => nameOf,
    () =>
      ({ name }) =>
        name,
  );

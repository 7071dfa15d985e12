/** Follows the page's run: what the builder ships at first, then the tensors of the run as they come. */
import type { ModelEntry } from "../data/manifest.ts";
import type { TensorValue } from "../engine/engine.ts";
import type { Context } from "./context.ts";
import { nextTask } from "./task.ts";
import * as words from "./words.ts";

/** Where numbers are from: the run in this page, the builder's maps of 1/255 steps, or nowhere yet. */
export type Origin = "live" | "precomputed" | "none";

/** The numbers of one picture in one model. */
export interface RunData {
  readonly model: ModelEntry;
  /** Id of the picture. */
  readonly image: string;
  readonly origin: Origin;
}

/** A tensor that is wanted, and where it goes. */
export interface Want<Live> {
  readonly name: string;
  put(data: Live, tensor: TensorValue): void;
}

export interface Recipe<Data extends RunData, Live extends Data> {
  nothing(model: ModelEntry, image: string): Data;
  /** Null where the site has nothing of this picture, as of a visitor's own. */
  precomputed(model: ModelEntry, image: string): Promise<Data | null>;
  live(model: ModelEntry, image: string): Live;
  /** In the order in which they are fetched. */
  wants(model: ModelEntry): readonly Want<Live>[];
}

export interface Follower<Data> {
  readonly data: Data;
  /** Whether all that the run can give is there. */
  readonly settled: boolean;
  /** Why something has not come, in a sentence; empty where nothing is missing. */
  readonly trouble: string;
  /** Asks for what the page shows now. */
  follow(): void;
  destroy(): void;
}

// Long because it is one small machine: which run is followed, how much of it has come, and what is missing.
export function createFollower<Data extends RunData, Live extends Data>(
  { session }: Context,
  recipe: Recipe<Data, Live>,
  onArrival: () => void,
): Follower<Data> {
  let data: Data = recipe.nothing(session.model(), session.picture().id);
  let [settled, trouble] = [false, ""];
  let run: object | null = null;
  let turn = 0;

  const isShown = ({ model, image }: RunData) => model === session.model() && image === session.picture().id;

  function show(next: Data): void {
    data = next;
    onArrival();
  }

  function missing(what: string): void {
    trouble = what;
    onArrival();
  }

  function start(): void {
    const mine = ++turn;
    [data, settled, trouble, run] = [recipe.nothing(session.model(), session.picture().id), false, "", null];
    recipe.precomputed(data.model, data.image).then(
      (found) => found && mine === turn && data.origin === "none" && show(found),
      () => mine === turn && data.origin === "none" && missing(words.MAPS_MISSING),
    );
  }

  async function fetch(fresh: Live, mine: number): Promise<void> {
    // What is painted already stays until all of it can be replaced.
    if (data.origin === "none") show(fresh);
    for (const { name, put } of recipe.wants(fresh.model)) {
      const tensor = await session.tensor(name);
      if (mine !== turn) throw new DOMException(words.ANOTHER_RUN, "AbortError");
      put(fresh, tensor);
      if (data === fresh) onArrival();
      await nextTask();
    }
    settled = true;
    show(fresh);
  }

  function follow(): void {
    if (!isShown(data)) start();
    const { outcome } = session;
    if (outcome.kind !== "done" || outcome.model !== data.model.id || outcome.picture !== data.image || outcome === run)
      return;
    if (data.origin === "live") start();
    run = outcome;
    fetch(recipe.live(data.model, data.image), turn).catch((error: unknown) => {
      if (run === outcome) missing(words.unreadable((error as Error).message));
    });
  }

  start();
  return {
    get data() {
      return data;
    },
    get settled() {
      return settled;
    },
    get trouble() {
      return trouble;
    },
    follow,
    destroy: () => void turn++,
  };
}

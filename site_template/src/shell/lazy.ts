/** A part of the program that is fetched once the state wants it; what does not come is asked for when wanted again. */
import { line } from "../data/line.ts";
import type { Context } from "../page/context.ts";
import type { State } from "../state/table.ts";

export type Update = (state: State) => void;

/** @param load gives what follows the state from then on; `failed` is told why there is nothing to follow it. */
export function lazily(
  { store }: Context,
  isWanted: (state: State) => boolean,
  load: () => Promise<Update>,
  failed: (error: Error) => void,
): Update {
  let update: Update | null = null;
  let isComing = false;

  async function fetchIt(): Promise<void> {
    isComing = true;
    try {
      update = await line.wanted(load());
      update(store.state);
    } catch (error) {
      failed(error as Error);
    } finally {
      isComing = false;
    }
  }

  return (state) => {
    if (update) update(state);
    else if (isWanted(state) && !isComing) void fetchIt();
  };
}

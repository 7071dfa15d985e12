/** Follows the page's run: the builder's maps at first, then the tensors of the run as they come. */
import type { ModelEntry } from "../../data/manifest.ts";
import { gridOf } from "../../maths/tokens.ts";
import type { Context } from "../../shell/context.ts";
import { nextTask } from "../../shell/task.ts";
import type { InterpretationData } from "./data.ts";
import { liveData, type LiveData } from "./live.ts";
import { precomputed } from "./precomputed.ts";

export interface Loader {
  readonly data: InterpretationData;
  /** Whether all that the run can give is there. */
  readonly settled: boolean;
  /** Why something has not come, in a sentence; empty where nothing is missing. */
  readonly trouble: string;
  /** Asks for what the page shows now. */
  follow(): void;
  destroy(): void;
}

export const streamName = (block: number): string => `blocks.${block}.hook_resid_post`;
export const patternName = (block: number): string => `blocks.${block}.attn.hook_pattern`;

/** Whether a model has attention patterns whose rows and columns are its tokens. */
export const hasPatterns = (model: ModelEntry): boolean => {
  const tokens = gridOf(model.config).tokens;
  return model.hooks.some(({ name, shape }) => name === patternName(0) && shape.at(-1) === tokens);
};

export function createLoader({ session }: Context, onArrival: () => void): Loader {
  let data = nothing(session.model(), session.picture().id);
  let [settled, trouble] = [false, ""];
  let run: object | null = null;
  let turn = 0;

  const isShown = ({ model, image }: InterpretationData) => model === session.model() && image === session.picture().id;

  function show(next: InterpretationData): void {
    data = next;
    onArrival();
  }

  function missing(what: string): void {
    trouble = what;
    onArrival();
  }

  function start(): void {
    const mine = ++turn;
    [data, settled, trouble, run] = [nothing(session.model(), session.picture().id), false, "", null];
    precomputed(data.model, data.image).then(
      (found) => found && mine === turn && data.origin === "none" && show(found),
      () => mine === turn && data.origin === "none" && missing("The precomputed maps could not be loaded."),
    );
  }

  async function fetch(fresh: LiveData, mine: number): Promise<void> {
    const { model, blocks } = fresh;
    const take = async (kind: "tokens" | "pattern", block: number) => {
      const tensor = await session.tensor(kind === "tokens" ? streamName(block) : patternName(block));
      if (mine !== turn) throw new DOMException("Another run is shown.", "AbortError");
      fresh.put(kind, block, tensor);
      if (data === fresh) onArrival();
      await nextTask();
    };
    // What is painted already stays until all of it can be replaced.
    if (data.origin === "none") show(fresh);
    for (let block = 0; block < blocks; block++) await take("tokens", block);
    if (hasPatterns(model)) for (let block = 0; block < blocks; block++) await take("pattern", block);
    settled = true;
    show(fresh);
  }

  function follow(): void {
    if (!isShown(data)) start();
    const { outcome } = session;
    if (outcome.kind !== "done" || outcome.model !== data.model.id || outcome.picture !== data.image || outcome === run) return;
    if (data.origin === "live") start();
    run = outcome;
    fetch(liveData(data.model, data.image), turn).catch((error: unknown) => {
      if (run === outcome) missing(`A tensor could not be read: ${(error as Error).message.replace(/\.$/, "")}.`);
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

function nothing(model: ModelEntry, image: string): InterpretationData {
  const none = () => null;
  return {
    model,
    grid: gridOf(model.config),
    image,
    blocks: model.config.n_layers,
    origin: "none",
    version: 0,
    tokens: none,
    pattern: none,
    similarities: none,
    similarity: none,
    attention: none,
    rollout: none,
  };
}

/** The tensors of the present run, asked for in the order in which the picture flows through the model. */
import type { Hook, ModelEntry } from "../../data/manifest.ts";
import type { TensorValue } from "../../engine/engine.ts";
import { blockOf } from "../../hooks/kinds.ts";
import { gridOf } from "../../hooks/sizes.ts";
import { cosinesWith, meanRow } from "../../maths/similarity.ts";
import { rowNorms } from "../../maths/statistics.ts";
import { clampToken } from "../../maths/tokens.ts";
import type { Context } from "../../page/context.ts";
import { type Reader, readAnswer, topOf } from "../../page/lens.ts";
import type { Outcome } from "../../page/session.ts";
import { nextTask } from "../../page/task.ts";
import type { State } from "../../state/table.ts";
import type { BlockMap } from "./block-map.ts";
import { earlyMaps } from "./early.ts";
import { lensReader } from "./lens-reader.ts";
import { ANSWERS, planOf } from "./shapes.ts";

export interface Flow {
  readonly maps: ReadonlyMap<string, BlockMap>;
  readonly tensors: ReadonlyMap<string, TensorValue>;
  /** Whether what is held belongs to the picture that is chosen now. */
  readonly fresh: boolean;
  /** Asks for what is not there yet, precomputed maps while the model cannot run; tells of each arrival by stage. */
  follow(state: State): void;
  destroy(): void;
}

export const streamOf = (hooks: readonly Hook[]): Hook | undefined =>
  hooks.filter(({ op }) => op === "residual_add").at(-1);
const patternOf = (hooks: readonly Hook[]): Hook | undefined =>
  hooks.find(({ op, dims }) => op === "softmax" && dims.includes("query"));
/** The hook that a station's small picture is made of. */
export const mapHook = (hooks: readonly Hook[], maps: State["maps"]): Hook | undefined =>
  (maps === "attention" ? patternOf(hooks) : undefined) ?? streamOf(hooks);

interface Wish {
  readonly outcome: Outcome;
  readonly model: ModelEntry;
  readonly maps: State["maps"];
  readonly token: number;
  readonly open: string;
}

/** What has come so far. */
interface Held {
  readonly maps: Map<string, BlockMap>;
  readonly tensors: Map<string, TensorValue>;
}

interface Fetching {
  readonly held: Held;
  /** Rejects once another run is shown. */
  readonly take: (hook: Hook) => Promise<TensorValue>;
  readonly onArrival: (stage: string) => void;
  /** What reads an answer off any block; null where the model's logits become no probabilities. */
  readonly reader: (model: ModelEntry) => Promise<Reader | null>;
}

export function createFlow({ session }: Context, onArrival: (stage: string) => void): Flow {
  const held: Held = { maps: new Map(), tensors: new Map() };
  const early = earlyMaps(session, (found) => {
    held.maps.clear();
    for (const [stage, map] of found) held.maps.set(stage, map);
    for (const stage of found.keys()) onArrival(stage);
  });
  const reader = lensReader(session);
  let asked: Wish | null = null;
  let model: ModelEntry | null = null;
  let turn = 0;

  function forget(): void {
    held.maps.clear();
    held.tensors.clear();
    asked = null;
    turn++;
  }

  function ask(wish: Wish): void {
    const before = asked;
    asked = wish;
    const mine = ++turn;
    const take = async (hook: Hook) => {
      const value = await session.tensor(hook.name);
      if (mine !== turn) throw new DOMException(ANOTHER, "AbortError");
      return value;
    };
    fetchAll({ held, take, onArrival, reader }, wish, before).catch(() => {
      if (mine === turn) asked = null;
    });
  }

  return {
    maps: held.maps,
    tensors: held.tensors,
    get fresh() {
      return asked !== null && asked.outcome === session.outcome && session.outcome.kind === "done";
    },
    follow(state) {
      const now = session.model();
      const { outcome } = session;
      if (model !== now || (outcome.kind === "failed" && asked !== null)) forget();
      model = now;
      if (outcome.kind !== "done" || outcome.model !== now.id) return early.follow(state);
      early.stop();
      const token = clampToken(gridOf(now.config), state.token);
      const wish: Wish = { outcome, model: now, maps: state.maps, token, open: state.open };
      if (!asked || !isSame(asked, wish)) ask(wish);
    },
    destroy() {
      turn++;
      early.stop();
    },
  };
}

/** Of an error that nobody reads. */
const ANOTHER = "superseded";

const isSame = (a: Wish, b: Wish): boolean =>
  a.outcome === b.outcome && a.model === b.model && a.maps === b.maps && a.token === b.token && a.open === b.open;

/** In the order of the flow; what is open is looked at first where the run is the same. */
async function fetchAll(fetching: Fetching, wish: Wish, before: Wish | null): Promise<void> {
  const { held } = fetching;
  const plan = planOf(wish.model.hooks);
  const renewed = before?.outcome !== wish.outcome || before.model !== wish.model;
  const opened = plan.blocks.find(({ stage }) => String(blockOf(stage)) === wish.open)?.hooks ?? [];
  forgetClosed(held, wish.model, opened);
  await fetchTensors(fetching, plan.before, renewed);
  if (!renewed) await fetchTensors(fetching, opened, renewed);
  const another = renewed || before.token !== wish.token || before.maps !== wish.maps;
  if (another || held.maps.size < plan.blocks.length) await fetchMaps(fetching, wish);
  if (renewed) await fetchTensors(fetching, opened, renewed);
  await fetchTensors(fetching, plan.after, renewed);
}

/** Of the blocks only the open one's tensors are held. */
function forgetClosed({ tensors }: Held, model: ModelEntry, opened: readonly Hook[]): void {
  const stageOf = (name: string) => model.hooks.find((hook) => hook.name === name)?.stage ?? "";
  for (const name of [...tensors.keys()])
    if (blockOf(stageOf(name)) !== null && !opened.some((hook) => hook.name === name)) tensors.delete(name);
}

async function fetchTensors(fetching: Fetching, hooks: readonly Hook[], renewed: boolean): Promise<void> {
  const { held, take, onArrival } = fetching;
  for (const hook of hooks) {
    if (!renewed && held.tensors.has(hook.name)) continue;
    held.tensors.set(hook.name, await take(hook));
    onArrival(hook.name);
    await nextTask();
  }
}

async function fetchMaps({ held, take, onArrival, reader }: Fetching, wish: Wish): Promise<void> {
  const read = reader(wish.model);
  for (const { stage, hooks } of planOf(wish.model.hooks).blocks) {
    const [stream, hook] = [streamOf(hooks), mapHook(hooks, wish.maps)];
    if (!stream || !hook) continue;
    const [tokens, pattern] = [await take(stream), hook === stream ? null : await take(hook)];
    held.maps.set(stage, { ...mapOf(wish, tokens, pattern), answers: answersOf(tokens, await read) });
    onArrival(stage);
  }
}

function answersOf(stream: TensorValue, reader: Reader | null): BlockMap["answers"] {
  if (!reader) return [];
  const probabilities = readAnswer(stream, reader);
  return topOf(probabilities, reader.classes, 0, ANSWERS).map((index) => ({ index, share: probabilities[index]! }));
}

function mapOf(wish: Wish, stream: TensorValue, pattern: TensorValue | null): Omit<BlockMap, "answers"> {
  const [rows, columns] = [stream.shape[0]!, stream.shape[1]!];
  const row = Math.min(wish.token, rows - 1);
  const length = rowNorms(stream.data.subarray(row * columns, (row + 1) * columns), 1, columns)[0]!;
  const values = pattern
    ? meanRow(pattern.data, pattern.shape[0]!, pattern.shape[1]!, pattern.shape[2]!, row)
    : cosinesWith(stream.data, rows, columns, row);
  return { values, length };
}

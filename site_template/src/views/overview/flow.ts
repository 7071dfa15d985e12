/** The tensors of the present run, asked for in the order in which the picture flows through the model. */
import type { Hook, ModelEntry } from "../../data/manifest.ts";
import type { TensorValue } from "../../engine/engine.ts";
import { blockOf } from "../../hooks/kinds.ts";
import { gridOf } from "../../hooks/sizes.ts";
import { cosinesWith, meanRow } from "../../maths/similarity.ts";
import { rowNorms } from "../../maths/statistics.ts";
import { clampToken } from "../../maths/tokens.ts";
import type { Context } from "../../page/context.ts";
import type { Outcome } from "../../page/session.ts";
import { nextTask } from "../../page/task.ts";
import type { State } from "../../state/table.ts";
import type { BlockMap } from "./block-map.ts";
import { earlyMaps } from "./early.ts";
import { planOf } from "./shapes.ts";

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
export const patternOf = (hooks: readonly Hook[]): Hook | undefined =>
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

export function createFlow({ session }: Context, onArrival: (stage: string) => void): Flow {
  const maps = new Map<string, BlockMap>();
  const tensors = new Map<string, TensorValue>();
  const early = earlyMaps(session, (found) => {
    maps.clear();
    for (const [stage, map] of found) maps.set(stage, map);
    for (const stage of found.keys()) onArrival(stage);
  });
  let asked: Wish | null = null;
  let model: ModelEntry | null = null;
  let turn = 0;

  const isSame = (wish: Wish) =>
    asked !== null &&
    asked.outcome === wish.outcome &&
    asked.model === wish.model &&
    asked.maps === wish.maps &&
    asked.token === wish.token &&
    asked.open === wish.open;

  async function fetch(wish: Wish, before: Wish | null, mine: number): Promise<void> {
    const plan = planOf(wish.model.hooks);
    const renewed = before?.outcome !== wish.outcome || before.model !== wish.model;
    const take = async (hook: Hook) => {
      const value = await session.tensor(hook.name);
      if (mine !== turn) throw new DOMException("Another run is shown.", "AbortError");
      return value;
    };
    const keep = async (hooks: readonly Hook[]) => {
      for (const hook of hooks) {
        if (!renewed && tensors.has(hook.name)) continue;
        tensors.set(hook.name, await take(hook));
        onArrival(hook.name);
        await nextTask();
      }
    };
    const opened = plan.blocks.find(({ stage }) => String(blockOf(stage)) === wish.open);
    for (const name of [...tensors.keys()])
      if (
        blockOf(wish.model.hooks.find((hook) => hook.name === name)?.stage ?? "") !== null &&
        !opened?.hooks.some((hook) => hook.name === name)
      )
        tensors.delete(name);
    await keep(plan.before);
    // What is open is looked at first.
    if (!renewed && opened) await keep(opened.hooks);
    if (renewed || before.token !== wish.token || before.maps !== wish.maps || maps.size < plan.blocks.length)
      for (const { stage, hooks } of plan.blocks) {
        const [stream, hook] = [streamOf(hooks), mapHook(hooks, wish.maps)];
        if (!stream || !hook) continue;
        maps.set(stage, mapOf(wish, await take(stream), hook === stream ? null : await take(hook)));
        onArrival(stage);
      }
    if (renewed && opened) await keep(opened.hooks);
    await keep(plan.after);
  }

  return {
    maps,
    tensors,
    get fresh() {
      return asked !== null && asked.outcome === session.outcome && session.outcome.kind === "done";
    },
    follow(state) {
      const now = session.model();
      if (model !== now) {
        maps.clear();
        tensors.clear();
        [model, asked] = [now, null];
        turn++;
      }
      const { outcome } = session;
      if (outcome.kind === "failed" && asked !== null) {
        maps.clear();
        tensors.clear();
        asked = null;
        turn++;
      }
      if (outcome.kind !== "done" || outcome.model !== now.id) return early.follow(state);
      early.stop();
      const wish: Wish = {
        outcome,
        model: now,
        maps: state.maps,
        token: clampToken(gridOf(now.config), state.token),
        open: state.open,
      };
      if (isSame(wish)) return;
      const before = asked;
      asked = wish;
      const mine = ++turn;
      fetch(wish, before, mine).catch(() => {
        if (mine === turn) asked = null;
      });
    },
    destroy() {
      turn++;
      early.stop();
    },
  };
}

function mapOf(wish: Wish, stream: TensorValue, pattern: TensorValue | null): BlockMap {
  const [rows, columns] = [stream.shape[0]!, stream.shape[1]!];
  const row = Math.min(wish.token, rows - 1);
  const length = rowNorms(stream.data.subarray(row * columns, (row + 1) * columns), 1, columns)[0]!;
  const values = pattern
    ? meanRow(pattern.data, pattern.shape[0]!, pattern.shape[1]!, pattern.shape[2]!, row)
    : cosinesWith(stream.data, rows, columns, row);
  return { values, length };
}

/** Measures what cutting each edge into a patch does, one run an edge; what has been measured of this run is kept. */
import { maskEdits } from "../../../engine/edits.ts";
import { streamName } from "../../../hooks/blocks.ts";
import { effectsOf, type Rerun } from "../../../maths/interaction/effects.ts";
import type { Session } from "../../../page/session.ts";
import { whyFailed } from "../../../page/words.ts";
import type { Scene } from "../scene.ts";

export interface Measured {
  /** By key: how far the patch's last output moves, in terms of its length; NaN where it has not been measured. */
  readonly token: Float64Array;
  /** By key: how much the logit of the answer changes, whichever way. */
  readonly answer: Float64Array;
  readonly done: number;
  readonly isRunning: boolean;
  /** Why it stopped, in a sentence; empty where it did not. */
  readonly trouble: string;
}

export interface Measure {
  /** What is known of the scene's patch and cuts; null where nothing was asked for. */
  of(scene: Scene): Measured | null;
  /** Begins, or goes on where it was; what runs for another patch is stopped. */
  start(scene: Scene): void;
  stop(): void;
  /** Milliseconds of one run, as far as is known; NaN before. */
  readonly pace: number;
  destroy(): void;
}

/** The block in which edges are cut; null for all. */
export const cutBlock = ({ state, block }: Scene): number | null => (state.cuts === "block" ? block : null);

/** The runs of a measurement, one key each: all patches but the patch itself. */
export const runsOf = ({ count }: Scene): number => count - 1;

type Record = { -readonly [K in keyof Measured]: Measured[K] };

const keyOf = (scene: Scene) => `${scene.patch} ${cutBlock(scene) ?? "all"}`;

export function createMeasure(session: Session, onChange: () => void): Measure {
  let known = new Map<string, Record>();
  let run: object | null = null;
  let under: { readonly key: string; readonly stop: AbortController } | null = null;
  let pace = NaN;

  function fresh(): void {
    if (run === session.outcome) return;
    stop();
    [run, known] = [session.outcome, new Map()];
  }

  function stop(): void {
    under?.stop.abort();
    under = null;
  }

  function took(milliseconds: number): void {
    pace = Number.isNaN(pace) ? milliseconds : 0.8 * pace + 0.2 * milliseconds;
    onChange();
  }

  function start(scene: Scene): void {
    fresh();
    const key = keyOf(scene);
    if (under?.key === key) return;
    stop();
    const record = known.get(key) ?? nothing(scene.count);
    known.set(key, record);
    [record.isRunning, record.trouble] = [true, ""];
    const controller = new AbortController();
    under = { key, stop: controller };
    work(session, scene, record, controller.signal, took)
      .catch((error: Error) => {
        if (error.name !== "AbortError") record.trouble = whyFailed(error.message);
      })
      .finally(() => {
        record.isRunning = false;
        if (under?.stop === controller) under = null;
        onChange();
      });
    onChange();
  }

  return {
    of(scene) {
      fresh();
      return known.get(keyOf(scene)) ?? null;
    },
    start,
    stop,
    get pace() {
      return pace;
    },
    destroy: stop,
  };
}

const nothing = (count: number): Record => ({
  token: new Float64Array(count).fill(NaN),
  answer: new Float64Array(count).fill(NaN),
  done: 0,
  isRunning: true,
  trouble: "",
});

/** Fills the record, an edge at a time; says how long each took. */
async function work(
  session: Session,
  scene: Scene,
  record: Record,
  signal: AbortSignal,
  took: (milliseconds: number) => void,
): Promise<void> {
  const { outcome } = session;
  const { grid, data, patch } = scene;
  const streams = data.streams();
  if (outcome.kind !== "done" || !streams) return;
  const { logits, top } = outcome.result;
  const plain = { logits, output: streams.at(-1)! };
  const keys = Array.from(record.token.keys()).filter((key) => key !== patch && Number.isNaN(record.token[key]));
  const cuts = {
    grid,
    layers: data.blocks,
    query: patch + grid.prefix,
    keys: keys.map((key) => key + grid.prefix),
    block: cutBlock(scene),
    output: streamName(data.blocks - 1),
    index: top[0]!.index,
  };
  const rerun: Rerun = (masks, keep) => session.rerun({ edits: maskEdits(session.model(), masks), keep });
  let before = performance.now();
  for await (const { key, output, logit } of effectsOf(rerun, plain, cuts, signal)) {
    record.token[key - grid.prefix] = output;
    record.answer[key - grid.prefix] = Math.abs(logit);
    record.done++;
    const now = performance.now();
    took(now - before);
    before = now;
  }
}

/** Measures what cutting each edge into a patch does, one run an edge; what has been measured of this run is kept. */
import { streamName } from "../../hooks/blocks.ts";
import { effectsOf } from "../../maths/interaction/effects.ts";
import type { Session } from "../../page/session.ts";
import type { Scene } from "./scene.ts";

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
export const runsOf = ({ grid }: Scene): number => grid.side ** 2 - 1;

type Record = { -readonly [K in keyof Measured]: Measured[K] };

export function createMeasure(session: Session, onChange: () => void): Measure {
  let known = new Map<string, Record>();
  let run: object | null = null;
  let under: { readonly key: string; readonly stop: AbortController } | null = null;
  let pace = NaN;

  const keyOf = (scene: Scene) => `${scene.patch} ${cutBlock(scene) ?? "all"}`;
  function fresh(): void {
    if (run === session.outcome) return;
    stop();
    [run, known] = [session.outcome, new Map()];
  }

  function stop(): void {
    under?.stop.abort();
    under = null;
  }

  async function work(scene: Scene, record: Record, signal: AbortSignal): Promise<void> {
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
    let before = performance.now();
    for await (const { key, output, logit } of effectsOf(session.rerun, plain, cuts, signal)) {
      record.token[key - grid.prefix] = output;
      record.answer[key - grid.prefix] = Math.abs(logit);
      record.done++;
      const now = performance.now();
      [pace, before] = [Number.isNaN(pace) ? now - before : 0.8 * pace + 0.2 * (now - before), now];
      onChange();
    }
  }

  return {
    of(scene) {
      fresh();
      return known.get(keyOf(scene)) ?? null;
    },
    start(scene) {
      fresh();
      const key = keyOf(scene);
      if (under?.key === key) return;
      stop();
      const count = scene.grid.side ** 2;
      const record = known.get(key) ?? {
        token: new Float64Array(count).fill(NaN),
        answer: new Float64Array(count).fill(NaN),
        done: 0,
        isRunning: true,
        trouble: "",
      };
      known.set(key, record);
      [record.isRunning, record.trouble] = [true, ""];
      const controller = new AbortController();
      under = { key, stop: controller };
      work(scene, record, controller.signal)
        .catch((error: Error) => {
          if (error.name !== "AbortError") record.trouble = `${error.message.replace(/\.$/, "")}.`;
        })
        .finally(() => {
          record.isRunning = false;
          if (under?.stop === controller) under = null;
          onChange();
        });
      onChange();
    },
    stop,
    get pace() {
      return pace;
    },
    destroy: stop,
  };
}

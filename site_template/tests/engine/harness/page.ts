// A page with nothing but the engine on it.
import { installApi } from "../../../src/api/index.ts";
import type { Manifest, ModelEntry } from "../../../src/data/manifest.ts";
import type { Channel } from "../../../src/engine/channel.ts";
import { createEngine } from "../../../src/engine/client.ts";
import { maskEdits } from "../../../src/engine/edits.ts";
import type { Engine, HookEdit } from "../../../src/engine/engine.ts";
import { RULES, type Rules } from "../../../src/engine/gpu/judge.ts";
import { Delivery, startWorker } from "../../../src/engine/loader.ts";
import type { Keep } from "../../../src/engine/protocol.ts";

declare global {
  // eslint-disable-next-line no-var -- only `var` declares properties of globalThis
  var elvitManifest: Manifest, engine: Engine, longTasks: number[];
  // eslint-disable-next-line no-var
  var countTensors: (runs: number) => Promise<number[]>,
    countAfterReruns: (reruns: number) => Promise<number[]>,
    workers: Worker[];
  // eslint-disable-next-line no-var
  var keepResults: () => Promise<{ results: number[]; all: number[]; fewer: boolean; missing: string; tensor: number }>;
}

/** So that tests can make the worker stop. */
globalThis.workers = [];
globalThis.Worker = class extends Worker {
  constructor(url: string | URL, options?: WorkerOptions) {
    super(url, options);
    globalThis.workers.push(this);
  }
};

/** Rules of the trial, from the address. */
const rules: Rules = {
  ...RULES,
  ...(JSON.parse(decodeURIComponent(location.hash.slice(1)) || "{}") as Partial<Rules>),
};
globalThis.engine = createEngine(globalThis.elvitManifest, rules);
installApi(globalThis.elvitManifest, globalThis.engine, { ready: Promise.resolve(), state: () => ({}), go: () => {} });

globalThis.longTasks = [];
if (PerformanceObserver.supportedEntryTypes.includes("longtask")) {
  new PerformanceObserver((list) =>
    globalThis.longTasks.push(...list.getEntries().map(({ duration }) => duration)),
  ).observe({ type: "longtask" });
}

/** The first model in a worker of its own. */
async function openWorker(): Promise<{ channel: Channel; entry: ModelEntry }> {
  const entry = globalThis.elvitManifest.models[0]!;
  const { channel } = await startWorker(globalThis.elvitManifest.engine, "wasm");
  await new Delivery(channel, entry).bring(() => {}, new AbortController().signal);
  return { channel, entry };
}

/** Tensors alive after each of some runs, every second one of them fed. */
globalThis.countTensors = async (runs) => {
  const { channel, entry } = await openWorker();
  const counts: number[] = [];
  for (let i = 0; i < runs; i++) {
    const edits: HookEdit[] =
      i % 2
        ? entry.hooks.slice(0, 3).map(({ name }) => ({ hook: name, kind: "feed", values: new Float32Array(48) }))
        : [];
    const replaced = i > 0 ? [i - 1] : [];
    await channel.call("run", {
      run: i,
      input: { kind: "tensor", data: new Float32Array(48).fill(i) },
      edits,
      replaced,
    });
    await channel.call("weight", { name: "head", part: { shape: [1, 12, 12], index: i % 12 } });
    counts.push((await channel.call("memory", null)).tensors);
  }
  return counts;
};

/** Tensors alive after a run and after each of some reruns of it, some blocks restricted, some not. */
globalThis.countAfterReruns = async (reruns) => {
  const { channel, entry } = await openWorker();
  await channel.call("run", { run: 0, input: { kind: "tensor", data: new Float32Array(48).fill(1) }, edits: [] });
  const counts = [(await channel.call("memory", null)).tensors];
  for (let i = 0; i < reruns; i++) {
    const mask = new Uint8Array(16).fill(1).fill(0, i % 3, 1 + (i % 3));
    const keep = i % 2 ? entry.hooks.map(({ name }) => name) : [];
    const edits = maskEdits(entry, [i & 2 ? mask : null, i & 4 ? mask : null]);
    // Every third is held, and released once it has been looked at.
    const as = i % 3 === 0 ? i + 1 : null;
    await channel.call("rerun", { run: 0, edits, keep, as });
    if (as !== null) {
      await channel.call("tensor", { run: as, name: entry.hooks[i % entry.hooks.length]!.name });
      await channel.call("release", { runs: [as] });
    }
    counts.push((await channel.call("memory", null)).tensors);
  }
  return counts;
};

/** Logits of a run that keeps its results alone and of one that keeps all, and what is there after the first. */
globalThis.keepResults = async () => {
  const { channel } = await openWorker();
  const run = (keep?: Keep) =>
    channel.call("run", {
      run: 0,
      input: { kind: "tensor", data: new Float32Array(48).fill(0.5) },
      edits: [],
      ...(keep && { keep }),
      replaced: [0],
    });
  const count = async () => (await channel.call("memory", null)).tensors;
  const { logits: results } = await run("results");
  const few = await count();
  const missing = await channel.call("tensor", { run: 0, name: "hook_embed" }).then(
    () => "",
    (error: Error) => error.message,
  );
  const tensor = (await channel.call("tensor", { run: 0, name: "logits" })).length;
  const { logits: all } = await run();
  return { results: [...results], all: [...all], fewer: few < (await count()), missing, tensor };
};

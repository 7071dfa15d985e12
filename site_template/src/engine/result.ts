/** What the page gets of a run, from what the worker says. */

import type { ModelEntry } from "../data/manifest.ts";
import type { Backend, RunResult } from "./engine.ts";
import type { Input, Prepared, RunReply } from "./protocol.ts";

const TOP = 10;

export function resultOf(entry: ModelEntry, backend: Backend, { input, ...outcome }: RunReply): RunResult {
  return { model: entry.id, ...outcome, top: topOf(outcome.probabilities, entry.labels), backend, input };
}

/** The input of a run as it can be used once more. */
export function preparedOf(input: Input, reply: RunReply): Prepared {
  return input.kind === "tensor" ? input : { kind: "prepared", pixels: reply.input! };
}

/** The most probable classes, highest first. */
export function topOf(probabilities: Float32Array, labels: readonly string[]): RunResult["top"] {
  return [...probabilities.keys()]
    .sort((a, b) => probabilities[b]! - probabilities[a]!)
    .slice(0, TOP)
    .map((index) => ({ index, label: labels[index] ?? String(index), probability: probabilities[index]! }));
}

/** What the page gets of a run, from what the worker says. */

import type { ModelEntry } from "../data/manifest.ts";
import type { Backend, RunResult } from "./engine.ts";
import type { Input, Outcome, Prepared, RunReply } from "./protocol.ts";

const TOP = 10;

/** @param input what the model saw. */
export function resultOf(
  { id, labels }: ModelEntry,
  backend: Backend,
  { logits, probabilities, milliseconds }: Outcome,
  input: RunResult["input"],
): RunResult {
  return { model: id, logits, probabilities, top: topOf(probabilities, labels), milliseconds, backend, input };
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

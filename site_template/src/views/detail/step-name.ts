/** What a step of an animation is called. */
import type { Step } from "./operation.ts";
import { stepOf, wholeStep } from "./words.ts";

/** "term 8 of 64", "bias", "the whole". */
export function stepName({ phase, index, count }: Step): string {
  if (phase === "whole") return wholeStep;
  return count > 1 ? stepOf(phase, index, count) : phase;
}

/** What a step of an animation is called. */
import type { Step } from "./operation.ts";

/** "term 8 of 64", "bias", "the whole". */
export function stepName({ phase, index, count }: Step): string {
  if (phase === "whole") return "the whole";
  return count > 1 ? `${singular(phase)} ${index + 1} of ${count}` : phase;
}

const singular = (phase: string): string => phase.replace(/s$/, "");

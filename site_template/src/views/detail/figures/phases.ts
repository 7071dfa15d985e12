/** How far the phases of an animation are at a moment. */
import type { Moment } from "../operation.ts";

export interface Phases {
  /** Whether everything is shown at once. */
  readonly isWhole: boolean;
  /** 0 before a phase, 1 after it, and what has passed of it meanwhile. */
  share(phase: string): number;
  /** Whether a phase has begun, and whether it is over. */
  has(phase: string): boolean;
  isPast(phase: string): boolean;
}

/** `order` has the phases as they follow each other; at the step "whole" all of them are over. */
export function phasesAt({ step, progress }: Moment, order: readonly string[]): Phases {
  const isWhole = step.phase === "whole";
  const at = isWhole ? order.length : order.indexOf(step.phase);
  return {
    isWhole,
    share(phase) {
      const its = order.indexOf(phase);
      return at > its ? 1 : at < its ? 0 : progress;
    },
    has: (phase) => at >= order.indexOf(phase),
    isPast: (phase) => at > order.indexOf(phase),
  };
}

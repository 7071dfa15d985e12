/** What has become of the run that the page shows. */

import type { Run } from "../engine/engine.ts";
import { EngineError } from "../errors.ts";
import * as words from "./words.ts";

export type Outcome =
  | { readonly kind: "pending" }
  | { readonly kind: "done"; readonly model: string; readonly picture: string; readonly result: Run }
  | { readonly kind: "failed"; readonly message: string; readonly hint: string };

const [message, hint] = words.runTaken;
export const TAKEN: Outcome = { kind: "failed", message, hint };

export function failed(error: unknown): Outcome {
  if (error instanceof EngineError) return { kind: "failed", message: error.message, hint: error.hint };
  const named = error as { message?: unknown; hint?: unknown } | null;
  const [message, hint] = words.runFailed;
  return {
    kind: "failed",
    message: typeof named?.message === "string" && named.message ? named.message : message,
    hint: typeof named?.hint === "string" ? named.hint : hint,
  };
}

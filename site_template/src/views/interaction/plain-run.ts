/** The run without edits that edited ones are held against. */
import type { RunResult } from "../../engine/engine.ts";
import type { Session } from "../../page/session.ts";
import type { Scene } from "./scene.ts";

/** Null while the model has not run on the scene's picture. */
export function plainRun({ outcome }: Session, { model, data }: Scene): RunResult | null {
  const isOfScene = outcome.kind === "done" && outcome.model === model.id && outcome.picture === data.image;
  return isOfScene ? outcome.result : null;
}

/** A sigmoid of each logit alone: a class may be likely whatever the others are. */
import type { Material, Needs, Setting } from "../../operation.ts";
import type { CurveWork } from "../activation/work.ts";
import { classNameOf } from "../words.ts";

export interface SigmoidWork extends CurveWork {
  /** Of the class that is followed. */
  readonly name: string;
  /** Classes that are more likely than not. */
  readonly likely: number;
}

export const needs = ({ hook }: Setting): Needs => ({ tensors: [hook.inputs[0]!, hook.name], weights: [] });

export function work({ hook, cell, model }: Setting, material: Material): SigmoidWork {
  const before = material.tensor(hook.inputs[0]!).data;
  const after = Float64Array.from(before, (logit) => 1 / (1 + Math.exp(-logit)));
  const likely = after.reduce((count, share) => count + (share > 0.5 ? 1 : 0), 0);
  // The curve is drawn through the classes' own numbers: nothing of them is silenced.
  return { activation: null, before, after, column: cell.column, name: classNameOf(model, cell.column), likely };
}

/** One number of the attention output: the mixes of all heads side by side, times a column of W_O, plus a bias. */
import { linearAt } from "../../../../maths/workings/sums.ts";
import type { Material, Needs, Setting } from "../../operation.ts";

export interface ProjectionWork extends ReturnType<typeof linearAt> {
  readonly heads: number;
  /** Numbers of one head's mix. */
  readonly width: number;
}

export const needs = ({ hook }: Setting): Needs => ({ tensors: [hook.inputs[0]!, hook.name], weights: hook.weights });

export function work({ hook, cell }: Setting, material: Material): ProjectionWork {
  const z = material.tensor(hook.inputs[0]!);
  const [weight, bias] = hook.weights.map((name) => material.weight(name));
  const at = { row: cell.token, column: cell.column };
  const [, heads, width] = z.shape as [number, number, number];
  return { ...linearAt(z, weight!, bias ?? null, material.tensor(hook.name), at), heads, width };
}

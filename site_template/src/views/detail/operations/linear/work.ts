/** One number of a row times a matrix plus a bias. */
import { linearAt } from "../../../../maths/workings/sums.ts";
import type { Material, Needs, Setting } from "../../operation.ts";

export interface LinearWork extends ReturnType<typeof linearAt> {
  readonly tokens: number;
  /** Numbers of a head in the result's row; null where it has no heads. */
  readonly headWidth: number | null;
}

export const needs = ({ hook }: Setting): Needs => ({ tensors: [hook.inputs[0]!, hook.name], weights: hook.weights });

export function work({ hook, cell }: Setting, material: Material): LinearWork {
  const [weight, bias] = hook.weights.map((name) => material.weight(name));
  const x = material.tensor(hook.inputs[0]!);
  const head = hook.dims.indexOf("head");
  const headWidth = head < 0 ? null : hook.shape[head + 1]!;
  // Heads lie side by side in the row.
  const at = { row: cell.token, column: cell.head * (headWidth ?? 0) + cell.column };
  return { ...linearAt(x, weight!, bias ?? null, material.tensor(hook.name), at), tokens: x.shape[0]!, headWidth };
}

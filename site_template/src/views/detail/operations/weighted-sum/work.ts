/** One number of the mix of values: what every key hands on, weighted by the attention that it gets. */
import type { Pixels } from "../../../../marks/picture.ts";
import { mixAt, type Placed, type SumOfProducts } from "../../../../maths/workings/sums.ts";
import type { Material, Needs, Setting } from "../../operation.ts";

export interface MixWork extends SumOfProducts, Placed {
  readonly pixels: Pixels | null;
}

export const needs = ({ hook }: Setting): Needs => ({
  tensors: [...hook.inputs, hook.name],
  weights: [],
  pixels: true,
});

export function work({ hook, cell }: Setting, material: Material): MixWork {
  const [pattern, v] = hook.inputs.map((name) => material.tensor(name));
  const at = { head: cell.head, query: cell.token, column: cell.column };
  return { ...mixAt(pattern!, v!, material.tensor(hook.name), at), pixels: material.pixels };
}

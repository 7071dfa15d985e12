/** One score: the query of a token times the key of another, divided by the root of their width. */
import type { Pixels } from "../../../../marks/picture.ts";
import { type Placed, type SumOfProducts, scoreAt } from "../../../../maths/workings/sums.ts";
import type { Material, Needs, Setting } from "../../operation.ts";

export interface ScoreWork extends SumOfProducts, Placed {
  readonly pixels: Pixels | null;
}

export const needs = ({ hook }: Setting): Needs => ({
  tensors: [...hook.inputs, hook.name],
  weights: [],
  pixels: true,
});

export function work({ hook, cell }: Setting, material: Material): ScoreWork {
  const [q, k] = hook.inputs.map((name) => material.tensor(name));
  const at = { head: cell.head, query: cell.token, key: cell.column };
  return { ...scoreAt(q!, k!, material.tensor(hook.name), at), pixels: material.pixels };
}

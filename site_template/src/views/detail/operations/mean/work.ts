/** The logits of several heads averaged: of one class, a term for each head. */
import { prefixName } from "../../../../hooks/words.ts";
import { type Placed, type SumOfProducts, sumOfProducts } from "../../../../maths/workings/sums.ts";
import type { Material, Needs, Setting } from "../../operation.ts";

export interface MeanWork extends SumOfProducts, Placed {
  /** What each head reads. */
  readonly names: readonly string[];
}

export const needs = ({ hook }: Setting): Needs => ({ tensors: [...hook.inputs, hook.name], weights: [] });

export function work({ hook, cell, model }: Setting, material: Material): MeanWork {
  const count = hook.inputs.length;
  const logits = Float32Array.from(hook.inputs, (name) => material.tensor(name).data[cell.column]!);
  const names = hook.inputs.map((name) => {
    const reads = model.hooks.find((one) => one.name === name)?.reads;
    return reads ? prefixName(reads) : name;
  });
  const sum = sumOfProducts(logits, new Float32Array(count).fill(1 / count));
  return { ...sum, row: material.tensor(hook.name).data, index: cell.column, names };
}

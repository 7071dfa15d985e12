import type { Pixels } from "../../../../marks/picture.ts";
import { tokenName } from "../../../../maths/tokens.ts";
import { type SoftmaxWorking, softmax } from "../../../../maths/workings/softmax.ts";
import type { Material, Needs, Setting } from "../../operation.ts";
import { isOverClasses } from "../shares.ts";
import { type LensReading, lensNeeds, readLens } from "./lens-reading.ts";

export interface SoftmaxWork extends SoftmaxWorking {
  readonly column: number;
  /** The model's own row. */
  readonly hookRow: Float32Array;
  /** What each number of the row belongs to. */
  readonly names: readonly string[];
  readonly pixels: Pixels | null;
  readonly lens: LensReading | null;
}
export const STAGES = [
  { phase: "whole", seconds: 2.5, lines: [0, 1, 2, 3] },
  { phase: "largest", seconds: 2.5, lines: [0] },
  { phase: "subtract", seconds: 1.5, lines: [0] },
  { phase: "terms", seconds: 0, lines: [1, 2] },
  { phase: "divide", seconds: 1.6, lines: [3] },
  { phase: "result", seconds: 1.6, lines: [3] },
] as const;
export type SoftmaxPhase = (typeof STAGES)[number]["phase"];
export function needs(setting: Setting): Needs {
  const tensors = [setting.hook.inputs[0]!, setting.hook.name];
  if (!isOverClasses(setting)) return { tensors, weights: [], pixels: true };
  const lens = lensNeeds(setting.model);
  return { tensors: [...new Set([...tensors, ...(lens?.tensors ?? [])])], weights: lens?.weights ?? [] };
}
export function work(setting: Setting, material: Material): SoftmaxWork {
  const { hook, cell, grid, model } = setting;
  const overClasses = isOverClasses(setting);
  const row = (name: string): Float32Array => {
    const { data, shape } = material.tensor(name);
    const width = shape[shape.length - 1]!;
    if (overClasses) return data.subarray(0, width);
    const start = (cell.head * shape[shape.length - 2]! + cell.token) * width;
    return data.subarray(start, start + width);
  };
  const made = softmax(row(hook.inputs[0]!));
  const nameAt = (i: number) => (overClasses ? (model.labels[i] ?? `class ${i}`) : tokenName(grid, i));
  return {
    ...made,
    column: cell.column,
    hookRow: row(hook.name),
    names: Array.from(made.scores, (_, i) => nameAt(i)),
    pixels: material.pixels,
    lens: overClasses ? readLens(model, material, cell.column) : null,
  };
}

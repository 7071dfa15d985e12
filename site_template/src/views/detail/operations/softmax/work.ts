/** A softmax on one row: of scores over keys, or of logits over classes with the logit lens beside it. */
import type { Pixels } from "../../../../marks/picture.ts";
import { tokenName } from "../../../../maths/tokens.ts";
import { type SoftmaxWorking, softmax } from "../../../../maths/workings/softmax.ts";
import type { Material, Needs, Setting } from "../../operation.ts";
import { classNameOf } from "../words.ts";
import { type LensReading, lensNeeds, readLens } from "./lens-reading.ts";

export interface SoftmaxWork extends SoftmaxWorking {
  /** Whether the row is one of classes; else it is one of keys. */
  readonly isOverClasses: boolean;
  readonly column: number;
  /** The model's own row. */
  readonly hookRow: Float32Array;
  /** What each number of the row belongs to, and shorter: the first of several names of a class. */
  readonly names: readonly string[];
  readonly shortNames: readonly string[];
  readonly pixels: Pixels | null;
  readonly lens: LensReading | null;
}

const isOverClasses = ({ hook }: Setting): boolean => hook.dims[hook.dims.length - 1] === "class";

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
  const names = Array.from(made.scores, (_, i) => (overClasses ? classNameOf(model, i) : tokenName(grid, i)));
  return {
    ...made,
    isOverClasses: overClasses,
    column: cell.column,
    hookRow: row(hook.name),
    names,
    shortNames: overClasses ? names.map((name) => name.split(",")[0]!) : names,
    pixels: material.pixels,
    lens: overClasses ? readLens(setting, material) : null,
  };
}

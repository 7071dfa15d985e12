/** What the activation does to one token's hidden row. */
import { type Activation, formOf } from "../../../../maths/workings/activations.ts";
import { type Passing, passing } from "../../../../maths/workings/silenced.ts";
import type { Material, Needs, Setting } from "../../operation.ts";

/** Numbers that go through a curve, one of which is followed. */
export interface CurveWork {
  /** Null where no formula is known: the curve is then drawn through the pairs of numbers. */
  readonly activation: Activation | null;
  readonly before: Float32Array;
  readonly after: Float64Array;
  readonly column: number;
}

export interface ActivationWork extends CurveWork {
  /** As the model's configuration writes it. */
  readonly name: string;
  readonly hookRow: Float32Array;
  readonly passing: Passing;
}

export function needs({ hook }: Setting): Needs {
  return { tensors: [hook.inputs[0]!, hook.name], weights: [] };
}

export function work({ hook, cell, model }: Setting, material: Material): ActivationWork {
  const row = (name: string): Float32Array => {
    const { data, shape } = material.tensor(name);
    const width = shape[shape.length - 1]!;
    return data.subarray(cell.token * width, (cell.token + 1) * width);
  };
  const [before, hookRow] = [row(hook.inputs[0]!), row(hook.name)];
  const name = hook.activation ?? model.config.activation;
  const activation = formOf(name, before, hookRow);
  const after = activation ? Float64Array.from(before, (h) => activation.apply(h)) : Float64Array.from(hookRow);
  return { name, activation, before, after, hookRow, column: cell.column, passing: passing(before, after) };
}

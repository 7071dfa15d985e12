/** LayerNorm on one token: its row at every stage, and the model's own numbers beside it. */
import { layerNorm, type NormWorking } from "../../../../maths/workings/layer-norm.ts";
import type { Material, Needs, Setting } from "../../operation.ts";

export interface NormWork extends NormWorking {
  readonly column: number;
  readonly letters: Letters;
  /** The model's own numbers: of the scale's hook, and of the row of the norm's. */
  readonly hookScale: number;
  readonly hookRow: Float32Array;
}

/** What formulas call the row that comes in and the one that goes out. */
export interface Letters {
  readonly into: string;
  readonly out: string;
}

function lettersOf({ hook, model }: Setting, input: string): Letters {
  const source = model.hooks.find(({ name }) => name === input);
  return { into: source?.symbol ?? "x", out: hook.symbol ?? "n" };
}

function inputsOf({ hook, model }: Setting): { row: string; scale: string } {
  const isScale = (name: string) => model.hooks.some((one) => one.name === name && one.op === "norm_scale");
  return { row: hook.inputs.find((name) => !isScale(name))!, scale: hook.inputs.find(isScale)! };
}

export function needs(setting: Setting): Needs {
  const { row, scale } = inputsOf(setting);
  return { tensors: [row, scale, setting.hook.name], weights: setting.hook.weights };
}

export function work(setting: Setting, material: Material): NormWork {
  const { hook, model, cell } = setting;
  const inputs = inputsOf(setting);
  const [gain, bias] = hook.weights.map((name) => material.weight(name).data);
  const row = (name: string): Float32Array => {
    const { data, shape } = material.tensor(name);
    const width = shape[shape.length - 1]!;
    return data.subarray(cell.token * width, (cell.token + 1) * width);
  };
  return {
    ...layerNorm(row(inputs.row), model.config.eps, gain ?? null, bias ?? null),
    column: cell.column,
    letters: lettersOf(setting, inputs.row),
    hookScale: row(inputs.scale)[0]!,
    hookRow: row(hook.name),
  };
}

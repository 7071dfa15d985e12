import { layerNorm, type NormWorking } from "../../../../maths/workings/layer-norm.ts";
import type { Material, Needs, Setting } from "../../operation.ts";

export interface NormWork extends NormWorking {
  readonly column: number;
  /** The model's own numbers: of the scale's hook, and of the row of the norm's. */
  readonly hookScale: number;
  readonly hookRow: Float32Array;
}
export const PHASES = [
  { phase: "whole", seconds: 2.5, lines: [0, 1, 2, 3, 4] },
  { phase: "mean", seconds: 2.5, lines: [0] },
  { phase: "subtract", seconds: 1.6, lines: [1] },
  { phase: "spread", seconds: 2.5, lines: [2] },
  { phase: "divide", seconds: 1.6, lines: [3] },
  { phase: "gain", seconds: 1.4, lines: [4] },
  { phase: "bias", seconds: 1.4, lines: [4] },
  { phase: "result", seconds: 1.6, lines: [4] },
] as const;
export type NormPhase = (typeof PHASES)[number]["phase"];
export function namesOf({ hook, model }: Setting): { input: string; scale: string } {
  const isScale = (name: string) => model.hooks.some((one) => one.name === name && one.op === "norm_scale");
  return { input: hook.inputs.find((name) => !isScale(name))!, scale: hook.inputs.find(isScale)! };
}
export function needs(setting: Setting): Needs {
  const { input, scale } = namesOf(setting);
  return { tensors: [input, scale, setting.hook.name], weights: setting.hook.weights };
}
export function work(setting: Setting, material: Material): NormWork {
  const { input, scale } = namesOf(setting);
  const { token, column } = setting.cell;
  const [gain, bias] = setting.hook.weights.map((name) => material.weight(name).data);
  const row = (name: string): Float32Array => {
    const { data, shape } = material.tensor(name);
    const width = shape[shape.length - 1]!;
    return data.subarray(token * width, (token + 1) * width);
  };
  return {
    ...layerNorm(row(input), setting.model.config.eps, gain ?? null, bias ?? null),
    column,
    hookScale: row(scale)[0]!,
    hookRow: row(setting.hook.name),
  };
}

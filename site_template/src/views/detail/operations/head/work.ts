/** One logit: the row that the head reads times the column of a class, plus its bias. */
import { headParts } from "../../../../hooks/readout.ts";
import { prefixName } from "../../../../hooks/words.ts";
import { patchCount } from "../../../../maths/tokens.ts";
import { logitAt, rowLength } from "../../../../maths/workings/sums.ts";
import type { Material, Needs, Setting } from "../../operation.ts";

/** What the head reads: groups of tokens, of each the mean; the names are those of single tokens. */
export interface Part {
  readonly tokens: readonly number[];
  /** Null where it is a mean. */
  readonly name: string | null;
  /** Whether the mean is over the patches only. */
  readonly isPatches: boolean;
}

export interface HeadWork extends ReturnType<typeof logitAt> {
  readonly parts: readonly Part[];
  /** Numbers of one token's row. */
  readonly width: number;
  /** The rows of all tokens: [pos, d_model]. */
  readonly rows: Float32Array;
  /** How many heads the model has. */
  readonly heads: number;
}

export const needs = ({ hook }: Setting): Needs => ({ tensors: [hook.inputs[0]!, hook.name], weights: hook.weights });

export function work(setting: Setting, material: Material): HeadWork {
  const { hook, cell, model } = setting;
  const [weight, bias] = hook.weights.map((name) => material.weight(name));
  const x = material.tensor(hook.inputs[0]!);
  const parts = partsOf(setting);
  const at = { column: cell.column, reads: parts.map(({ tokens }) => tokens) };
  return {
    ...logitAt(x, weight!, bias ?? null, material.tensor(hook.name), at),
    parts,
    width: rowLength(x),
    rows: x.data,
    heads: model.hooks.filter(({ op }) => op === "head").length,
  };
}

function partsOf({ model: { config }, hook, grid }: Setting): readonly Part[] {
  return headParts(config, hook, patchCount(grid)).map((tokens) => {
    const isOne = tokens.length === 1 && tokens[0]! < grid.prefix;
    const name = isOne ? prefixName(config.prefix[tokens[0]!]!) : null;
    return { tokens, name, isPatches: tokens[0]! >= grid.prefix };
  });
}

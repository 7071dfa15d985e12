/** What each tensor costs to make: learned parameters and multiply-adds, counted from the shapes of the hook table. */

import type { Hook, ModelConfig, ModelEntry } from "../../data/manifest.ts";
import { stagesOf } from "../../hooks/kinds.ts";
import { headParts } from "../../hooks/readout.ts";
import { gridOf, patchSize } from "../../hooks/sizes.ts";
import { patchCount } from "../../maths/tokens.ts";

export interface Cost {
  readonly parameters: number;
  /** Multiply-adds of the matrix products that make it. */
  readonly products: number;
}

export interface StageCost extends Cost {
  readonly stage: string;
  /** Parameters up to and with this stage. */
  readonly running: number;
  /** Share of all multiply-adds. */
  readonly share: number;
}

export interface Costs {
  readonly byHook: ReadonlyMap<string, Cost>;
  readonly stages: readonly StageCost[];
  readonly products: number;
  /** Parameters that no tensor of the table accounts for. */
  readonly elsewhere: number;
}

const CHANNELS = 3;
const product = (sizes: readonly number[]): number => sizes.reduce((all, size) => all * size, 1);
/** Numbers in one row: everything behind the first axis. */
const width = (hook: Hook | undefined): number => (hook ? product(hook.shape.slice(1)) : 0);
const last = (hook: Hook | undefined): number => hook?.shape.at(-1) ?? 0;

const FREE: Cost = { parameters: 0, products: 0 };
const matrix = (rows: number, from: number, to: number): Cost => ({
  parameters: from * to + to,
  products: rows * from * to,
});

function costOf(hook: Hook, model: Pick<ModelEntry, "hooks" | "config">): Cost {
  const inputs = hook.inputs.map((name) => model.hooks.find((one) => one.name === name));
  const rows = hook.shape[0]!;
  switch (hook.op) {
    case "patch_embedding": {
      const patch = patchSize(model.config);
      return matrix(rows, CHANNELS * patch.height * patch.width, width(hook));
    }
    case "parameter":
      return { parameters: product(hook.shape), products: 0 };
    case "concat_add":
      return { parameters: model.config.prefix.length * width(hook), products: 0 };
    case "layer_norm":
      return { parameters: 2 * width(hook), products: 0 };
    case "linear":
    case "projection":
      return matrix(rows, width(inputs[0]), width(hook));
    case "scores":
      return { parameters: 0, products: product(hook.shape) * last(inputs[0]) };
    case "weighted_sum":
      return { parameters: 0, products: product(hook.shape) * last(inputs[0]) };
    case "head":
      return matrix(1, headInputs(hook, model.config) * last(inputs[0]), rows);
    default:
      return FREE;
  }
}

/** How many rows a head reads one after the other: a token, a mean, or both. */
const headInputs = (hook: Hook, config: ModelConfig): number =>
  headParts(config, hook, patchCount(gridOf(config))).length;

/** All costs of a model. A model without biases on queries, keys and values is known by its number of parameters. */
export function costsOf(model: Pick<ModelEntry, "hooks" | "config" | "parameters">): Costs {
  const full = new Map(model.hooks.map((hook) => [hook.name, costOf(hook, model)]));
  const sum = (costs: ReadonlyMap<string, Cost>) => [...costs.values()].reduce((all, one) => all + one.parameters, 0);
  const plain = new Map(model.hooks.map((hook) => [hook.name, withoutBias(hook, full.get(hook.name)!)]));
  const byHook = sum(plain) === model.parameters ? plain : full;
  const products = [...byHook.values()].reduce((all, one) => all + one.products, 0);
  let running = 0;
  const stages = stagesOf(model.hooks).map((stage): StageCost => {
    const own = model.hooks.filter((hook) => hook.stage === stage).map((hook) => byHook.get(hook.name)!);
    const parameters = own.reduce((all, one) => all + one.parameters, 0);
    const mine = own.reduce((all, one) => all + one.products, 0);
    running += parameters;
    return { stage, parameters, products: mine, running, share: products > 0 ? mine / products : 0 };
  });
  return { byHook, stages, products, elsewhere: model.parameters - running };
}

function withoutBias(hook: Hook, cost: Cost): Cost {
  if (hook.op !== "linear" || !hook.dims.includes("head")) return cost;
  return { ...cost, parameters: cost.parameters - width(hook) };
}

/** Counts each model once, while it is the one that is shown. */
export function costsFor(): (model: ModelEntry) => Costs {
  let counted: { readonly model: ModelEntry; readonly costs: Costs } | null = null;
  return (model) => {
    if (counted?.model !== model) counted = { model, costs: costsOf(model) };
    return counted.costs;
  };
}

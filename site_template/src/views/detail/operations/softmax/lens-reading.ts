/** The logit lens on the page of the probabilities: what it asks for, and what it reads. */
import type { Hook, ModelEntry } from "../../../../data/manifest.ts";
import { headParts } from "../../../../hooks/readout.ts";
import { patchCount } from "../../../../maths/tokens.ts";
import { type LensHead, type LensRow, lensRow } from "../../../../maths/workings/lens.ts";
import type { Material, Needs, Setting } from "../../operation.ts";

export interface LensReading {
  /** After each block, in forward order. */
  readonly rows: readonly LensRow[];
  /** Names of the hooks that were read, one for each row. */
  readonly hooks: readonly string[];
  readonly chosen: number;
}

interface Parts {
  readonly streams: readonly Hook[];
  readonly norm: Hook;
  /** One, or several whose logits are averaged. */
  readonly heads: readonly Hook[];
}

/** The parts of a model that the lens is made of; null where its heads do not read the stream after a norm. */
function partsOf({ hooks }: ModelEntry): Parts | null {
  const byName = (name: string | undefined) => hooks.find((hook) => hook.name === name);
  const heads = hooks.filter(({ op, dims }) => op === "head" && dims.join() === "class");
  const norm = byName(heads[0]?.inputs[0]);
  const last = byName(norm?.inputs[0]);
  if (!norm || !last || norm.op !== "layer_norm") return null;
  const isRead = heads.every(({ inputs, weights }) => inputs[0] === norm.name && weights.length > 0);
  const inBlock = (name: string) => name.replace(/^blocks\.\d+\./, "");
  const streams = hooks.filter(({ name }) => name !== inBlock(name) && inBlock(name) === inBlock(last.name));
  return isRead && streams.length > 0 ? { streams, norm, heads } : null;
}

export function lensNeeds(model: ModelEntry): Needs | null {
  const parts = partsOf(model);
  if (!parts) return null;
  const weights = [parts.norm, ...parts.heads].flatMap((hook) => hook.weights);
  return { tensors: parts.streams.map(({ name }) => name), weights };
}

export function readLens(setting: Setting, material: Material): LensReading | null {
  const { model, cell } = setting;
  const parts = partsOf(model);
  if (!parts) return null;
  const { streams, norm } = parts;
  const [gain, bias] = norm.weights.map((name) => material.weight(name).data);
  const width = norm.shape[norm.shape.length - 1]!;
  const last = {
    w: gain ?? new Float32Array(width).fill(1),
    b: bias ?? new Float32Array(width),
    eps: model.config.eps,
  };
  const heads = parts.heads.map((hook) => headOf(setting, material, hook));
  const rows = streams.map(({ name }) => {
    const { data } = material.tensor(name);
    return kept(data, () => lensRow(data, last, heads));
  });
  return { rows, hooks: streams.map(({ name }) => name), chosen: cell.column };
}

function headOf({ model, grid }: Setting, material: Material, hook: Hook): LensHead {
  const [matrix, bias] = hook.weights.map((name) => material.weight(name).data);
  const classes = hook.shape[hook.shape.length - 1]!;
  const reads = headParts(model.config, hook, patchCount(grid));
  return { reads, W: matrix!, b: bias ?? new Float32Array(classes) };
}

// Another class of the same run asks for the same rows again.
const known = new WeakMap<Float32Array, LensRow>();

function kept(data: Float32Array, make: () => LensRow): LensRow {
  const row = known.get(data) ?? make();
  known.set(data, row);
  return row;
}

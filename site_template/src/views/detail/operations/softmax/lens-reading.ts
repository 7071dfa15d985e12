/** The logit lens on the page of the probabilities: what it asks for, and what it says block by block. */
import type { Hook, ModelEntry } from "../../../../data/manifest.ts";
import { largest } from "../../../../maths/statistics.ts";
import { type LensRow, lensRow } from "../../../../maths/workings/lens.ts";
import type { Material, Needs, Step } from "../../operation.ts";
import { share } from "../shares.ts";

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
  readonly head: Hook;
}

const SECONDS = 0.8;

/** The parts of a model that the lens is made of; null where the head does not read the first token after a norm. */
function partsOf({ hooks }: ModelEntry): Parts | null {
  const byName = (name: string | undefined) => hooks.find((hook) => hook.name === name);
  const head = hooks.find(({ op, dims }) => op === "head" && dims.join() === "class");
  const norm = byName(head?.inputs[0]);
  const last = byName(norm?.inputs[0]);
  if (!head || !norm || !last || norm.op !== "layer_norm" || !head.formula.includes("[CLS]")) return null;
  const kind = (name: string) => name.replace(/^blocks\.\d+\./, "");
  const streams = hooks.filter(({ name }) => name !== kind(name) && kind(name) === kind(last.name));
  return head.weights.length > 0 && streams.length > 0 ? { streams, norm, head } : null;
}

export function lensNeeds(model: ModelEntry): Needs | null {
  const parts = partsOf(model);
  if (!parts) return null;
  return { tensors: parts.streams.map(({ name }) => name), weights: [...parts.norm.weights, ...parts.head.weights] };
}

export function readLens(model: ModelEntry, material: Material, chosen: number): LensReading | null {
  const parts = partsOf(model);
  if (!parts) return null;
  const [gain, bias] = parts.norm.weights.map((name) => material.weight(name).data);
  const [matrix, offset] = parts.head.weights.map((name) => material.weight(name).data);
  const [width, classes] = [parts.norm, parts.head].map(({ shape }) => shape[shape.length - 1]!) as [number, number];
  const norm = {
    w: gain ?? new Float32Array(width).fill(1),
    b: bias ?? new Float32Array(width),
    eps: model.config.eps,
  };
  const head = { W: matrix!, b: offset ?? new Float32Array(classes) };
  const rows = parts.streams.map(({ name }) => {
    const { data } = material.tensor(name);
    return kept(data, () => lensRow(data.subarray(0, width), norm, head));
  });
  return { rows, hooks: parts.streams.map(({ name }) => name), chosen };
}

// Another class of the same run asks for the same rows again.
const known = new WeakMap<Float32Array, LensRow>();

function kept(data: Float32Array, make: () => LensRow): LensRow {
  const row = known.get(data) ?? make();
  known.set(data, row);
  return row;
}

/** One step a block. */
export function lensSteps(lens: LensReading, { names }: { readonly names: readonly string[] }): readonly Step[] {
  const final = lens.rows.at(-1)!.leader;
  return lens.rows.map((row, index) => ({
    phase: "blocks",
    index,
    count: lens.rows.length,
    seconds: SECONDS,
    lines: [],
    say() {
      const [first, second] = largest(row.probabilities, 2);
      const said = (at: number) => `${names[at]} ${share(row.probabilities[at]!)}`;
      const isLast = index === lens.rows.length - 1;
      const since =
        index > 0 &&
        row.leader === final &&
        lens.rows.slice(index).every(({ leader }) => leader === final) &&
        lens.rows[index - 1]!.leader !== final;
      const lead = `Stopped after block ${index}, the model would say {class|${said(first!)}}${second === undefined ? "" : `, then ${said(second)}`}.`;
      if (isLast) return `${lead} That is the answer itself: nothing comes after this block.`;
      return since ? `${lead} From here on the first place stays as it is at the end.` : lead;
    },
  }));
}

/** Edits on tensors, in the worker. */
import { add, mul, type Tensor, tensor, tidy, where } from "@tensorflow/tfjs-core";

import { shapeOf } from "./edits.ts";
import type { HookEdit } from "./engine.ts";
import type { Pool } from "./pool.ts";

type Values = HookEdit["values"];

/** Values of edits as tensors: what several edits share, such as one mask of all blocks, is made once. */
export class EditTensors {
  readonly #pool: Pool;
  readonly #made = new Map<Values, Map<string, Tensor>>();

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  /**
   * A tensor after some edits.
   *
   * @param raw [1, ...] as the graph gives it; null where the first edit leaves nothing of it.
   * @param shape of the hook.
   */
  apply(raw: Tensor | null, edits: readonly HookEdit[], shape: readonly number[]): Tensor {
    const steps = edits.map((edit) => ({ kind: edit.kind, operands: this.#operands(edit, shape) }));
    return tidy(() => {
      let value = raw;
      for (const { kind, operands } of steps) value = changed(value, kind, ...operands);
      return value!;
    });
  }

  dispose(): void {
    for (const forms of this.#made.values()) for (const made of forms.values()) this.#pool.drop(made);
    this.#made.clear();
  }

  #operands(edit: HookEdit, shape: readonly number[]): [Tensor, Tensor?] {
    const own = shapeOf(edit, shape)!;
    const aligned = [...new Array<number>(shape.length + 1 - own.length).fill(1), ...own];
    const values = this.#tensor(edit.values, edit.kind === "mask" ? "penalty" : "values", aligned);
    if (edit.kind !== "feed" || !edit.where) return [values];
    return [values, this.#tensor(edit.where, "places", aligned)];
  }

  #tensor(values: Values, form: keyof typeof FORMS, shape: number[]): Tensor {
    const forms = this.#made.get(values) ?? new Map<string, Tensor>();
    this.#made.set(values, forms);
    const key = `${form} ${shape}`;
    const found = forms.get(key);
    if (found) return found;
    const made = FORMS[form](values, shape);
    this.#pool.hold(made);
    forms.set(key, made);
    return made;
  }
}

const FORMS = {
  values: (values: Values, shape: number[]): Tensor => tensor(values, shape, "float32"),
  places: (values: Values, shape: number[]): Tensor => tensor(values, shape, "bool"),
  penalty: (values: Values, shape: number[]): Tensor => tensor(penaltyOf(values), shape, "float32"),
};

function changed(value: Tensor | null, kind: HookEdit["kind"], operand: Tensor, places?: Tensor): Tensor {
  if (kind === "feed") return places && value ? where(places, operand, value) : operand;
  return kind === "scale" ? mul(value!, operand) : add(value!, operand);
}

/** A plain loop: several times as fast as Float32Array.from, and there is one for every block. */
function penaltyOf(mask: Values): Float32Array {
  const penalty = new Float32Array(mask.length);
  for (let i = 0; i < mask.length; i++) if (!mask[i]) penalty[i] = -Infinity;
  return penalty;
}

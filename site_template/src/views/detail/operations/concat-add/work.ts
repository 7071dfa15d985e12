/** The list of tokens: prefix rows in front, a row of positions added to each; and how alike the places are. */
import { similarityMatrix } from "../../../../maths/similarity.ts";
import { type ConcatAdd, concatAdd } from "../../../../maths/workings/concat-add.ts";
import type { Material, Setting } from "../../operation.ts";

export interface ConcatWork {
  readonly sum: ConcatAdd;
  /** Cosine of each place's row with each: [pos, pos]. */
  readonly likeness: Float64Array;
}

export function work({ grid, hook, cell }: Setting, material: Material): ConcatWork {
  const [embedded, positions] = hook.inputs.map((name) => material.tensor(name).data);
  const prefix = hook.weights.map((name) => material.weight(name).data);
  const given = {
    embedded: embedded!,
    positions: positions!,
    full: material.tensor(hook.name).data,
    prefix: prefix.length > 0 ? joined(prefix) : null,
  };
  return { sum: concatAdd(given, grid, cell.token, cell.column), likeness: likenessOf(positions!, grid.tokens) };
}

// Another token of the same model asks for the same cosines again.
const known = new WeakMap<Float32Array, Float64Array>();

function likenessOf(positions: Float32Array, tokens: number): Float64Array {
  const likeness = known.get(positions) ?? similarityMatrix(positions, tokens, positions.length / tokens);
  known.set(positions, likeness);
  return likeness;
}

function joined(rows: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(rows.reduce((length, row) => length + row.length, 0));
  rows.reduce((at, row) => (all.set(row, at), at + row.length), 0);
  return all;
}

/** The vector that every matrix product has: a column of its matrix, laid flat. */
import type { Matrix } from "../../../../maths/workings/sums.ts";
import { weightScale } from "../../figures/scales.ts";
import type { Setting } from "../../operation.ts";
import { matrixName } from "../names.ts";
import type { Side } from "./spec.ts";
import { column, laidFlat, weightQuantity } from "./words.ts";

export function columnSide({ hook, tone, state }: Setting, matrix: Matrix, index: number): Side {
  const name = matrixName(hook);
  return {
    role: "plain",
    title: column(index),
    under: laidFlat(name),
    scale: weightScale(matrix.data, tone, state.range),
    quantity: weightQuantity(name),
  };
}

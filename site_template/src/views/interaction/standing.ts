/** Which patches stand out of a row. */
import { ROUNDING } from "../../maths/interaction/indicators.ts";
import type { Scene } from "./scene.ts";

/** Patches of the row that stand out: at or above the threshold, but for rounding. */
export function standing({ row, cut, patch }: Scene, block: number): number[] {
  const [values, line] = [row(block), cut(block)];
  if (!values || !line) return [];
  const slack = ROUNDING * Math.max(...values);
  return Array.from(values.keys()).filter((i) => values[i]! >= line.threshold - slack && i !== patch);
}

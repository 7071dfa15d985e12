/** What is said of shares: whether of keys or of classes, and how evenly they are spread. */
import { grouped, number, percent } from "../../../maths/numbers.ts";
import type { SoftmaxWorking } from "../../../maths/workings/softmax.ts";
import type { Setting } from "../operation.ts";

export const isOverClasses = ({ hook }: Pick<Setting, "hook">): boolean => hook.dims[hook.dims.length - 1] === "class";

/** A share in per cent, on one line with its sign. */
export const share = (value: number): string => `${percent(value)}\u00a0%`;

/** How evenly a row is shared, in a sentence. */
export function spreadSaid({ spread, scores }: SoftmaxWorking, one: string, all: string): string {
  const even = scores.length > 0 && spread.effective > 0.98 * scores.length;
  if (even) return `The ${grouped(scores.length)} shares are all but equal: an entropy of ${number(spread.bits)} bits.`;
  const count = spread.half === 1 ? `one ${one} alone has` : `${spread.half} ${all} have`;
  return `The entropy is ${number(spread.bits)} bits, as if ${number(spread.effective)} of ${grouped(scores.length)} ${all} had equal shares; ${count} at least half.`;
}

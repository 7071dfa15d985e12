/** The legend of the large map, whose handle is the threshold of the outline. */
import { type HandleBar, type Handled, handleBar } from "../../marks/handle-bar.ts";
import { thresholdText, valueText, wordsOf } from "./methods.ts";
import type { Scene } from "./scene.ts";
import { countAbove, handSet } from "./threshold.ts";

/** @param onMove told the text of the new threshold, as the address holds it. */
export const thresholdBar = (onMove: (threshold: string) => void): HandleBar =>
  handleBar("Threshold of the outline", "threshold", {
    onMove: (value, { low, high }) => onMove(handSet(value, low, high)),
  });

export function handledOf(scene: Scene): Handled | null {
  const { method, block, threshold, data } = scene;
  const [values, scale] = [scene.map(method, block), scene.scale(method, block)];
  if (!values || !scale) return null;
  const has = Number.isFinite(threshold);
  return {
    values,
    scale,
    at: threshold,
    atText: thresholdText(method, threshold),
    spoken: has
      ? `${thresholdText(method, threshold)}, ${countAbove(values, threshold)} of ${values.length} patches`
      : "none",
    text: (value) => valueText(method, value),
    hint: "drag for the outline",
    says: `${values.length} patches by ${wordsOf(method).quantity}${data.origin === "precomputed" ? " (precomputed, to 1/255)" : ""}`,
  };
}

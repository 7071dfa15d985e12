/** The legend of the large map, whose handle is the threshold of the outline. */
import { type HandleBar, type Handled, handleBar } from "../../marks/handle-bar.ts";
import type { Scene } from "./scene.ts";
import { countAbove, handSet } from "./threshold.ts";
import { thresholdWords } from "./words/figures.ts";
import { thresholdText, valueText } from "./words/methods.ts";

/** @param onMove told the text of the new threshold, as the address holds it. */
export const thresholdBar = (onMove: (threshold: string) => void): HandleBar =>
  handleBar(thresholdWords.name, "threshold", {
    onMove: (value, { low, high }) => onMove(handSet(value, low, high)),
  });

export function handledOf(scene: Scene): Handled | null {
  const { method, block, threshold, data } = scene;
  const [values, scale] = [scene.map(method, block), scene.scale(method, block)];
  if (!values || !scale) return null;
  const atText = thresholdText(method, threshold);
  return {
    values,
    scale,
    at: threshold,
    atText,
    spoken: Number.isFinite(threshold)
      ? thresholdWords.spoken(atText, countAbove(values, threshold), values.length)
      : thresholdWords.none,
    text: (value) => valueText(method, value),
    hint: thresholdWords.hint,
    says: thresholdWords.says(values.length, method, data.origin === "precomputed"),
  };
}

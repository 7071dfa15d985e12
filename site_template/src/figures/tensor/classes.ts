/** The last two tensors as bars: one number a class, the highest first. */
import { type Bar, bars } from "../../marks/bars.ts";
import { html, setText } from "../../marks/element.ts";
import { number } from "../../maths/numbers.ts";
import { largest } from "../../maths/statistics.ts";
import type { Context } from "../../page/context.ts";
import type { Figure } from "./heat.ts";
import type { Scene } from "./scene.ts";
import { waiting } from "./waiting.ts";
import * as words from "./words.ts";

const SHOWN = 20;

export const classesFit = (scene: Scene): boolean => scene.hook.dims.length === 1 && scene.axes.rowAxis === "class";

export function classes(context: Context, onAnother: () => void): Figure {
  const { store } = context;
  const list = html("ol", { class: "bars class-bars", "data-part": "class-bars" });
  const note = html("p", { class: "quiet note" });
  const wait = waiting(context, onAnother);
  const element = html("figure", { class: "classes", "data-part": "class-figure" }, list, wait.element, note);
  let drawn: unknown = null;
  list.addEventListener("click", (event) => {
    const row = (event.target as Element).closest<HTMLElement>("[data-class]");
    if (row) store.set({ column: Number(row.dataset["class"]) });
  });
  return {
    element,
    update(scene) {
      wait.update(scene.values !== null);
      list.hidden = scene.values === null;
      element.dataset["figure"] = scene.hook.name;
      if (!scene.values) return;
      const { data } = scene.values.tensor;
      if (drawn !== scene.values.tensor) bars(list, itemsOf(scene, data));
      drawn = scene.values.tensor;
      setText(note, noteOf(data));
    },
    destroy: () => undefined,
  };
}

function noteOf(data: Float32Array): string {
  return data.length > SHOWN ? words.highestClasses(SHOWN, data.length) : "";
}

/** The range of all bars: from 0 to 1 for probabilities, else from the lowest to the highest value, with 0. */
function rangeOf(scene: Scene, shown: readonly number[]): [number, number] {
  if (scene.kind.id === "probabilities") return [0, 1];
  const [low, high] = [Math.min(0, ...shown), Math.max(0, ...shown)];
  return high > low ? [low, high] : [0, 1];
}

function itemsOf(scene: Scene, data: Float32Array): Bar[] {
  const order = largest(data, SHOWN);
  const [low, high] = rangeOf(
    scene,
    order.map((index) => data[index]!),
  );
  const at = (value: number) => (value - low) / (high - low);
  return order.map((index) => ({
    index,
    label: scene.model.labels[index] ?? words.className(index),
    start: at(Math.min(0, data[index]!)),
    share: Math.abs(data[index]!) / (high - low),
    text: number(data[index]!),
  }));
}

/** The last two tensors as bars: one number a class, the highest first. */
import { bars } from "../../marks/bars.ts";
import { html, setText } from "../../marks/element.ts";
import { grouped, number } from "../../maths/numbers.ts";
import { largest } from "../../maths/statistics.ts";
import type { Context } from "../../shell/context.ts";
import type { Figure } from "./heat.ts";
import type { Scene } from "./scene.ts";
import { waiting } from "./waiting.ts";

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
  const outlined = data.some((value) => value < 0) ? "Outlined bars are below 0. " : "";
  return outlined + (data.length > SHOWN ? `These are the ${SHOWN} highest of ${grouped(data.length)} classes; all are in the numbers below.` : "");
}

// Bars of logits start at 0 and share one length: the largest magnitude. Probabilities are shares already.
function itemsOf(scene: Scene, data: Float32Array): { index: number; label: string; share: number; text: string; below: boolean }[] {
  const reach = scene.kind.id === "probabilities" ? 1 : Math.max(...data.map(Math.abs), 1e-9);
  return largest(data, SHOWN).map((index) => ({
    index,
    label: scene.model.labels[index] ?? `class ${index}`,
    share: Math.abs(data[index]!) / reach,
    text: number(data[index]!),
    below: data[index]! < 0,
  }));
}

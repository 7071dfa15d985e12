/** The view's small maps: one row a method. */
import { multiples as blocksOf, type Multiples, type RowShape } from "../../figures/blocks/multiples.ts";
import { mapPicture } from "../../marks/map-picture.ts";
import { referenceRole } from "../../maths/reference.ts";
import type { Context } from "../../page/context.ts";
import { fuseWords, METHODS, valueText, wordsOf } from "./methods.ts";
import type { Reader } from "./reading.ts";
import type { Method, Scene } from "./scene.ts";

export const multiples = (context: Context, reader: Reader): Multiples<Scene> =>
  blocksOf<Scene, Method>(context, {
    attribute: "data-method",
    rows: ({ methods }) => METHODS.filter((method) => methods.includes(method)).map(rowOf),
    shown: ({ method }) => method,
    choose: (scene, method, block) => choose(context, scene, method, block),
    read: (spot, at) => reader.show(spot && { ...spot, method: spot.id }, at),
  });

function choose({ store }: Context, scene: Scene, method: Method, block: number): void {
  const last = block === scene.data.blocks - 1;
  const change = { block: last ? "" : String(block) };
  if (method === scene.method) return store.set(change);
  // The rows stay: what was the large map's stands beside it now.
  const { beside } = scene.state;
  const others = scene.methods.filter((one) => one !== method);
  store.set({
    ...change,
    method,
    threshold: "",
    beside: beside === "" || beside === "none" ? beside : others.join(","),
  });
}

function rowOf(method: Method): RowShape<Scene, Method> {
  const { title, concept, role } = wordsOf(method);
  return {
    id: method,
    title,
    concept,
    role: (scene) =>
      method === "similarity" && referenceRole(scene.references, scene.grid) !== "cls" ? "stream" : role,
    of: (scene) => rowText(method, scene),
    range: (scene) => rangeText(method, scene),
    spoken: (scene, block) => `${title} ${rowText(method, scene)}, after block ${block}`,
    map(block) {
      const { element, ground, overlay } = mapPicture();
      return {
        element,
        update(scene) {
          ground(scene.pixels);
          overlay(scene.map(method, block), scene.grid.side, scene.scale(method, block));
        },
      };
    },
  };
}

/** The domain of the row's colours. */
function rangeText(method: Method, scene: Scene): string {
  let [least, most] = [Infinity, -Infinity];
  let clipped = false;
  for (let block = 0; block < scene.data.blocks; block++) {
    const scale = scene.map(method, block) && scene.scale(method, block);
    if (scale)
      [least, most, clipped] = [Math.min(least, scale.low), Math.max(most, scale.high), clipped || scale.clipped];
  }
  if (least > most) return "";
  const each = scene.state.scale === "each" ? "each its own scale" : "";
  return each || `${valueText(method, least)} to ${valueText(method, most)}${clipped ? " or more" : ""}`;
}

/** What follows the name of the method. */
function rowText(method: Method, scene: Scene): string {
  const name = scene.referenceName;
  if (method === "similarity") return `to ${name}`;
  if (method === "attention") return `of ${name}, ${fuseWords(scene.fuse)}`;
  const { identity, discard, fuse } = scene.rollout;
  const more = [
    fuse === "mean" ? "" : fuseWords(fuse),
    identity ? "" : "without its own row",
    discard > 0 ? `${Math.round(discard * 100)} % dropped` : "",
  ];
  return [`of ${name}, up to here`, ...more.filter(Boolean)].join(", ");
}

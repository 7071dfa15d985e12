/** The view's small maps: one row a method. */
import { multiples as blocksOf, type Multiples, type RowShape } from "../../figures/blocks/multiples.ts";
import { mapPicture } from "../../marks/map-picture.ts";
import { referenceRole } from "../../maths/reference.ts";
import type { Context } from "../../page/context.ts";
import { METHODS } from "./methods.ts";
import type { Reader } from "./reading.ts";
import type { Method, Scene } from "./scene.ts";
import { rangeWords, rowWords, smallMap } from "./words/figures.ts";
import { valueText, wordsOf } from "./words/methods.ts";

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
  const of = ({ referenceName, fuse, rollout }: Scene) => rowWords(method, referenceName, fuse, rollout);
  return {
    id: method,
    title,
    concept,
    role: (scene) =>
      method === "similarity" && referenceRole(scene.references, scene.grid) !== "cls" ? "stream" : role,
    of,
    range: (scene) => rangeText(method, scene),
    spoken: (scene, block) => smallMap(title, of(scene), block),
    map(block) {
      const { element, ground, overlay } = mapPicture();
      return {
        element,
        update(scene) {
          ground(scene.pixels);
          overlay(scene.map(method, block), scene.grid, scene.scale(method, block));
        },
      };
    },
  };
}

/** The domain of the row's colours; nothing while there is no map. */
function rangeText(method: Method, scene: Scene): string {
  const blocks = Array.from({ length: scene.data.blocks }, (_, block) => block);
  const scales = blocks
    .filter((block) => scene.map(method, block) !== null)
    .map((block) => scene.scale(method, block))
    .filter((scale) => scale !== null);
  if (scales.length === 0) return "";
  if (scene.state.scale === "each") return rangeWords.each;
  const least = Math.min(...scales.map(({ low }) => low));
  const most = Math.max(...scales.map(({ high }) => high));
  const isClipped = scales.some(({ clipped }) => clipped);
  return rangeWords.shared(valueText(method, least), valueText(method, most), isClipped);
}

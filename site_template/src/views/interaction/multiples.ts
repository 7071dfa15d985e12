/** The view's small maps: windows, fields and tendencies, one row each. */
import { multiples as blocksOf, type Multiples, type RowShape, type SmallMap } from "../../figures/blocks/multiples.ts";
import { setAttribute, svg } from "../../marks/element.ts";
import { flowScale } from "../../marks/flow.ts";
import { mapPicture } from "../../marks/map-picture.ts";
import type { Context } from "../../page/context.ts";
import type { Reader } from "./reading.ts";
import type { Figure, Scene } from "./scene.ts";
import { blockText } from "./settings.ts";
import { smallMapWords } from "./words/figure.ts";

const CONCEPTS: Readonly<Record<Figure, string>> = {
  window: "adaptive-window",
  field: "responsive-field",
  tendency: "responsive-field",
};
const FIGURES = Object.keys(CONCEPTS) as Figure[];

export const multiples = (context: Context, reader: Reader): Multiples<Scene> =>
  blocksOf<Scene, Figure>(context, {
    attribute: "data-show",
    rows: () => ROWS,
    shown: ({ figure }) => figure,
    choose: ({ data }, figure, block) => context.store.set({ figure, block: blockText(block, data.blocks) }),
    read: (spot, at) => reader.show(spot && { ...spot, figure: spot.id }, at),
  });

const ROWS = FIGURES.map((figure): RowShape<Scene, Figure> => {
  const title = smallMapWords.titles[figure];
  return {
    id: figure,
    title,
    concept: CONCEPTS[figure],
    role: () => "pattern",
    of: ({ patchName, indicator }) => smallMapWords.of[figure](patchName, indicator),
    range: (scene) => rangeText(figure, scene),
    spoken: (scene, block) => smallMapWords.block(title, block) + spoken(figure, scene, block),
    map: (block) => smallMap(figure, block),
  };
});

function smallMap(figure: Figure, block: number): SmallMap<Scene> {
  const map = mapPicture();
  const box = svg("rect", { class: "ia-mini-window" });
  const marks = svg("svg", { class: "in-marks", "aria-hidden": "true", preserveAspectRatio: "none" }, box);
  map.element.append(marks);
  return {
    element: map.element,
    update(scene) {
      const { grid } = scene;
      map.ground(scene.pixels);
      if (figure === "window") map.overlay(scene.row(block), grid, scene.rowScale(block));
      else if (figure === "field") map.overlay(scene.sizes(block), grid, scene.sizeScale);
      else {
        const flow = scene.flow(block);
        const patches = flow && Array.from({ length: scene.count }, (_, patch) => patch);
        map.overlay(patches, grid, flow && flowScale(flow, scene.reach(block), scene.tone));
      }
      setAttribute(marks, "viewBox", `0 0 ${grid.columns} ${grid.rows}`);
      place(box, scene, figure === "window" ? block : null);
    },
  };
}

/** The window in units of a patch. */
function place(rect: SVGElement, scene: Scene, block: number | null): void {
  const box = block === null ? null : scene.window(block);
  setAttribute(rect, "visibility", box ? null : "hidden");
  if (!box) return;
  const [top, bottom, left, right] = box;
  for (const [name, value] of Object.entries({ x: left, y: top, width: right - left + 1, height: bottom - top + 1 }))
    setAttribute(rect, name, value);
  rect.classList.toggle("edited", scene.isEdited(block!));
}

/** The domain of the row's colours. */
function rangeText(figure: Figure, scene: Scene): string {
  const scale = scene.rowScale(scene.block);
  if (!scale) return "";
  if (figure === "field") return smallMapWords.shares;
  if (scene.state.scale === "each") return smallMapWords.each;
  return figure === "window"
    ? smallMapWords.between(scale.low, scale.high, scale.clipped)
    : smallMapWords.upTo(scene.reach(scene.block));
}

function spoken(figure: Figure, scene: Scene, block: number): string {
  const { patch, patchName, count } = scene;
  const [box, sizes, flow] = [scene.window(block), scene.sizes(block), scene.flow(block)];
  if (!box || !sizes || !flow) return "";
  if (figure === "window") return smallMapWords.spoken.window(patchName, box, count, scene.isEdited(block));
  if (figure === "field") return smallMapWords.spoken.field(patchName, sizes[patch]!);
  return smallMapWords.spoken.tendency(patchName, flow[2 * patch]!, flow[2 * patch + 1]!);
}

/** Indicator against effect, one point a patch. */
import { setAttribute, svg } from "../../../marks/element.ts";
import { tick } from "../../../maths/numbers.ts";
import type { Scene } from "../scene.ts";
import { scatterWords } from "../words/effect.ts";
import { measured } from "./numbers.ts";

const [WIDTH, HEIGHT, PAD] = [280, 220, 34];
const [RIGHT, TOP] = [10, 14];

export interface Scatter {
  readonly element: SVGElement;
  update(scene: Scene, row: Float64Array | null, effect: Float64Array | null, hovered: number | null): void;
}

export function scatter(): Scatter {
  const element = svg("svg", {
    class: "ia-scatter",
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
    role: "img",
    "data-part": "effect-scatter",
  });
  return {
    element,
    update(scene, row, effect, hovered) {
      const points = row ? measured(scene, effect) : [];
      const reach = (values: Float64Array) => Math.max(1e-12, ...points.map((i) => values[i]!));
      const [across, down] = points.length > 0 ? [reach(row!), reach(effect!)] : [1, 1];
      const dots = points.map((i) =>
        svg("circle", {
          cx: PAD + (row![i]! / across) * (WIDTH - PAD - RIGHT),
          cy: HEIGHT - PAD - (effect![i]! / down) * (HEIGHT - PAD - TOP),
          r: i === hovered ? 6 : 3,
          class: i === hovered ? "ia-point here" : "ia-point",
        }),
      );
      const ends = points.length > 0 ? endsOf(across, down) : [];
      element.replaceChildren(...axes(scatterWords.across(scene.indicator)), ...ends, ...dots);
      setAttribute(element, "aria-label", scatterWords.label(points.length, scene.indicator));
    },
  };
}

const axes = (name: string): SVGElement[] => [
  svg("line", { x1: PAD, x2: WIDTH - RIGHT, y1: HEIGHT - PAD, y2: HEIGHT - PAD, class: "axis-line" }),
  svg("line", { x1: PAD, x2: PAD, y1: TOP, y2: HEIGHT - PAD, class: "axis-line" }),
  svg("text", { x: WIDTH - RIGHT, y: HEIGHT - PAD + 28, "text-anchor": "end", class: "axis-text" }, name),
  svg("text", { x: 2, y: 9, class: "axis-text" }, scatterWords.down),
];

/** The numbers at the ends of the axes. */
const endsOf = (across: number, down: number): SVGElement[] => [
  svg("text", { x: WIDTH - RIGHT, y: HEIGHT - PAD + 14, "text-anchor": "end", class: "axis-text" }, tick(across)),
  svg("text", { x: PAD - 4, y: 24, "text-anchor": "end", class: "axis-text" }, tick(down)),
  svg("text", { x: PAD, y: HEIGHT - PAD + 14, class: "axis-text" }, "0"),
];

/** What the positions of lanes are: patches squeezed to the width of a key, or names of classes where they fit. */
import { html, style } from "../../../../marks/element.ts";
import { paintTokenStrip } from "../../../../marks/token-strip.ts";
import { type Across, leftOf, middleOf } from "../../figures/across.ts";
import { type Lane, lane } from "../../figures/lanes.ts";
import type { Setting } from "../../operation.ts";
import { axis } from "./words.ts";
import type { SoftmaxWork } from "./work.ts";

export interface KeyAxis {
  readonly element: HTMLElement;
  readonly lane: Lane;
  draw(setting: Setting, made: SoftmaxWork, shape: Across): void;
}

const HEIGHT = 16;
/** The narrowest column that a class name is written below. */
const NAME_FROM = 38;
/** Room for a name that stands alone. */
const ALONE = 96;

export function keyAxis(): KeyAxis {
  const own = lane("plain", "axis");
  const canvas = html("canvas", { class: "strip-canvas", "aria-hidden": "true" });
  const names = html("div", { class: "axis-names", "aria-hidden": "true" });
  own.clip.prepend(canvas);
  own.plot.append(names);
  return {
    element: own.element,
    lane: own,
    draw(setting, made, shape) {
      own.size(shape.width, HEIGHT);
      own.veil(Infinity);
      canvas.hidden = made.isOverClasses;
      own.name(...axis(made, setting.grid));
      names.replaceChildren(...(made.isOverClasses ? labels(made, shape) : []));
      if (made.isOverClasses || !made.pixels) return;
      const prefixColour = getComputedStyle(own.element).getPropertyValue("--cls");
      const strip = { axis: "key", direction: "across", length: shape.width, thickness: HEIGHT, prefixColour } as const;
      paintTokenStrip(canvas, made.pixels, setting.grid, strip, devicePixelRatio);
      style(canvas, { width: `${shape.width}px`, height: `${HEIGHT}px` });
    },
  };
}

/** Every name below its column, or, where columns are narrow, those of the largest and of the chosen one. */
function labels(made: SoftmaxWork, shape: Across): HTMLElement[] {
  const fits = shape.unit >= NAME_FROM;
  const apart = Math.abs(leftOf(shape, made.maximumAt) - leftOf(shape, made.column)) > ALONE;
  const few = apart ? [made.maximumAt, made.column] : [made.column];
  return (fits ? made.names.map((_, i) => i) : few).map((i) => {
    const name = made.names[i]!;
    const label = html("span", { title: name, class: i === made.column ? "chosen" : "" }, name);
    const width = fits ? shape.unit : ALONE;
    const left = middleOf(shape, i) - width / 2;
    style(label, { left: `${Math.max(0, Math.min(shape.width - width, left))}px`, width: `${width}px` });
    return label;
  });
}

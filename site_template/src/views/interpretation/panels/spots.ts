/** Some patches outlined on a small picture. */
import { html, style } from "../../../marks/element.ts";
import { pictureFrame } from "../../../marks/picture.ts";
import { placeOf } from "../../../maths/tokens.ts";
import { shownOf } from "../../../page/seen.ts";
import type { Scene } from "../scene.ts";

export interface Spots {
  readonly element: HTMLElement;
  /** Outlines these patches. */
  update(scene: Scene, patches: readonly number[]): void;
}

export function onPictureSpots(): Spots {
  const { frame, show } = pictureFrame();
  const layer = html("div", { class: "ip-spots" });
  frame.append(layer);
  frame.classList.add("ip-small");
  frame.setAttribute("aria-hidden", "true");
  let drawn = "";
  return {
    element: frame,
    update(scene, patches) {
      show(shownOf(scene));
      const { grid } = scene;
      const key = `${grid.rows} ${grid.columns}:${patches.join()}`;
      if (key === drawn) return;
      drawn = key;
      const [width, height] = [100 / grid.columns, 100 / grid.rows];
      layer.replaceChildren(
        ...patches.map((patch) => {
          const spot = html("span", { class: "ip-spot" });
          const [row, column] = placeOf(grid, patch);
          style(spot, {
            width: `${width}%`,
            height: `${height}%`,
            left: `${column * width}%`,
            top: `${row * height}%`,
          });
          return spot;
        }),
      );
    },
  };
}

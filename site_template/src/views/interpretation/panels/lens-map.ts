/** The picture with every patch in the colour of the class that it would say, as strong as it is sure of it. */
import { html, style, svg } from "../../../marks/element.ts";
import { patchGrid } from "../../../marks/patch-grid.ts";
import { pictureFrame } from "../../../marks/picture.ts";
import { placeOf } from "../../../maths/tokens.ts";
import { onHeld } from "../../../page/keyboard.ts";
import { shownOf } from "../../../page/seen.ts";
import type { Scene } from "../scene.ts";

export interface Said {
  /** Number of its colour, 0 to 7; null for the classes that share the last, grey one. */
  readonly hue: number | null;
  readonly probability: number;
}

export interface LensMap {
  readonly element: HTMLElement;
  show(scene: Scene, patches: readonly Said[], label: string): void;
  /** Outlines a patch, as the pointer does. */
  mark(patch: number | null): void;
  /** Shows the patches that say one class alone; null those that share the last colour, nothing shows all. */
  only(hue: number | null | undefined): void;
  destroy(): void;
}

/** Opacity of a probability: by its root, since most are small and their classes are still to be told apart. */
export const strengthOf = (probability: number): number => 0.95 * Math.sqrt(Math.min(1, Math.max(0, probability)));

export function lensMap(onHover: (patch: number | null) => void, onPick: (patch: number) => void): LensMap {
  const { frame, show } = pictureFrame();
  const layer = svg("svg", { class: "ip-lens-layer", preserveAspectRatio: "none", "aria-hidden": "true" });
  let prefix = 0;
  const grid = patchGrid({
    onPick: () => undefined,
    onHover: (token) => onHover(token === null ? null : token - prefix),
  });
  grid.element.addEventListener("click", (event) => {
    const token = (event.target as HTMLElement).dataset["token"];
    if (token !== undefined) onPick(Number(token) - prefix);
  });
  frame.append(layer, grid.element);
  frame.classList.add("ip-map");
  const stop = onHeld("h", (held) => frame.classList.toggle("bare", held));
  return {
    element: html("div", { class: "ip-lens-map", "data-part": "lens-map" }, frame),
    show(scene, patches, label) {
      prefix = scene.grid.prefix;
      show(shownOf(scene));
      grid.shape(scene.grid);
      grid.element.setAttribute("aria-label", label);
      const { rows, columns } = scene.grid;
      layer.setAttribute("viewBox", `0 0 ${columns} ${rows}`);
      // The colours of the photo are not those of the classes: it steps back behind a veil.
      layer.replaceChildren(
        svg("rect", { width: columns, height: rows, class: "ip-veil" }),
        ...patches.map(({ hue, probability }, i) => {
          const [y, x] = placeOf(scene.grid, i);
          const cell = svg("rect", {
            x,
            y,
            width: 1,
            height: 1,
            class: `ip-hue ip-hue-${hue ?? "rest"}`,
            "data-hue": hue ?? "rest",
          });
          style(cell, { opacity: strengthOf(probability).toFixed(3) });
          return cell;
        }),
      );
    },
    destroy: stop,
    mark: (patch) => grid.hover(patch === null || patch < 0 ? null : patch + prefix),
    only(hue) {
      for (const cell of layer.querySelectorAll<SVGElement>(".ip-hue"))
        cell.classList.toggle("ip-dim", hue !== undefined && cell.dataset["hue"] !== String(hue ?? "rest"));
    },
  };
}

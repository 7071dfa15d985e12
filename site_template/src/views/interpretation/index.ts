/** The view "Interpretation": what becomes like a reference, and where it looks, block by block. */
import { blockFrame } from "../../figures/blocks/frame.ts";
import { followBlocks } from "../../figures/blocks/run-data.ts";
import { gridOf } from "../../hooks/sizes.ts";
import { referencesOf, toggled } from "../../maths/reference.ts";
import type { Context, View } from "../../page/context.ts";
import { headingOf, paragraphsBeside } from "./beside.ts";
import { controls } from "./controls.ts";
import { curves } from "./curves.ts";
import { largeMap } from "./large.ts";
import { multiples } from "./multiples.ts";
import { PANELS } from "./panels/index.ts";
import { reader } from "./reading.ts";
import { RECIPE } from "./recipe.ts";
import type { Scene } from "./scene.ts";
import { sceneOf } from "./staging.ts";
import { originWords } from "./words/figures.ts";

export function interpretation(root: HTMLElement, context: Context): View {
  const loader = followBlocks(context, RECIPE, () => frame.draw());
  const reading = reader();
  const large = largeMap(context, reading);
  const blocks = multiples(context, reading);
  const curve = curves(context, () => blocks.columns);
  const frame = blockFrame<Scene, readonly number[]>(context, {
    name: "interpretation",
    words: { ...originWords, title: headingOf, beside: (scene) => paragraphsBeside(context, scene) },
    loader,
    tried: () => triedOf(context),
    scene: (pixels, tried) => sceneOf(context, context.store.state, loader.data, pixels, tried),
    controls: controls(context),
    figures: [large, blocks, curve],
    large: large.element,
    side: [blocks.element, curve.element],
    panels: PANELS.map((make) => make(context, loader.data)),
    reading: reading.element,
    bare: large.bare,
  });
  root.replaceChildren(frame.element);
  return { update: frame.draw, destroy: frame.destroy };
}

/** A token under the pointer on the picture is tried out as the reference, or as one more. */
function triedOf({ pointed, store, session }: Context): readonly number[] | null {
  if (pointed.token === null || !pointed.onPicture) return null;
  const grid = gridOf(session.model().config);
  const chosen = referencesOf(store.state, grid);
  if (chosen.includes(pointed.token)) return null;
  const isAdding = document.querySelector('[data-part="add-patches"][aria-pressed="true"]') !== null;
  return chosen.length > 1 && isAdding ? toggled(chosen, pointed.token, grid) : [pointed.token];
}

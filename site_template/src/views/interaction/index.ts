/** The view "Interaction": which patch takes from which, and whether the model can do without the rest. */
import { createActs } from "../../edits/acts.ts";
import { createEditedRuns } from "../../edits/run.ts";
import { blockFrame } from "../../figures/blocks/frame.ts";
import { followBlocks } from "../../figures/blocks/run-data.ts";
import { gridOf } from "../../hooks/sizes.ts";
import { html } from "../../marks/element.ts";
import type { Context, View } from "../../page/context.ts";
import { onUndo } from "../../page/keyboard.ts";
import { wordsBeside } from "./beside.ts";
import { controls } from "./controls.ts";
import { cutPanel } from "./cut/panel.ts";
import { depth } from "./depth.ts";
import { createMeasure } from "./effect/measure.ts";
import { effectPanel } from "./effect/panel.ts";
import { experimentPanel } from "./experiment/panel.ts";
import { largeFigure } from "./large/index.ts";
import { indicatorMatrix } from "./matrix/index.ts";
import { multiples } from "./multiples.ts";
import { createPlanner } from "./plan.ts";
import { reader } from "./reading.ts";
import { RECIPE } from "./recipe.ts";
import { type Scene, sceneOf } from "./scene.ts";
import { patchOf } from "./settings.ts";
import { strip } from "./strip.ts";
import { headingOf } from "./titles.ts";
import { originWords } from "./words/figure.ts";

/** Milliseconds by which words and panels are behind: nothing that is dragged waits for them. */
const LATER = 80;

export function interaction(root: HTMLElement, context: Context): View {
  const { store, session } = context;
  const acts = createActs(context);
  const reading = reader();
  const loader = followBlocks(context, RECIPE, () => frame.draw());
  const [large, blocks] = [largeFigure(context, acts, reading), multiples(context, reading)];
  const matrix = indicatorMatrix(context);
  const walk = depth(context, { between: large.between, passing: blocks.passing, draw: () => frame.draw() });
  const edited = editedParts(context, acts, () => frame.scene);
  const measure = createMeasure(session, () => frame.scene && effect.update(frame.scene));
  const effect = effectPanel(context, measure);
  const frame = blockFrame<Scene, number>(context, {
    name: "interaction",
    words: { ...originWords, title: headingOf, beside: (scene) => wordsBeside(context, scene) },
    loader,
    tried: () => triedOf(context),
    scene: (pixels, tried) => sceneOf(context, store.state, loader.data, pixels, tried),
    controls: controls(context),
    figures: [large, blocks, matrix, walk],
    large: html("div", { class: "ia-left" }, large.element, edited.below, walk.element),
    side: [blocks.element, matrix.element],
    panels: [edited.panel, effect, experimentPanel(context)],
    reading: reading.element,
    bare: large.bare,
    later: LATER,
    settled: edited.follow,
  });
  const stopUndo = onUndo(() => acts.canUndo, acts.undo);
  root.replaceChildren(frame.element);
  return {
    update(state, previous) {
      walk.follow(state, previous);
      frame.draw();
    },
    destroy() {
      stopUndo();
      frame.destroy();
      edited.destroy();
      measure.destroy();
    },
  };
}

/** What the edits do: while they are dragged, this is all that has to keep up, beside the figure itself. */
function editedParts(context: Context, acts: ReturnType<typeof createActs>, shown: () => Scene | null) {
  const plan = createPlanner();
  const runs = createEditedRuns(context.session, answer);
  const [cut, below] = [cutPanel(context, acts), strip(context, acts)];

  function answer(): void {
    const scene = shown();
    if (!scene || scene.passing) return;
    const planned = plan(scene);
    cut.update(scene, planned, runs);
    below.update(scene, planned, runs);
  }

  return {
    below: below.element,
    // It is drawn at once, with the figure, and not when the other panels are.
    panel: { element: cut.element, update: () => undefined, destroy: () => undefined },
    follow(scene: Scene): void {
      runs.follow(scene.contract, plan(scene));
      answer();
    },
    destroy: runs.destroy,
  };
}

/** A patch under the pointer on the picture is tried out: the figure follows, the words wait. */
function triedOf({ pointed, store, session }: Context): number | null {
  const grid = gridOf(session.model().config);
  if (pointed.token === null || !pointed.onPicture || pointed.token < grid.prefix) return null;
  const patch = pointed.token - grid.prefix;
  return patch === patchOf(store.state, grid) ? null : patch;
}

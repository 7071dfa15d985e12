/** The views that exist, in the order of the tabs. The code of the first comes with the page, that of each other is a part of its own. */
import type { Hook } from "../data/manifest.ts";
import type { ViewFactory } from "../page/context.ts";
import { overview } from "../views/overview/index.ts";

export interface ViewEntry {
  readonly id: string;
  readonly title: string;
  /** One or two sentences for the help. */
  readonly about: string;
  /** Keys of its own, and what they do. */
  readonly keys: readonly (readonly [key: string, what: string])[];
  load(): Promise<ViewFactory>;
}

export const VIEWS: readonly ViewEntry[] = [
  {
    id: "overview",
    title: "Overview",
    about:
      "The whole model as one diagram, with your picture going through it. Zoom in, unfold a block into its parts, and follow any box to its tensor.",
    keys: [
      ["← ↑ → ↓", "on the diagram: the neighbouring box; zoomed in, another part of it"],
      ["+  −  0", "on the diagram: closer, further away, the whole"],
      ["Esc", "fold the open block"],
    ],
    load: async () => overview,
  },
  {
    id: "background",
    title: "Background",
    about:
      "The concepts behind the model and how they hang together. Read one with its formula, its code and the numbers of your picture, or let a path lead you to it.",
    keys: [
      ["← ↑ → ↓", "on the graph: along a link to the next concept; Enter reads it"],
      ["+  −  0", "on the graph: closer, further away, the whole"],
      ["[ and ]", "the step before and after on a learning path"],
    ],
    load: async () => (await import("../views/background/index.ts")).background,
  },
  {
    id: "detail",
    title: "Detail",
    about:
      "Every operation of the forward pass on its own page, worked out number by number on your picture. Play it, step through it, and pick the patch, the head and the feature.",
    keys: [
      ["← →", "a step of the animation back and on"],
      ["Space", "play and pause"],
      ["[ and ]", "the operation before and after, in the order of the forward pass"],
      ["A", "the same operation in the next block"],
    ],
    load: async () => (await import("../views/detail/index.ts")).detail,
  },
  {
    id: "interpretation",
    title: "Interpretation",
    about:
      "What becomes like CLS, or like a patch that you pick, block by block; beside it where the model looks, and how well each map finds the object.",
    keys: [
      ["Shift and a click", "on the picture: add a patch to the reference, or take it out; drag for a region"],
      ["← → ↑ ↓", "on a small map: the block and the method beside it; on the legend’s handle: the threshold"],
      ["Space", "on the picture of the brush: add the patch, or take it out"],
      ["H, held down", "hide the map on the picture"],
    ],
    load: async () => (await import("../views/interpretation/index.ts")).interpretation,
  },
  {
    id: "interaction",
    title: "Interaction",
    about:
      "Which patches a patch takes from, its window, and who reads it, block by block. Cut windows, edges or patches away: the model runs again, and you see what it can do without.",
    keys: [
      [
        "← → ↑ ↓",
        "on an edge of the window: move it; on a small map: the block and what is shown; on the figure: read a patch",
      ],
      ["Space", "on the picture of what is removed: remove the patch, or bring it back"],
      ["Ctrl Z", "undo the last edit"],
      ["H, held down", "hide the map on the picture"],
    ],
    load: async () => (await import("../views/interaction/index.ts")).interaction,
  },
  {
    id: "tensors",
    title: "Tensors",
    about:
      "Every tensor of the forward pass, one at a time. Choose one in the map, a patch on the picture and a value in the figure: all of its numbers can be read and saved.",
    keys: [
      ["← ↑ → ↓", "on a heatmap or its numbers: the neighbouring value"],
      ["Page ↑ ↓, Home, End", "on a heatmap: ten rows; the first and the last value of the row"],
      ["[ and ]", "the tensor before and after, in the order of the forward pass"],
      ["H, held down", "hide the overlay on the picture"],
    ],
    load: async () => (await import("../views/tensors/index.ts")).tensors,
  },
];

/** The view that an address names; the first one where it names none that exists. */
export const viewOf = (id: string, views: readonly ViewEntry[] = VIEWS): ViewEntry =>
  views.find((view) => view.id === id) ?? views[0]!;

/** What a tensor is called in words. */
export type NameOf = (hook: Hook) => string;

/** Where the words cannot be loaded, their own names have to do. */
export const hookNames = (): Promise<NameOf> =>
  import("../hooks/words.ts").then(
    ({ nameOf }) => nameOf,
    () =>
      ({ name }) =>
        name,
  );

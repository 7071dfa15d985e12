/** What the help says: the page, each view, and the keys. */

export type Keys = readonly (readonly [key: string, what: string])[];

export const HELP = {
  title: "Help",
  about:
    "A Vision Transformer runs in this page, on the picture that you choose. " +
    "The picture stays in its place in every view; " +
    "pick a patch on it, and all figures show what the model holds there.",
  address:
    "The address holds all that you see: copy the link, and whoever opens it sees the same. " +
    "Export, below the figures, saves any figure as SVG or PNG and any tensor as CSV or NPY.",
  keys: "Keys",
  everywhere: "everywhere",
  inspector: "Inspector",
  made: "This page is made with the work of others: ",
  notices: "whose, and under which licences",
  close: "Close",
} as const;

/** Said where the models of a site differ in what their heads read. */
export const WHAT_IS_READ = "what the head reads";

/** Keys that do the same in every view. @param read what the head reads, such as "CLS". */
export const everywhere = (read: string): Keys => [
  ["Tab", "to the next control, in reading order"],
  ["← ↑ → ↓", "on the picture: the neighbouring patch; among the pictures: the neighbouring one"],
  ["/", "search; then ↑ ↓ choose a result, Enter opens it, Esc leaves"],
  ["C", `choose ${read}`],
  ["M", "swap the original and what the model sees"],
  ["?", "this help"],
];

/** Keys of the inspector, which opens over any view. */
export const INSPECTOR: Keys = [
  ["← ↑ → ↓", "the neighbouring number; Page up and Page down: ten rows"],
  ["+ − 0", "on the matrix: nearer, further, all of it"],
  ["S", "on the numbers: rows in the order of this column; with Shift, columns in the order of this row"],
  ["Esc", "back to the view"],
];

export type ViewName = "overview" | "background" | "detail" | "interpretation" | "interaction" | "tensors";

/** Each view: its name, one or two sentences, and keys of its own. */
export interface ViewWords {
  readonly title: string;
  /** @param read what the head reads, such as "CLS". */
  readonly about: (read: string) => string;
  readonly keys: Keys;
}

export const VIEWS: Readonly<Record<ViewName, ViewWords>> = {
  overview: {
    title: "Overview",
    about: () =>
      "The whole model as one diagram, with your picture going through it. " +
      "Zoom in, unfold a block into its parts, and follow any box to its tensor.",
    keys: [
      ["← ↑ → ↓", "on the diagram: the neighbouring box; zoomed in, another part of it"],
      ["+  −  0", "on the diagram: closer, further away, the whole"],
      ["Esc", "fold the open block"],
    ],
  },
  background: {
    title: "Background",
    about: () =>
      "The concepts behind the model and how they hang together. " +
      "Read one with its formula, its code and the numbers of your picture, or let a path lead you to it.",
    keys: [
      ["← ↑ → ↓", "on the graph: along a link to the next concept; Enter reads it"],
      ["+  −  0", "on the graph: closer, further away, the whole"],
      ["[ and ]", "the step before and after on a learning path"],
    ],
  },
  detail: {
    title: "Detail",
    about: () =>
      "Every operation of the forward pass on its own page, worked out number by number on your picture. " +
      "Play it, step through it, and pick the patch, the head and the feature.",
    keys: [
      ["← →", "a step of the animation back and on"],
      ["Space", "play and pause"],
      ["[ and ]", "the operation before and after, in the order of the forward pass"],
      ["A", "the same operation in the next block"],
    ],
  },
  interpretation: {
    title: "Interpretation",
    about: (read) =>
      `What becomes like ${read}, or like a patch that you pick, block by block; ` +
      "beside it where the model looks, and how well each map finds the object.",
    keys: [
      ["Shift and a click", "on the picture: add a patch to the reference, or take it out; drag for a region"],
      ["← → ↑ ↓", "on a small map: the block and the method beside it; on the legend’s handle: the threshold"],
      ["Space", "on the picture of the brush: add the patch, or take it out"],
      ["H, held down", "hide the map on the picture"],
    ],
  },
  interaction: {
    title: "Interaction",
    about: () =>
      "Which patches a patch takes from, its window, and who reads it, block by block. " +
      "Cut windows, edges or patches away: the model runs again, and you see what it can do without.",
    keys: [
      [
        "← → ↑ ↓",
        "on an edge of the window: move it; on a small map: the block and what is shown; on the figure: read a patch",
      ],
      ["Space", "on the picture of what is removed: remove the patch, or bring it back"],
      ["Ctrl Z", "undo the last edit"],
      ["H, held down", "hide the map on the picture"],
    ],
  },
  tensors: {
    title: "Tensors",
    about: () =>
      "Every tensor of the forward pass, one at a time. Choose one in the map, a patch on the picture " +
      "and a value in the figure: all of its numbers can be read and saved.",
    keys: [
      ["← ↑ → ↓", "on a heatmap or its numbers: the neighbouring value"],
      ["Page ↑ ↓, Home, End", "on a heatmap: ten rows; the first and the last value of the row"],
      ["[ and ]", "the tensor before and after, in the order of the forward pass"],
      ["H, held down", "hide the overlay on the picture"],
    ],
  },
};

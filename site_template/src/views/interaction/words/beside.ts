/** The words beside the figure: what is seen on this picture, with its own numbers, and what it is for. */
import type { Box } from "../../../maths/interaction/boxes.ts";
import type { Indicator } from "../../../maths/interaction/indicators.ts";
import { areaWords, INDICATOR_WORDS, share, wayWords } from "./figure.ts";

/** A piece of a paragraph: plain words, words that stand out, a concept, a page elsewhere. */
export type Piece =
  | string
  | { readonly strong: string }
  | { readonly concept: string; readonly text: string }
  | { readonly href: string; readonly text: string };

export type Paragraph = readonly Piece[];

export const windowWords = {
  bright: (patch: string, block: number, indicator: Indicator): Paragraph => [
    "Bright patches are those that ",
    { strong: patch },
    ` takes much from in block ${block}: the `,
    { concept: "patch-interaction", text: "interaction" },
    `, ${INDICATOR_WORDS[indicator].long}.`,
  ],
  dots: (count: number, k: number, kText: string): Paragraph => [
    { strong: count === 1 ? "1 dot" : `${count} dots` },
    ` ${count === 1 ? "marks" : "mark"} what stands out: ` +
      `${k === 1 ? "a standard deviation" : `${kText} standard deviations`} or more above the mean of this row.`,
  ],
  own: (patch: string, block: number, box: Box, count: number): Paragraph => [
    "The solid box is ",
    { strong: "your window" },
    `: ${areaWords(box, count)}. In block ${block}, ${patch} reads nothing outside of it. ` +
      "Below you see what that does.",
  ],
  adaptive: (box: Box, count: number): Paragraph => [
    "The box is the smallest that holds it and every dot, its ",
    { concept: "adaptive-window", text: "adaptive window" },
    `: ${areaWords(box, count)}.`,
  ],
  average: (area: number): Paragraph => [
    `Over all patches, the windows of this block take ${share(area)} of the grid on average. ` +
      "Drag an edge, or restrict all patches to their windows below: the model runs again.",
  ],
  /** What makes a window the whole grid, or one patch, and is no finding. */
  oneHead:
    "This model has one head, so heads cannot differ: the standard deviation is 0 for every pair, " +
    "all patches reach the mean, and every window is the whole grid. Choose another indicator.",
  allAlike: "All numbers of this row are the same: all of them reach the mean, and the window is the whole grid.",
  alone: "No other patch stands out at this k: the window is the patch alone. ",
};

export const fieldWords = {
  question: [
    "The question turned round: who reads a patch? Its ",
    { concept: "responsive-field", text: "responsive field" },
    " are all patches whose ",
    { concept: "adaptive-window", text: "window" },
    " holds it; bright patches have large ones.",
  ] as Paragraph,
  size: (patch: string, size: number, count: number, median: number): Paragraph => [
    { strong: patch },
    ` lies in ${Math.round(size * count)} of ${count} windows, ${share(size)}; ` +
      `the line encloses those patches. The median patch has ${share(median)}.`,
  ],
  least: [
    "Patches with the smallest fields, summed over blocks, are the least responsive. " +
      "Can the model do without them? Remove them below.",
  ] as Paragraph,
};

export const flowWords = {
  arrows: [
    "Each arrow leads from a patch to the middle of all patches that take from it, each weighted by how much: the ",
    { concept: "responsive-field", text: "tendency" },
    " of its responsive field.",
  ] as Paragraph,
  own: (patch: string, down: number, across: number): Paragraph => [
    { strong: patch },
    ` is read, on average, from ${wayWords(down, across)}.`,
  ],
  geometry: [
    "Near the edge of the picture arrows tend inwards by geometry alone: " +
      "if all took the same, every arrow would point at the centre of the grid.",
  ] as Paragraph,
};

export const definitions: Paragraph = [
  "The idea is that of ",
  { href: "https://arxiv.org/abs/2203.05922", text: "Ma et al., 2023" },
  "; the definitions are this project’s own.",
];

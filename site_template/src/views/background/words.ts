/** What the view "Background" says: around the graph, on the way through it, and beside a concept. */

// Around the graph

export const GRAPH = {
  figure: "Graph of concepts",
  spoken: (concepts: number) =>
    `Graph of ${concepts} concepts. Arrow keys follow the links, Enter opens a concept, plus and minus zoom. ` +
    "The same is below as a list.",
  onPath: (title: string, step: number) => `${title}, step ${step} of the path`,
  show: "Show the graph",
  fold: "Fold the graph away",
  hint:
    "Point at a concept to see what it is and what it is linked with; " + "the wheel or + and − zoom, drag to move.",
  touchHint: "Touch a concept to read it and to see what it is linked with; two fingers zoom.",
} as const;

export const SEARCH = {
  label: "Find a concept",
  count: (found: number, all: number) => `${found} of ${all}`,
  found: (found: number, all: number) => `${found} of ${all} concepts`,
} as const;

export const LINKS = { group: "Links drawn", title: "links", needs: "needs", all: "all four" } as const;
export const ZOOM = {
  group: "Zoom",
  in: "Zoom in",
  out: "Zoom out",
  whole: "Show the whole graph",
  wholeSign: "whole",
} as const;

/** What the lines mean. */
export const KEY = {
  title: "What the lines mean",
  needs: "comes before what needs it",
  part_of: "is part of",
  feeds: "feeds",
  see: "see also",
} as const;

/** How a concept is linked with others, from its own side and from theirs. */
export const RELATIONS = {
  needs: "needs",
  neededFor: "needed for",
  partOf: "part of",
  madeOf: "made of",
  feeds: "feeds",
  fedBy: "fed by",
  see: "see also",
} as const;

export const LIST = {
  all: (concepts: number) => `All ${concepts} concepts and their links, in words`,
  found: (found: number, all: number) => `${found} of ${all} concepts found`,
  nothing: "No concept has these words.",
  noLinks: "No links.",
  links: (relations: readonly string[]) => `${capital(relations.join("; "))}.`,
} as const;

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

// Ways in, and the way along

/** What most people come with, and the concept whose path answers it. */
export const QUESTIONS: readonly (readonly [question: string, concept: string])[] = [
  ["How does a picture become numbers?", "token"],
  ["How do query, key and value interact?", "self-attention"],
  ["How does the model come to its answer?", "class-probabilities"],
  ["What does it mean that two patches are alike?", "cosine-similarity"],
];

export const INTRODUCTION = {
  title: "What to know, and in which order",
  none: "No concepts on this site",
  about: (concepts: number) =>
    `${concepts} concepts, from the picture to the answer and on to reading the model. ` +
    "An arrow leads from what you need to know to what builds on it. " +
    "Each concept has its formula, code that runs, and its step on the numbers of the chosen picture.",
  aboutNone: "Whoever built it left them out. The tensors and the pictures are all there.",
  ways: "Ways in",
  steps: (steps: number) => `${steps} steps`,
} as const;

export const PATH = {
  label: (goal: string) => `Learning path to ${goal}`,
  /** @param at the step that is read, from 0; below that while none is. */
  title: (goal: string, at: number, steps: number) =>
    `Path to ${goal}, ${at < 0 ? `${steps} steps` : `step ${at + 1} of ${steps}`}`,
  leave: "Leave the path",
  before: (title: string) => `‹ ${title}`,
  next: (title: string) => `${title} ›`,
  begin: (title: string) => `Begin with ${title} ›`,
  begun: (steps: number) => `Path of ${steps} steps`,
} as const;

// Beside a concept

export const ARTICLE = {
  waiting: "Fetching the text.",
  inFull: "In full",
  path: (steps: number) => `Learning path to here, ${steps} steps`,
  noPath: "Needs nothing else: a place to start",
  noText: "This concept has no text yet.",
  question: "Check yourself",
  answer: "Show the answer",
  failed: "The texts could not be loaded",
  retry: "Try again",
  announced: (title: string, summary: string) => `${title}: ${summary}`,
} as const;

export const CODE = {
  label: "Code",
  copy: "Copy",
  copied: "Copied",
  refused: "Select and copy by hand",
  announceCopied: "Code copied",
  announceRefused: "The browser does not allow copying here",
} as const;

/** Where a concept is met in the model: links, and what stands between them. */
export const MET = {
  start: "Show me in the model:",
  ofBlock: (block: number, isMore: boolean) => ` of block ${block}${isMore ? "," : ""}`,
  or: ", or ",
  blockInOverview: (block: number) => `block ${block} in the overview`,
  overview: "the overview",
  interaction: "on your picture, to be cut",
} as const;

/** Where the numbers of a concept come from. */
export const NUMBERS = {
  live: (picture: string) => `Live: computed in this page, on “${picture}”.`,
  precomputed: "Precomputed with PyTorch, until the model has run in this page.",
  precomputedFor: (failure: string) => `Precomputed with PyTorch. ${failure}`,
  none: (failure: string) => `No numbers: ${failure}`,
  awaited: "The numbers come as soon as the model has run in this page.",
  unread: "The numbers could not be read; choose the picture again.",
  unknown: "…",
  source: (taken: string, place: string) => `${taken} of ${place}`,
} as const;

/** What the page says around its views: header, picture, prediction, status line, dialogs. The views' own: `words/`. */
import type { Size } from "../hooks/sizes.ts";
import { parameters, percent } from "../maths/numbers.ts";
import type { State } from "../state/table.ts";

// Header and views

export const THEME = {
  names: { auto: "auto", light: "light", dark: "dark" },
  label: (now: string) => `Theme: ${now}`,
  spoken: (now: string, next: string) => `Theme: ${now}. Press for ${next}`,
} as const;

export const MODEL = {
  label: "Model",
  source: (source: string, architecture: string) => `${source}, ${architecture}`,
} as const;

export const MOUNTING = {
  title: (view: string, site: string) => `${view} – ${site}`,
  shown: (view: string) => `${view} is shown`,
  failed: (view: string) => `${view} cannot be shown`,
  reason: (message: string) => `${message}. The other views still work.`,
  retry: "Try again",
  close: "Close",
  inspector: "The inspector",
  start: "The way in",
} as const;

// Picture

/** The two ways to see the picture. */
export const WAYS: Readonly<Record<State["see"], string>> = {
  original: "Original",
  model: "What the model sees",
};

export const PICTURE = {
  unshown: "This picture cannot be shown. Choose another one.",
  later: "What the model sees comes as soon as it has run.",
  lost: "The model’s own pixels could not be loaded. This is the original.",
  cut: ", cut",
  squeezed: ", squeezed",
  sizes: (image: Size, patches: Size) => `To the model: ${across(image)} pixels, ${across(patches)} patches.`,
  pick: (isMore: boolean) => `Pick a patch${isMore ? ", or " : "."}`,
  howBefore: "Drag over a region; Shift and a click, or ",
  howAfter: ", for several.",
  add: "add more",
  stopAdding: "stop adding",
  reference: (name: string) => `Reference: ${name}`,
  showLarge: (way: string) => `${way}: show it large`,
} as const;

/** On one line wherever it stands. */
const across = ({ width, height }: Size) => `${width}\u00a0×\u00a0${height}`;

/** What becomes of a picture's shape before the model sees it. */
export interface Fitted {
  readonly squeezed: "no" | "sideways" | "downwards";
  /** Share of the picture that is seen, where that is less than all. */
  readonly seen: number | null;
  readonly padded: boolean;
}

/** A sentence; nothing for a picture that the model sees whole and in its own shape. */
export function fittedText({ squeezed, seen, padded }: Fitted): string {
  const isSqueezed = squeezed !== "no";
  if (!isSqueezed && seen === null && !padded) return "";
  const cut = seen === null ? "" : `only the middle of this picture, ${Math.round(seen * 100)}\u00a0% of it`;
  const whole = cut || (isSqueezed ? "all of this picture" : "this picture");
  const shape = isSqueezed ? [`squeezed from ${squeezed === "sideways" ? "the sides" : "above and below"}`] : [];
  return `The model sees ${[whole, ...shape].join(", ")}${padded ? ", and black where it does not reach" : ""}.`;
}

// Gallery

export const GALLERY = {
  own: "It stays in this page and is gone when you leave.",
  hard: ", hard on purpose",
  predicted: (label: string, share: number) => `. Predicted: ${label}, ${percent(share)} %`,
  unnamedClass: (index: number) => `class ${index}`,
} as const;

/** Kinds of pictures: a short label, and what it means. */
export const KINDS: Readonly<Record<State["kind"], { readonly label: string; readonly meaning: string }>> = {
  all: { label: "all", meaning: "Every picture" },
  one: { label: "one thing", meaning: "Pictures of one thing" },
  several: { label: "several", meaning: "Pictures of two things or more" },
  hard: { label: "hard", meaning: "Pictures that are hard on purpose" },
  mistaken: { label: "mistakes", meaning: "Pictures whose first prediction is wrong" },
};

// Prediction

export const PREDICTION = {
  fewer: "fewer",
  more: (classes: number) => (classes >= 10 ? "all ten" : `all ${classes}`),
  announced: (label: string, share: number, verdict: string, source: string) =>
    `Prediction: ${label}, ${percent(share)} per cent. ${verdict ? `${verdict} ` : ""}${source}`,
  precomputedWith: (precomputed: string) => `${precomputed} with PyTorch`,
} as const;

/** Whether the first prediction is among what the picture shows; the first word alone tells. */
export const VERDICT = {
  right: (label: string, others: readonly string[]) =>
    `Right: ${label} is in the picture${others.length === 0 ? "" : `, with ${listed(others)}`}.`,
  wrong: (classes: readonly string[]) => `Wrong: the picture shows ${listed(classes)}.`,
  open: (classes: readonly string[], unknown: readonly string[]) =>
    `The picture shows ${listed(classes)}; the model has no class ${listed(unknown, "or")}.`,
} as const;

const listed = (items: readonly string[], last = "and"): string =>
  items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} ${last} ${items[items.length - 1]}`;

// Status line

export const BACKENDS = {
  label: "What the model computes on",
  before: "computes on ",
  auto: "automatic",
  wasm: "wasm",
  webgl: "WebGL",
  webgpu: "WebGPU",
} as const;

export const STATUS = {
  copyLink: "Copy link",
  linkCopied: "Link copied",
  linkWithout:
    "Link copied, without the picture: your own picture never leaves this page. Whoever opens the link sees the " +
    "same view of a picture of the gallery, until they open the file themselves.",
  linkRefused: "Copy the address above",
  announced: (status: string, hint: string) => `${status}.${hint}`,
  facts: (tokens: number, width: number, blocks: number, heads: number, all: number) =>
    `${tokens} tokens × ${width}, ${blocks} blocks, ${heads} heads, ${parameters(all)} parameters`,
} as const;

export const EXPORT = {
  label: "Export",
  figures: "Figures on screen",
  tensor: "Any tensor of this run",
  numbered: (figure: string, number: number) => `${figure} ${number}`,
  as: (figure: string, kind: string) => `${figure} as ${kind}`,
  early: "Tensors can be saved once the model has run.",
  saved: (file: string) => `Saved ${file}.`,
  failed: (message: string) => `This could not be saved: ${message}`,
  title: (figure: string, picture: string) => `${figure}: ${picture}`,
  description: (view: string, model: string, version: string, address: string) =>
    `${view}, ${model}, elvit ${version}. State of the page: ${address}`,
} as const;

// Search

/** What is found, one and many. */
export const FOUND = {
  concept: ["concept", "concepts"],
  view: ["view", "views"],
  hook: ["tensor", "tensors"],
  class: ["class", "classes"],
} as const;

export const SEARCH = {
  list: "Found",
  nothing: (query: string) => `Nothing is called “${query}”. Try a concept, a tensor such as hook_pattern, or a class.`,
  more: (count: number) => ` and ${count} more: add a word`,
  summary: (counts: readonly string[]) => `${counts.join(", ")}; arrow keys choose, Enter opens`,
  inBlock: (tensor: string, block: string) => `${tensor}, block ${block}`,
  classNote: (index: number) => `class ${index}`,
  /** Words by which all of a sort are found. */
  viewWords: "view",
  tensorWords: "block tensor",
} as const;

// The visitor's own picture

export const OWN = {
  title: "Your image",
  how: "Choose a file or take a picture. You can also drop a picture anywhere on this page, or paste one. ",
  file: "Picture file",
  choose: "Choose a file",
  photo: "Your photo",
  pasted: "Pasted picture",
  stays: "The picture stays in this page: nothing is sent anywhere, and it is gone when you leave.",
  close: "Close",
  drop: "Drop the picture here",
  shown: (title: string) => `${title} is shown`,
  failed: (message: string, hint: string) => `${message}. ${hint}`,
  unreadable: "This file cannot be read.",
  squeezed: (image: Size) => `This model sees the whole picture, squeezed to ${image.width} × ${image.height} pixels.`,
  cut: (image: Size) =>
    `This model sees the middle ${image.width === image.height ? "square" : "part"} of it, ` +
    `at ${image.width} × ${image.height} pixels.`,
} as const;

export const CAMERA = {
  preview: "Live picture of the camera",
  start: "Use the camera",
  take: "Take picture",
  none: "This browser gives no camera to this page. Choose a file instead.",
  failed: "The picture could not be taken. Try again, or choose a file.",
} as const;

/** Why there is no camera, by the name of the browser's error. */
export const NO_CAMERA: Readonly<Record<string, string>> = {
  NotAllowedError: "The camera was refused. Allow it in the browser’s settings for this page, or choose a file.",
  NotFoundError: "This computer has no camera that the browser can find. Choose a file instead.",
  NotReadableError: "Another program is using the camera. Close it and try again.",
};

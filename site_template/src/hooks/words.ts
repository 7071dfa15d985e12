/** What each kind of tensor is, in words: a title, and two or three short paragraphs. `{role|text}` colours a term. */
import type { Hook, Readout } from "../data/manifest.ts";
import { grouped } from "../maths/numbers.ts";
import { kindOf } from "./kinds.ts";

export interface Words {
  /** A phrase that can follow "Block 3: ". */
  readonly title: string;
  readonly paragraphs: readonly string[];
}

const NORMALISED = (reader: string): readonly string[] => [
  "Each row is one token after {norm|LayerNorm}: its own mean is taken away, the result is divided by its {norm|scale}, then every feature gets a learned gain and bias.",
  `Rows that were long or short are now of like size, so that ${reader}.`,
  "No token looks at another here. The {stream|residual stream} itself keeps the values from before.",
];

const SCALE = (source: string): readonly string[] => [
  `One number a token: the standard deviation of its row in the {stream|${source}}, with a small ε inside the root so that it is never 0. {norm|LayerNorm} divides the row by it.`,
  "A large number means that the token’s row is spread wide, often because one or two features are huge. What a block adds to such a token counts for less after the next division.",
];

const KINDS: Readonly<Record<string, Words>> = {
  embed: {
    title: "Every patch becomes a row of numbers",
    paragraphs: [
      "The picture is cut into squares. The pixels of a patch, in three channels, are multiplied with one learned filter for each feature and summed. Row 17 is all that the model knows of patch 17 so far.",
      "Every patch meets the same filters, wherever it lies. Patches that look alike get rows that look alike: compare two pieces of sky.",
      "Pick a feature to see it on the picture. In trained models many of them react to a colour, or to an edge of one direction.",
    ],
  },
  pos_embed: {
    title: "Where each token sits, in learned numbers",
    paragraphs: [
      "One learned row for each position. It does not depend on the picture: choose another one and nothing here changes.",
      "The rows are added to the patches. Without them the model could not tell the picture from the same patches shuffled, because attention treats its tokens as a set.",
      "In trained models neighbouring positions tend to have similar rows (Dosovitskiy et al. 2021, arXiv 2010.11929). {cls|CLS} has a row of its own, although it has no place in the picture.",
    ],
  },
  full_embed: {
    title: "The tokens that enter the first block",
    paragraphs: [
      "Patch rows with {cls|CLS} put in front, plus the positions. {cls|CLS} starts the same for every picture: it has seen nothing yet.",
      "This is where the {stream|residual stream} begins. From here on nothing is replaced, only added to.",
    ],
  },
  resid_pre: {
    title: "The stream as the block finds it",
    paragraphs: [
      "One row a token: everything that the embedding and the blocks before have written, added up. The block reads this and adds to it, twice.",
      "The {stream|residual stream} is the only road from block to block. Whatever a later block knows of the picture went through these numbers.",
      "Stripes down the figure are features that are large for every token. They say little about this picture.",
    ],
  },
  resid_mid: {
    title: "The stream after attention",
    paragraphs: [
      "What came in, plus what {pattern|attention} has written. Compare a row with the same row before: the difference is what the token has learned from others.",
      "The {mlp|MLP} reads this next.",
    ],
  },
  resid_post: {
    title: "The stream as the block leaves it",
    paragraphs: [
      "What came in, plus what {pattern|attention} added, plus what the {mlp|MLP} added. The next block starts from here.",
      "Look at the lengths on the picture, block by block. They usually grow with depth. In large trained models a few tokens grow far beyond the rest: such outliers lie on plain background, where the model seems to use them as notepads (Darcet et al. 2024, arXiv 2309.16588).",
    ],
  },
  scale: { title: "How far each token’s row is spread", paragraphs: SCALE("residual stream") },
  scale_mlp: { title: "How far each token’s row is spread", paragraphs: SCALE("residual stream after attention") },
  normalized: {
    title: "Tokens brought to one scale, for attention",
    paragraphs: NORMALISED(
      "{query|queries}, {key|keys} and {value|values} do not depend on how much has been added to the stream before",
    ),
  },
  normalized_mlp: {
    title: "Tokens brought to one scale, for the MLP",
    paragraphs: NORMALISED("the {mlp|MLP} does not depend on how much has been added to the stream before"),
  },
  q: {
    title: "What each token looks for",
    paragraphs: [
      "Every token’s {norm|normalised} row times a learned matrix. Each head has a matrix of its own, and so its own {query|query} for the token.",
      "A {query|query} means nothing alone. It is compared with the {key|keys} of all tokens, feature by feature: where both are large and of one sign, the match grows.",
    ],
  },
  k: {
    title: "What each token can be found by",
    paragraphs: [
      "Every token’s {norm|normalised} row times another learned matrix of this head. The {key|key} is what {query|queries} are compared with.",
      "{key|Key} and {query|query} of one token differ: what a patch looks for need not be what it is found by.",
    ],
  },
  v: {
    title: "What each token hands on",
    paragraphs: [
      "Every token’s {norm|normalised} row times a third learned matrix of this head. {query|Queries} and {key|keys} decide how much is read; the {value|value} is what is read.",
      "A token with a large {value|value} and little attention contributes little, and the other way round. So the pattern alone does not tell what moved.",
    ],
  },
  scores: {
    title: "How well each query matches each key",
    paragraphs: [
      "Row i, column j: the {query|query} of token i times the {key|key} of token j, summed over the head’s features and divided by √d_head. The division keeps the sums from growing with the number of features.",
      "Scores are compared only within a row. A constant added to a whole row changes nothing after the softmax.",
      "Pick a token: the figure on the picture is its row.",
    ],
  },
  pattern: {
    title: "Who looks at whom",
    paragraphs: [
      "Each row is what one token looks at. It is the softmax of that row of scores: every number is positive and a row sums to 1.",
      "Pick a patch, or {cls|CLS}, and read its row on the picture. Bright columns are tokens that everybody looks at, whatever they look for.",
      "The {pattern|pattern} says how much is read from each token, not what: that is the {value|value}. It is not yet a reason for the answer.",
    ],
  },
  z: {
    title: "The mix of values that each token receives",
    paragraphs: [
      "For each token the {value|values} of all tokens, weighted with its row of the {pattern|pattern} and summed. Here information moves from one place of the picture to another, and nowhere else in the block.",
      "Each head makes a mix of its own. They stand side by side until the next step joins them.",
    ],
  },
  attn_out: {
    title: "What attention adds to the stream",
    paragraphs: [
      "The mixes of all heads in one row, times a learned matrix. Every head can write to every feature of the {stream|residual stream}.",
      "This is added to what the token already had. The length on the picture tells which patches attention changes most in this block.",
    ],
  },
  mlp_pre: {
    title: "What the MLP checks each token for",
    paragraphs: [
      "Each token’s {norm|normalised} row times a learned matrix, up to a wider row. One column is one hidden feature: a direction that the {mlp|MLP} checks every token for.",
      "Above 0 the feature is found, below 0 it is not. The activation that comes next keeps the first and silences most of the second.",
    ],
  },
  mlp_post: {
    title: "What the MLP has found",
    paragraphs: [
      "GELU multiplies each number with the probability that a standard normal variable lies below it. Large positive numbers pass, large negative ones become nearly 0, and small negative ones stay a little below 0, at −0.17 at the most.",
      "In trained models most of the row is close to 0. The few hidden features that are not decide what the {mlp|MLP} writes for this token. Pick a bright column and see on the picture where it is found.",
    ],
  },
  mlp_out: {
    title: "What the MLP adds to the stream",
    paragraphs: [
      "The hidden features times a second learned matrix, back to the width of the stream. Each hidden feature that was found adds its own direction.",
      "The {mlp|MLP} works on each token alone: no number here depends on another token of this step.",
    ],
  },
  final_scale: {
    title: "How far each token’s row is spread at the end",
    paragraphs: SCALE("residual stream after the last block"),
  },
  final_normalized: {
    title: "The tokens after the last normalisation",
    paragraphs: [
      "The {stream|residual stream} after the last block, brought to one scale for the last time.",
      "The head reads only the row of {cls|CLS}, the first one, unless the model averages its patches instead. What the other rows hold no longer counts for the answer.",
    ],
  },
  logits: {
    title: "One number for each class",
    paragraphs: [
      "The final row times one learned row for each {class|class}, plus a bias. The further right a bar ends, the more the model prefers that {class|class}; bars to the left are below 0.",
      "Only differences count: add 5 to every logit and the prediction stays as it is.",
    ],
  },
  probabilities: {
    title: "The answer, one probability for each class",
    paragraphs: [
      "The softmax of the logits: each is exponentiated and divided by the sum of all. They are positive and sum to 1, also for a picture that shows none of the {class|classes}.",
      "A high probability says that this {class|class} fits better than the others the model knows. It does not say how often the model is right.",
    ],
  },
};

/** The field's name for each kind, beside the hook's own. */
const NAMES: Readonly<Record<string, string>> = {
  embed: "patch embedding",
  pos_embed: "position embedding",
  full_embed: "tokens",
  resid_pre: "residual stream",
  resid_mid: "residual stream",
  resid_post: "residual stream",
  scale: "LayerNorm scale",
  scale_mlp: "LayerNorm scale",
  final_scale: "LayerNorm scale",
  normalized: "normalised",
  normalized_mlp: "normalised",
  final_normalized: "normalised",
  q: "query",
  k: "key",
  v: "value",
  scores: "attention scores",
  pattern: "attention pattern",
  z: "mix of values",
  attn_out: "attention output",
  mlp_pre: "MLP, before its activation",
  mlp_post: "MLP, after its activation",
  mlp_out: "MLP output",
  logits: "logits",
  probabilities: "probabilities",
};

/** Where no kind is known, the operation still is. */
const OTHER: readonly string[] = [
  "A tensor of this model’s own, beyond those that every Vision Transformer has. Its formula and its inputs above say how it is made; every number of it can be read here.",
];

const OPS: Readonly<Record<string, string>> = {
  patch_embedding: "filters over patches",
  parameter: "learned, the same for every picture",
  concat_add: "put together and added",
  residual: "handed on",
  residual_add: "added",
  norm_scale: "standard deviation",
  layer_norm: "layer normalisation",
  linear: "matrix product",
  scores: "dot products",
  softmax: "softmax",
  weighted_sum: "weighted sum",
  projection: "heads joined, matrix product",
  activation: "activation",
  head: "matrix product",
};

/** A prefix token as it is said: "CLS", "distillation token", "register 1". */
export function prefixName(token: string): string {
  const register = /^reg(\d+)$/.exec(token);
  if (register) return `register ${register[1]}`;
  return PREFIX_NAMES[token] ?? token;
}

const PREFIX_NAMES: Readonly<Record<string, string>> = { cls: "CLS", dist: "distillation token" };

/** What the head reads, within a sentence. */
export function readName(readout: Readout, prefix: readonly string[]): string {
  const [first, second] = prefix.map(prefixName);
  switch (readout) {
    case "token":
      return first!;
    case "two_heads":
      return `${first} and the ${second}`;
    case "cls_and_mean":
      return `${first} and the mean of the patches`;
    case "mean_patches":
      return "the mean of the patches";
    case "mean_all":
      return prefix.length > 0 ? "the mean of all tokens" : "the mean of the patches";
  }
}

export function wordsOf(hook: Hook): Words {
  const kind = kindOf(hook);
  if (kind.id === "mlp_post" && kind.label !== "GELU") return activated(kind.label);
  return KINDS[kind.id] ?? { title: kind.label.replaceAll("_", " "), paragraphs: OTHER };
}

/** The words on GELU are true of GELU alone. */
const activated = (name: string): Words => ({
  title: KINDS["mlp_post"]!.title,
  paragraphs: [
    `${name} changes each number alone, whatever its neighbours are.`,
    ...KINDS["mlp_post"]!.paragraphs.slice(1),
  ],
});

export const nameOf = (hook: Hook): string => NAMES[kindOf(hook).id] ?? kindOf(hook).label;

export const titleOf = (hook: Hook): string => wordsOf(hook).title;

export const opWords = (hook: Hook): string => OPS[hook.op] ?? hook.op.replaceAll("_", " ");

/** Axes and their lengths: "pos 197 × d_model 768". */
export const shapeText = ({ dims, shape }: Pick<Hook, "dims" | "shape">): string =>
  dims.map((axis, i) => (axis === "1" ? "1" : `${axis} ${grouped(shape[i]!)}`)).join(" × ");

/** The operations that have words of their own, for the test of coverage. */
export const KNOWN_OPS: readonly string[] = Object.keys(OPS);

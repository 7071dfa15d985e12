/** What each kind of tensor is: a title, and two or three short paragraphs. `{role|text}` colours a term. */
import type { Hook } from "../../data/manifest.ts";
import type { TokenWords } from "./tokens.ts";

/** A paragraph may depend on the model's tokens, and on the very tensor. */
export type Paragraph = string | ((tokens: TokenWords, hook: Hook) => string);

export interface KindWords {
  /** A phrase that can follow "Block 3: ". */
  readonly title: string;
  readonly paragraphs: readonly Paragraph[];
}

const NORMALISED = (reader: string): readonly string[] => [
  "Each row is one token after {norm|LayerNorm}: " +
    "its own mean is taken away, the result is divided by its {norm|scale}, " +
    "then every feature gets a learned gain and bias.",
  `Rows that were long or short are now of like size, so that ${reader}.`,
  "No token looks at another here. The {stream|residual stream} itself keeps the values from before.",
];

const SCALE = (source: string): readonly string[] => [
  `One number a token: the standard deviation of its row in the {stream|${source}}, ` +
    `with a small ε inside the root so that it is never 0. {norm|LayerNorm} divides the row by it.`,
  "A large number means that the token’s row is spread wide, often because one or two features are huge. " +
    "What a block adds to such a token counts for less after the next division.",
];

/** By kind, see `kindOf`. */
export const KINDS: Readonly<Record<string, KindWords>> = {
  embed: {
    title: "Every patch becomes a row of numbers",
    paragraphs: [
      "The picture is cut into squares. The pixels of a patch, in three channels, " +
        "are multiplied with one learned filter for each feature and summed. " +
        "Row 17 is all that the model knows of patch 17 so far.",
      "Every patch meets the same filters, wherever it lies. " +
        "Patches that look alike get rows that look alike: compare two pieces of sky.",
      "Pick a feature to see it on the picture. In trained models many of them react to a colour, " +
        "or to an edge of one direction.",
    ],
  },
  pos_embed: {
    title: "Where each token sits, in learned numbers",
    paragraphs: [
      "One learned row for each position. It does not depend on the picture: " +
        "choose another one and nothing here changes.",
      "The rows are added to the patches. Without them the model could not tell the picture " +
        "from the same patches shuffled, because attention treats its tokens as a set.",
      ({ prefix, isOne }) =>
        "In trained models neighbouring positions tend to have similar rows " +
        "(Dosovitskiy et al. 2021, arXiv 2010.11929)." +
        (prefix === "" ? "" : ` ${prefix} ${isOne ? "has a row of its own" : "have rows of their own"}, `) +
        (prefix === "" ? "" : `although ${isOne ? "it has" : "they have"} no place in the picture.`),
    ],
  },
  full_embed: {
    title: "The tokens that enter the first block",
    paragraphs: [
      ({ prefix, isOne }) =>
        prefix === ""
          ? "Patch rows plus the positions. There is no token beside the patches."
          : `Patch rows with ${prefix} put in front, plus the positions. ` +
            (isOne
              ? `${prefix} starts the same for every picture: it has seen nothing yet.`
              : "These start the same for every picture: they have seen nothing yet."),
      "This is where the {stream|residual stream} begins. From here on nothing is replaced, only added to.",
    ],
  },
  resid_pre: {
    title: "The stream as the block finds it",
    paragraphs: [
      "One row a token: everything that the embedding and the blocks before have written, added up. " +
        "The block reads this and adds to it, twice.",
      "The {stream|residual stream} is the only road from block to block. " +
        "Whatever a later block knows of the picture went through these numbers.",
      "Stripes down the figure are features that are large for every token. They say little about this picture.",
    ],
  },
  resid_mid: {
    title: "The stream after attention",
    paragraphs: [
      "What came in, plus what {pattern|attention} has written. Compare a row with the same row before: " +
        "the difference is what the token has learned from others.",
      "The {mlp|MLP} reads this next.",
    ],
  },
  resid_post: {
    title: "The stream as the block leaves it",
    paragraphs: [
      "What came in, plus what {pattern|attention} added, plus what the {mlp|MLP} added. " +
        "The next block starts from here.",
      "Look at the lengths on the picture, block by block. They usually grow with depth. " +
        "In large trained models a few tokens grow far beyond the rest: " +
        "such outliers lie on plain background, where the model seems to use them as notepads (Darcet et " +
        "al. 2024, arXiv 2309.16588).",
    ],
  },
  scale: { title: "How far each token’s row is spread", paragraphs: SCALE("residual stream") },
  scale_mlp: { title: "How far each token’s row is spread", paragraphs: SCALE("residual stream after attention") },
  normalized: {
    title: "Tokens brought to one scale, for attention",
    paragraphs: NORMALISED(
      "{query|queries}, {key|keys} and {value|values} do not depend on how much has been added to the " +
        "stream before",
    ),
  },
  normalized_mlp: {
    title: "Tokens brought to one scale, for the MLP",
    paragraphs: NORMALISED("the {mlp|MLP} does not depend on how much has been added to the stream before"),
  },
  q: {
    title: "What each token looks for",
    paragraphs: [
      "Every token’s {norm|normalised} row times a learned matrix. " +
        "Each head has a matrix of its own, and so its own {query|query} for the token.",
      "A {query|query} means nothing alone. It is compared with the {key|keys} of all tokens, " +
        "feature by feature: where both are large and of one sign, the match grows.",
    ],
  },
  k: {
    title: "What each token can be found by",
    paragraphs: [
      "Every token’s {norm|normalised} row times another learned matrix of this head. " +
        "The {key|key} is what {query|queries} are compared with.",
      "{key|Key} and {query|query} of one token differ: what a patch looks for need not be what it is found by.",
    ],
  },
  v: {
    title: "What each token hands on",
    paragraphs: [
      "Every token’s {norm|normalised} row times a third learned matrix of this head. " +
        "{query|Queries} and {key|keys} decide how much is read; the {value|value} is what is read.",
      "A token with a large {value|value} and little attention contributes little, " +
        "and the other way round. So the pattern alone does not tell what moved.",
    ],
  },
  scores: {
    title: "How well each query matches each key",
    paragraphs: [
      "Row i, column j: the {query|query} of token i times the {key|key} of token j, " +
        "summed over the head’s features and divided by √d_head. " +
        "The division keeps the sums from growing with the number of features.",
      "Scores are compared only within a row. A constant added to a whole row changes nothing after the softmax.",
      "Pick a token: the figure on the picture is its row.",
    ],
  },
  pattern: {
    title: "Who looks at whom",
    paragraphs: [
      "Each row is what one token looks at. It is the softmax of that row of scores: " +
        "every number is positive and a row sums to 1.",
      ({ either }) =>
        `Pick a patch${either === "" ? "" : `, or ${either},`} and read its row on the picture. ` +
        "Bright columns are tokens that everybody looks at, whatever they look for.",
      "The {pattern|pattern} says how much is read from each token, not what: that is the {value|value}. " +
        "It is not yet a reason for the answer.",
    ],
  },
  z: {
    title: "The mix of values that each token receives",
    paragraphs: [
      "For each token the {value|values} of all tokens, " +
        "weighted with its row of the {pattern|pattern} and summed. " +
        "Here information moves from one place of the picture to another, and nowhere else in the block.",
      "Each head makes a mix of its own. They stand side by side until the next step joins them.",
    ],
  },
  attn_out: {
    title: "What attention adds to the stream",
    paragraphs: [
      "The mixes of all heads in one row, times a learned matrix. " +
        "Every head can write to every feature of the {stream|residual stream}.",
      "This is added to what the token already had. " +
        "The length on the picture tells which patches attention changes most in this block.",
    ],
  },
  mlp_pre: {
    title: "What the MLP checks each token for",
    paragraphs: [
      "Each token’s {norm|normalised} row times a learned matrix, up to a wider row. " +
        "One column is one hidden feature: a direction that the {mlp|MLP} checks every token for.",
      "Above 0 the feature is found, below 0 it is not. " +
        "The activation that comes next keeps the first and silences most of the second.",
    ],
  },
  mlp_post: {
    title: "What the MLP has found",
    paragraphs: [
      (_, { activation }) =>
        activation === "GELU"
          ? "GELU multiplies each number with the probability that a standard normal variable lies below it. " +
            "Large positive numbers pass, large negative ones become nearly 0, " +
            "and small negative ones stay a little below 0, at −0.17 at the most."
          : `${activation ?? "The activation"} changes each number alone, whatever its neighbours are.`,
      "In trained models most of the row is close to 0. " +
        "The few hidden features that are not decide what the {mlp|MLP} writes for this token. " +
        "Pick a bright column and see on the picture where it is found.",
    ],
  },
  mlp_out: {
    title: "What the MLP adds to the stream",
    paragraphs: [
      "The hidden features times a second learned matrix, back to the width of the stream. " +
        "Each hidden feature that was found adds its own direction.",
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
      ({ reads }) => reads,
    ],
  },
  logits: {
    title: "One number for each class",
    paragraphs: [
      ({ row }, { op }) =>
        (op === "mean"
          ? "The mean of what the heads say for each {class|class}. "
          : `${row} times one learned row for each {class|class}, plus a bias. `) +
        "The further right a bar ends, the more the model prefers that {class|class}; bars to the left are below 0.",
      "Only differences count: add 5 to every logit and the prediction stays as it is.",
    ],
  },
  token_logits: {
    title: "What one head says of each class",
    paragraphs: [
      "The row that this head reads times one learned row for each {class|class}, plus a bias.",
      "The model has a head for each of its first tokens. Their logits are averaged before they become the answer.",
    ],
  },
  probabilities: {
    title: "The answer, one probability for each class",
    paragraphs: [
      (_, { op }) =>
        op === "softmax"
          ? "The softmax of the logits: each is exponentiated and divided by the sum of all. " +
            "They are positive and sum to 1, also for a picture that shows none of the {class|classes}."
          : "The sigmoid of each logit alone: between 0 and 1, whatever the others are. " +
            "Several {class|classes} may be likely at once, or none.",
      (_, { op }) =>
        (op === "softmax"
          ? "A high probability says that this {class|class} fits better than the others the model knows. "
          : "A high probability says that the model holds this {class|class} to be in the picture. ") +
        "It does not say how often the model is right.",
    ],
  },
};

/** Where no kind is known, the operation still is. */
export const OTHER: readonly Paragraph[] = [
  "A tensor of this model’s own, beyond those that every Vision Transformer has. " +
    "Its formula and its inputs above say how it is made; every number of it can be read here.",
];

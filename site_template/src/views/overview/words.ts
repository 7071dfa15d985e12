/** What the overview says: around its figure, on its boxes, under the pointer, and as a table. */

import type { Hook, ModelConfig, ModelEntry } from "../../data/manifest.ts";
import { kindOf } from "../../hooks/kinds.ts";
import { probabilitiesOf } from "../../hooks/output.ts";
import { readoutName } from "../../hooks/readout.ts";
import { gridOf, imageSize } from "../../hooks/sizes.ts";
import { nameOf, prefixName } from "../../hooks/words.ts";
import { grouped, number, parameters, percent } from "../../maths/numbers.ts";
import { patchCount } from "../../maths/tokens.ts";
import { whyFailed } from "../../page/words.ts";
import type { StageCost } from "./counts.ts";
import { segmentsOf } from "./segments.ts";
import type { Plan } from "./shapes.ts";

// Around the figure

const COUNTS = "no one two three four five six seven eight nine ten eleven twelve".split(" ");
const count = (value: number): string => COUNTS[value] ?? String(value);

export const TITLE = "How a Vision Transformer sees a picture";

/** Which model, how deep, and on what. */
export const subjectOf = (model: string, plan: Plan, picture: string): string =>
  `${model}, ${count(plan.blocks.length)} block${plan.blocks.length === 1 ? "" : "s"} deep, looks at “${picture}”.`;

const adds = (hooks: readonly Hook[]) => segmentsOf(hooks).filter(({ end }) => end !== null).length;
const TIMES = ["never", "once", "twice"];
const times = (value: number): string => TIMES[value] ?? `${count(value)} times`;

/** A few sentences on how to read the figure; `[concept|role|words]` is a term. */
export function paragraphsOf(model: ModelEntry, plan: Plan): string[] {
  const { config } = model;
  const grid = gridOf(config);
  const width = grouped(config.d_model);
  const often = times(adds(plan.blocks[0]?.hooks ?? []));
  return [
    `The [image|plain|picture] is cut into ${patchCount(grid)} [patch|plain|patches]. ` +
      `Each becomes a [token|plain|token]: a row of ${width} numbers. ${beside(config)}`,
    "All rows travel on the [residual-stream|stream|residual stream]. " +
      `Each block reads it and adds to it ${often}: ` +
      "[self-attention|pattern|attention] carries information between tokens, " +
      "the [mlp|mlp|MLP] works on each token alone. Nothing is replaced.",
    "The small pictures compare every patch with the chosen token after each block. " +
      "Choose another patch on the picture, and all of them change. " +
      `${toTheHead(config)} goes through the [layer-norm|norm|norm] and the head, ` +
      `and comes out as ${outcomeOf(config)}.`,
  ];
}

/** The rows that belong to no patch, and what the answer is read from. */
function beside(config: ModelConfig): string {
  const names = config.prefix.map(termOf);
  if (names.length === 0) return "The answer will be read from all of them.";
  const isOne = names.length === 1;
  const listed = isOne ? names[0] : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
  const from = isOne && config.readout === "token" ? "it" : readoutName(config);
  const rows = isOne ? "One row" : `${capital(count(names.length))} rows`;
  return `${rows} more, ${listed}, ${isOne ? "belongs" : "belong"} to no patch; the answer will be read from ${from}.`;
}

const termOf = (token: string): string =>
  token === "cls" ? `[cls-token|cls|${prefixName(token)}]` : `${token === "dist" ? "the " : ""}${prefixName(token)}`;

const toTheHead = (config: ModelConfig): string =>
  config.readout === "token" ? "The last row" : `At the end, ${readoutName(config)}`;

const outcomeOf = (config: ModelConfig): string =>
  probabilitiesOf(config) === "none" ? "the answer" : "[class-probabilities|class|probabilities]";

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** How costs are counted, said once. */
export const COUNTING =
  "Parameters are counted from the shapes: a matrix has inputs × outputs, and a bias for each output. " +
  "Compute is counted in multiply-adds of the matrix products (rows × inputs × outputs), " +
  "the scores and the weighted sums among them; " +
  "normalisation, softmax, the activation and additions are left out.";

export const KEYS =
  "A block opens when you press it; a small tensor leads to its numbers. " +
  "Wheel, fingers, or + − 0 and the arrow keys zoom and move. " +
  "In the small tensors blue is below 0 and orange above, and where nothing is below 0, yellow is the most; " +
  "each has a scale of its own. The outlined row is the chosen token’s.";

export const ZOOM = { group: "Zoom", in: "Zoom in", out: "Zoom out", whole: "whole" } as const;
export const FIGURE = "The whole model";

/** What the small pictures of the blocks show, as a choice and on the legend. */
export const MAPS = {
  group: "What the small pictures show",
  similarity: (token: string) => `likeness to ${token}`,
  attention: (token: string) => `where ${token} looks`,
  legend: { similarity: "cosine similarity", attention: "mean attention" },
} as const;

/** The line under the title: where the numbers come from. */
export const STATE = {
  failed: (message: string, hint: string) =>
    `${whyFailed(message, hint)} Shapes, costs and precomputed answers are here all the same.`,
  live: "Every number here is computed by the model in this page.",
  waiting: (own: boolean, status: string) =>
    `Shapes and costs are here already${own ? "" : ", answer and small pictures precomputed"}; ` +
    `the tensors need the model (${status}).`,
} as const;

/** The way in. */
export const OFFER = {
  first: "Start, one minute",
  goOn: (at: number, all: number) => `Go on, ${at} of ${all}`,
  again: "Start again",
} as const;

// On the boxes

export const BOX = {
  picture: "picture",
  patches: (patches: number) => `${patches} patches`,
  stream: "stream",
  embedding: "embedding",
  spoken: (name: string, hook: string, shape: readonly number[]) => `${name}, ${hook}, ${shapeOf(shape)}`,
} as const;

export const shapeOf = (shape: readonly number[]): string => shape.map(grouped).join(TIMES_SIGN);
/** The first line of a shape that takes two. */
export const shapeStart = (size: number): string => `${size}${TIMES_SIGN.trimEnd()}`;
/** Between the sizes of a shape, as narrow as can be. */
const TIMES_SIGN = "\u200a×\u200a";

/** What a stage costs, as the rows beside it say it. */
export const costTexts = (cost: StageCost): { own: string; running: string; share: string } => ({
  own: cost.parameters === 0 ? "0" : parameters(cost.parameters),
  running: parameters(cost.running),
  share: `${percent(cost.share)} %`,
});

const ARCHES: Readonly<Record<string, string>> = { attention: "attention", mlp: "MLP" };

export const STATION = {
  block: "block ",
  length: "length of the row",
  stopped: "if it stopped here, %",
  arch: (hook: Hook) => ARCHES[kindOf(hook).place?.group ?? ""] ?? nameOf(hook),
  lengthOf: (token: string) => `length of ${token}’s row`,
  noLength: "…",
  costs: (own: string, running: string) => `${own} parameters, ${running} so far`,
  most: (attention: boolean, token: string, found: string, value: number, precision: string) =>
    `, ${attention ? `${token} looks most at` : `most like ${token}`}: ${found}, ${number(value)}${precision}`,
} as const;

/** What is said beside a number that a byte has held. */
export const IN_STEPS = ", precomputed in 256 steps";

/** The open block. `{role|text}` is coloured. */
export const INSIDE = {
  title: (block: number | null) => `Inside block ${block}`,
  says: (head: number, heads: number) =>
    (heads > 1 ? `Head ${head} of ${heads}. ` : "") +
    "{query|Queries} meet {key|keys}; the {pattern|pattern} mixes {value|values}.",
  close: "fold up",
  headsGroup: "Head",
  heads: (heads: number) => (heads > 1 ? "heads" : "one head"),
  head: (head: number) => `head ${head}`,
} as const;

/** The large picture of where the chosen token looks. */
export const GAZE = {
  waiting: (hook: string) => `Where the token looks, ${hook}`,
  title: (token: string) => `where ${token} looks`,
  found: (patch: string, value: number) => `${patch}: ${number(value)}`,
  most: (found: string) => (found ? `most: ${found}` : ""),
  spoken: (token: string, head: number | null, found: string, hook: string) =>
    `Where ${token} looks${head === null ? "" : `, head ${head}`}; most: ${found || NOT_YET}; ${hook}`,
} as const;

export const ANSWER = {
  before: (name: string, hook: string) => `${name}, ${hook}, `,
  from: (name: string, hook: string, from: string) => `${name}, ${hook}, ${from}: `,
} as const;

// Under the pointer

export const READING = {
  token: (token: number, all: number) => `token ${token} of ${all}`,
  spot: (stage: string, patch: string) => `${stage}, ${patch}`,
  attention: (value: number, token: string, precision: string) =>
    `${number(value)} of ${token}’s attention, mean of the heads${precision}`,
  similarity: (value: number, token: string, precision: string) =>
    `cosine similarity to ${token}: ${number(value)}${precision}`,
  length: (token: string, length: number) => `length of ${token}’s row: ${number(length)}`,
  share: (share: string) => `${share} of all multiply-adds`,
  attends: (from: string, to: string) => `${from} attends to ${to}`,
  pattern: "its attention pattern",
  parameters: (count: number) => `${grouped(count)} parameters`,
  place: (kind: string, place: string) => `${kind}: ${place}`,
} as const;

export const shareOfClass = (label: string, share: number): string => `${label} ${percent(share)} %`;

// As a table

const NOT_YET = "not yet known";

export const TABLE = {
  summary: "The diagram in words and numbers",
  stages: "Stages of the model",
  inside: (stage: string) => `Inside ${stage}`,
  notYet: NOT_YET,
  none: "–",
  reach: (min: number, max: number) => `${number(min)} to ${number(max)}`,
  most: (patch: string, value: number, precision: string) => `${patch}, ${number(value)}${precision}`,
  parts: ["part", "hook", "shape", "formula", "parameters", "share of compute", "lowest and highest value"],
} as const;

export const stageColumns = (token: string, attention: boolean): string[] => [
  "stage",
  "leaves",
  "parameters",
  "running total",
  "share of compute",
  `length of ${token}`,
  attention ? `patch that ${token} looks at most` : `patch most like ${token}`,
];

/** The model in one sentence, and its answer. */
export function modelSentence({ title, config }: ModelEntry, top: readonly string[]): string {
  const [image, grid] = [imageSize(config), gridOf(config)];
  return (
    `${title} takes a picture of ${image.width} × ${image.height} pixels ` +
    `as ${grid.columns} × ${grid.rows} patches, ${grid.tokens} tokens of ${grouped(config.d_model)} numbers each, ` +
    `through ${config.n_layers} blocks with ${config.n_heads} heads. ` +
    (top.length > 0 ? `Its answer: ${top.join(", ")}.` : "Its answer is not known yet.")
  );
}

/** @param elsewhere parameters that no tensor shown accounts for; negative where more are counted than there are. */
export function totalSentence(all: number, products: number, elsewhere: number): string {
  const rest = elsewhere > 0 ? "belong to no tensor shown here" : "are counted that this model does not have";
  return (
    `${parameters(all)} parameters (${grouped(all)}) and ${large(products)} multiply-adds in all. ${COUNTING}` +
    (elsewhere === 0 ? "" : ` ${grouped(Math.abs(elsewhere))} parameters ${rest}.`)
  );
}

const large = (value: number): string =>
  value >= 1e9 ? `${(value / 1e9).toFixed(1)} billion` : `${(value / 1e6).toFixed(value < 1e7 ? 1 : 0)} million`;

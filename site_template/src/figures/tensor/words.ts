/** What the figures of one tensor say. */
import { grouped, tick } from "../../maths/numbers.ts";

// What indices are called.
export const AXES: Readonly<Record<string, string>> = {
  d_model: "feature",
  d_head: "feature",
  d_mlp: "hidden feature",
  class: "class",
  head: "head",
  pixel: "pixel",
  pos: "token",
};
export const indexOf = (axis: string, index: number): string => `${axis} ${index}`;
const CHANNELS = ["red", "green", "blue"];

/** A number of a patch, which lie in the order row, column, channel. */
export function pixelName(width: number, index: number): string {
  const pixel = Math.floor(index / CHANNELS.length);
  return `${CHANNELS[index % CHANNELS.length]} (${Math.floor(pixel / width)}, ${pixel % width})`;
}

/** A name without the word that its axis is called by. */
export const withoutAxis = (name: string): string => name.replace(/^(patch|feature|hidden feature) /, "");
/** An axis in few letters, for below a narrow plot. */
export const shortAxis = (axis: string): string => axis.replace("hidden ", "");

// Cells.
export const cellAt = (row: string, column: string): string => `${row}, ${column}`;
export const attendsTo = (query: string, key: string): string => `${query} attends to ${key}`;
export const scores = (query: string, key: string): string => `${query} scores ${key}`;
/** Of tokens that have no row, since they are no patches. */
export const noPatch = (token: string): string => `${token} is no patch: it joins the tokens later.`;

// The heatmap, the bars and the strip.
export const HEATMAP = "heatmap";
export const BAR_CHART = "bar chart";
export const TOKEN = "token";
export const heatmapOf = (name: string, rows: number, columns: number): string =>
  `Heatmap of ${name}, ${rows} rows by ${columns} columns. Arrow keys move.`;
export const tokenBarsOf = (name: string, tokens: number): string =>
  `${name}, one bar for each of ${tokens} tokens. Arrow keys move.`;
export const rowAsBars = (row: string): string => `the row of ${row}, as bars`;
/** What the figure is called in a list of figures. */
export const figureOf = (name: string, head: number | null): string => (head === null ? name : `${name}, head ${head}`);

/** Where several numbers share a pixel: how many. */
export function packedInto(columns: number, packed: number): string {
  const mean =
    packed < 1.5
      ? "some pixels are the mean of two"
      : `each pixel is the mean of about ${packed.toFixed(packed < 9.5 ? 1 : 0)}`;
  return `${grouped(columns)} columns are more than there are pixels: ${mean}. The lens and the numbers are exact.`;
}

// Controls.
export const HEADS = "Head";
export const HEAD = "head";
export const headName = (head: number): string => `head ${head}`;
export const REACH = "What the colours reach to";
export const MOST_VALUES = "most values";
export const allTo = (furthest: number): string => `all, to ${tick(furthest)}`;

// Class bars.
export const className = (index: number): string => `class ${index}`;
export const highestClasses = (shown: number, count: number): string =>
  `These are the ${shown} highest of ${grouped(count)} classes; all are in the numbers below.`;

// The tensor as a whole.
export const WHOLE = "The tensor as a whole";
export const HISTOGRAM = "Histogram";
export const MINIMUM = "minimum";
export const MAXIMUM = "maximum";
export const MEAN = "mean";
export const DEVIATION = "standard deviation";
export const BELOW_ZERO = "below 0";
export const EXACTLY_ZERO = "exactly 0";
export const NOT_FINITE = "not finite";
export const allValues = (count: number, heads: number | null): string =>
  `All ${grouped(count)} values${heads === null ? "" : `, ${heads} heads`}`;

// On the picture.
export const ON_PICTURE = "On the picture";
export const SHOWN_ON_PICTURE = "What is shown on the picture";
export const ROW_LENGTH = "row length";
export const HIGHEST = "highest";
export const HIDE_OVERLAY = "hold to hide the overlay (H)";
export const whereLooks = (token: string): string => `Where ${token} looks`;
export const howScores = (token: string): string => `How ${token} scores each key`;
export const ATTENTION = "attention";
export const SCORE = "score";
export const LENGTH = "length";
export const ONE_NUMBER = "One number a token";
export const ROW_LENGTHS = "How long each token’s row is";
export const ofEveryToken = (feature: string): string =>
  `${feature.charAt(0).toUpperCase()}${feature.slice(1)} of every token`;
export const highestAre = (title: string, highest: readonly string[]): string =>
  `${title}; highest: ${highest.join(", ")}`;

// While the numbers are not there.
export const MEANWHILE =
  "Shapes, formulas and words are here already. The numbers come as soon as the model has run in this page.";
export const STOPPED =
  "Shapes, formulas and words are here all the same. " +
  "The numbers need the model: go on with it, and it runs in this page.";
export const ANOTHER_PICTURE = "Choose another picture";
export const FETCHING = "fetching the numbers";
export const failed = (hint: string): string => `${hint} The pictures and their precomputed predictions still work.`;
/** As a sentence begins, without a full stop. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1).replace(/\.$/, "");

/** What the page of the patch embedding says. */
import { number } from "../../../../maths/numbers.ts";
import type { Grid } from "../../../../maths/tokens.ts";
import { type PatchEmbedding, termPlace } from "../../../../maths/workings/patch-embedding.ts";
import { capital, plus } from "../pieces.ts";

export const title = "How does a patch become a token?";

export const channels = ["red", "green", "blue"] as const;

export const patchName = ({ row, column }: PatchEmbedding): string => `patch (${row}, ${column})`;
const pixelsOf = ({ size }: PatchEmbedding): string => `${size.height} × ${size.width} pixels`;

export function termName({ size }: PatchEmbedding, index: number): string {
  const { channel, row, column } = termPlace(size, index);
  return `${channels[channel]} (${row}, ${column})`;
}

/** `width` filters look at each patch. */
export const paragraphs = (grid: Grid, work: PatchEmbedding, width: number): readonly string[] => [
  `The picture is cut into ${grid.rows} × ${grid.columns} patches. Each has ${pixelsOf(work)} in three channels, ` +
    `red, green and blue: ${work.count} numbers. ${width} filters look at them, and each answers with one number. ` +
    `The ${width} answers are the patch’s {stream|token}.`,
  "A filter has one weight for every number of a patch. Where both numbers of a pair have the same sign, the answer " +
    "goes up; where they differ, down. So a filter answers strongly to a patch that looks like the filter itself.",
  `All patches meet the same filters. A convolution whose window moves on by exactly ${steps(work)} does it for the ` +
    "whole picture (Dosovitskiy et al. 2021, arXiv 2010.11929).",
];

const steps = ({ size: { width, height } }: PatchEmbedding): string =>
  width === height ? `${width} pixels` : `${width} pixels across and ${height} down`;

/** A comment in the code. */
export const byHand = "# one number, by hand";

export function whole(work: PatchEmbedding): string {
  const { count, feature, bias, biased, result } = work;
  const bare = `Filter ${feature} looks at ${patchName(work)}. ${count} products add up to ${number(result - bias)}`;
  const whose = `feature ${feature} of the patch’s {stream|token}`;
  return biased
    ? `${bare}; with the bias of ${number(bias)} that makes ${number(result)}, ${whose}.`
    : `${bare}, ${whose}.`;
}

/** The window passes over a row of the grid. */
export function slide({ columns, prefix }: Grid, row: number): string {
  const first = prefix + row * columns;
  return (
    `The window steps through row ${row} of the grid. Its ${columns} patches become {stream|tokens} ${first} to ` +
    `${first + columns - 1}.`
  );
}

/** `index` counts from the first patch. */
export const patch = (work: PatchEmbedding, index: number): string =>
  `This is ${patchName(work)}: ${pixelsOf(work)}, cut out and enlarged. It will be row ${index} of hook_embed.`;

interface Normalising {
  readonly mean: readonly number[];
  readonly std: readonly number[];
  readonly rescale: number;
}

export function normalise({ colours, pixels }: PatchEmbedding, { mean, std, rescale }: Normalising): string {
  const raw = colours[0]!;
  const scaled = Math.abs(rescale * 255 - 1) < 1e-6 ? `${raw} / 255` : `${raw} × ${number(rescale)}`;
  return (
    "Three channels, one number each a pixel. The model centres and scales them: the first pixel’s red is " +
    `${raw}, so the model sees (${scaled} − ${number(mean[0]!)}) / ${number(std[0]!)} = ${number(pixels[0]!)}.`
  );
}

export const filter = ({ feature, count }: PatchEmbedding): string =>
  `This is filter ${feature}: a weight for each of the ${count} numbers. It is learned, and the same for every patch ` +
  "and every picture.";

export function oneTerm(work: PatchEmbedding, index: number): string {
  const [pixel, weight, product] = [work.pixels[index]!, work.filter[index]!, work.products[index]!];
  const { channel, row, column } = termPlace(work.size, index);
  return (
    `${capital(channels[channel]!)}, pixel (${row}, ${column}): ${number(pixel)} × ${number(weight)} = ` +
    `${number(product)}. ${effect(pixel, weight, product)}`
  );
}

function effect(pixel: number, weight: number, product: number): string {
  if (product === 0) return "The sum stays.";
  return Math.sign(pixel) === Math.sign(weight)
    ? "The signs agree, so the sum goes up."
    : "The signs differ, so the sum goes down.";
}

export const sums = ({ sums: [red, green, blue], result, bias }: PatchEmbedding): string =>
  `The channels add ${number(red!)} (red), ${number(green!)} (green) and ${number(blue!)} (blue). Together: ` +
  `${number(result - bias)}.`;

export const bias = ({ feature, bias: added, result }: PatchEmbedding): string =>
  `Filter ${feature} has a bias of ${number(added)}, the same for every patch: ${plus(result - added, added)} = ` +
  `${number(result)}.`;

export const place = (work: PatchEmbedding, width: number): string =>
  `${number(work.result)} is feature ${work.feature} of ${patchName(work)}. The other ${width - 1} filters fill the ` +
  "rest of the {stream|token’s} row.";

/** Terms of the formula and headings of the list. */
export const symbol = ({ feature }: PatchEmbedding): string => `feature ${feature}`;
export const more = (count: number): string => `… ${count} more`;
export const plusBias = " + bias = ";
export const factors = ["pixel", "filter"] as const;

/** Captions of the figure. */
export const seen = (width: number, height: number, isWide: boolean): string =>
  isWide ? `what the model sees: ${width} × ${height}` : `${width} × ${height} pixels`;
export const tokenCount = (patches: number, width: number): string => `${patches} tokens × ${width}`;
export const patchCaption = (work: PatchEmbedding, isWide: boolean): string =>
  isWide ? `${patchName(work)}, ${pixelsOf(work)}` : patchName(work);
export const tokenValues = "values of the tokens";
export const sumSoFar = ["sum so far", channels.join(", then ")] as const;
export const tokenRow = (work: PatchEmbedding, width: number) =>
  [`token of ${patchName(work)}`, `${width} numbers`] as const;
export const afterTerms = (done: number, count: number): string => ` after ${done} of ${count}`;
export const featureIs = (feature: number): string => `feature ${feature}: `;
export const squareTitles = ({ feature }: PatchEmbedding) => ["pixels", `filter ${feature}`, "products"] as const;

/** The column of sums. */
export const sumOf = (channel: number): string => `sum of ${channels[channel]}`;
export const biasName = (isBiased: boolean): string => (isBiased ? "+ bias" : "no bias");

/** The figure for ears. */
export function spoken(work: PatchEmbedding): string {
  const { feature, size, biased, bias: added, result } = work;
  const each = channels.map((name, i) => `${name} ${number(work.sums[i]!)}`).join(", ");
  return (
    `${capital(patchName(work))}, ${size.height} by ${size.width} pixels, times filter ${feature}, summed by ` +
    `channel: ${each}${biased ? `, plus the bias ${number(added)}` : ""}. Feature ${feature} of its token is ` +
    `${number(result)}.`
  );
}

export const notSeen = "What the model saw of this picture is not known.";

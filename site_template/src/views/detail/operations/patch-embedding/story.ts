/** What the page of the patch embedding tells: its words, its steps, its formula with numbers. */
import { number } from "../../../../maths/numbers.ts";
import { type PatchEmbedding, termPlace } from "../../../../maths/workings/patch-embedding.ts";
import type { Piece, Setting, Step, Story } from "../../operation.ts";
import { pace } from "../pace.ts";
import { plus } from "../sums/story.ts";

export const CHANNEL_NAMES = ["red", "green", "blue"] as const;

const SLIDE = 5;
const SHOWN = 3;

export function patchEmbeddingStory(setting: Setting, work: PatchEmbedding): Story {
  return {
    title: "How does a patch become a token?",
    words: words(setting, work),
    code: code(setting, work),
    steps: steps(setting, work),
    formula: (step) => formula(work, step),
    sum: {
      count: work.count,
      factors: [
        { name: "pixel", role: "plain" },
        { name: "filter", role: "plain" },
      ],
      term: (i) => ({
        name: termName(work, i),
        factors: [work.pixels[i]!, work.filter[i]!],
        value: work.products[i]!,
        running: work.running[i]!,
      }),
    },
    result: work.result,
  };
}

const patchName = ({ row, column }: PatchEmbedding): string => `patch (${row}, ${column})`;

export function termName({ size }: PatchEmbedding, index: number): string {
  const { channel, row, column } = termPlace(size, index);
  return `${CHANNEL_NAMES[channel]} (${row}, ${column})`;
}

function words({ model, grid }: Setting, work: PatchEmbedding): string[] {
  const { size, count } = work;
  const width = model.config.d_model;
  return [
    `The picture is cut into ${grid.side} × ${grid.side} patches. Each has ${size} × ${size} pixels in three channels, red, green and blue: ${count} numbers. ${width} filters look at them, and each answers with one number. The ${width} answers are the patch’s {stream|token}.`,
    `A filter has one weight for every number of a patch. Where both numbers of a pair have the same sign, the answer goes up; where they differ, down. So a filter answers strongly to a patch that looks like the filter itself.`,
    `All patches meet the same filters. A convolution whose window moves on by exactly ${size} pixels does it for the whole picture (Dosovitskiy et al. 2021, arXiv 2010.11929).`,
  ];
}

function code({ model, grid }: Setting, { size, row, column, feature, biased }: PatchEmbedding): string[] {
  const { d_model: width } = model.config;
  const slice = (at: number) => `${at * size}:${(at + 1) * size}`;
  return [
    `conv = nn.Conv2d(3, ${width}, ${size}, ${size}${biased ? "" : ", bias=False"})`,
    `x = (image / 255 - mean) / std`,
    `e = conv(x)  # [${width}, ${grid.side}, ${grid.side}]`,
    `hook_embed = e.flatten(1).mT`,
    `# one number, by hand`,
    `p = x[:, ${slice(row)}, ${slice(column)}]`,
    `products = p * conv.weight[${feature}]`,
    `products.sum()${biased ? ` + conv.bias[${feature}]` : ""}`,
  ];
}

function steps({ model, grid, cell }: Setting, work: PatchEmbedding): Step[] {
  const { size, count, feature, sums, bias, result } = work;
  const name = patchName(work);
  const one = (phase: string, seconds: number, lines: number[], say: () => string): Step => ({
    phase,
    index: 0,
    count: 1,
    seconds,
    lines,
    say,
  });
  const rows = Array.from(
    { length: grid.side },
    (_, row): Step => ({
      phase: "grid rows",
      index: row,
      count: grid.side,
      seconds: SLIDE / grid.side,
      lines: [2, 3],
      say: () => slideText(grid, row),
    }),
  );
  const terms = Array.from(
    { length: count },
    (_, i): Step => ({
      phase: "terms",
      index: i,
      count,
      seconds: pace(i, count),
      lines: [6],
      say: () => termText(work, i),
    }),
  );
  return [
    one("whole", 1.5, [2, 3], () => wholeText(work)),
    ...rows,
    one(
      "patch",
      1.4,
      [5],
      () =>
        `This is ${name}: ${size} × ${size} pixels, cut out and enlarged. It will be row ${cell.token - grid.prefix} of hook_embed.`,
    ),
    one("channels", 1.6, [1], () => normaliseText(work, model.preprocess)),
    one(
      "filter",
      1.4,
      [0],
      () =>
        `This is filter ${feature}: a weight for each of the ${count} numbers. It is learned, and the same for every patch and every picture.`,
    ),
    ...terms,
    one(
      "sums",
      1.6,
      [7],
      () =>
        `The channels add ${number(sums[0]!)} (red), ${number(sums[1]!)} (green) and ${number(sums[2]!)} (blue). Together: ${number(result - bias)}.`,
    ),
    ...(work.biased ? [one("bias", 1.4, [7], () => biasText(work))] : []),
    one(
      "place",
      1.6,
      [3],
      () =>
        `${number(result)} is feature ${feature} of ${name}. The other ${model.config.d_model - 1} filters fill the rest of the {stream|token’s} row.`,
    ),
  ];
}

function wholeText(work: PatchEmbedding): string {
  const { count, feature, bias, biased, result } = work;
  const bare = `Filter ${feature} looks at ${patchName(work)}. ${count} products add up to ${number(result - bias)}`;
  const whose = `feature ${feature} of the patch’s {stream|token}`;
  return biased
    ? `${bare}; with the bias of ${number(bias)} that makes ${number(result)}, ${whose}.`
    : `${bare}, ${whose}.`;
}

function slideText({ side, prefix }: Setting["grid"], row: number): string {
  const first = prefix + row * side;
  return `The window steps through row ${row} of the grid. Its ${side} patches become {stream|tokens} ${first} to ${first + side - 1}.`;
}

function normaliseText({ colours, pixels }: PatchEmbedding, preprocess: Setting["model"]["preprocess"]): string {
  const [mean, std] = [preprocess.mean[0], preprocess.std[0]];
  const raw = colours[0]!;
  const scaled =
    Math.abs(preprocess.rescale * 255 - 1) < 1e-6 ? `${raw} / 255` : `${raw} × ${number(preprocess.rescale)}`;
  return `Three channels, one number each a pixel. The model centres and scales them: the first pixel’s red is ${raw}, so the model sees (${scaled} − ${number(mean)}) / ${number(std)} = ${number(pixels[0]!)}.`;
}

function termText(work: PatchEmbedding, index: number): string {
  const [pixel, weight, product] = [work.pixels[index]!, work.filter[index]!, work.products[index]!];
  const { channel, row, column } = termPlace(work.size, index);
  const name = CHANNEL_NAMES[channel]!;
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}, pixel (${row}, ${column}): ${number(pixel)} × ${number(weight)} = ${number(product)}. ${effect(pixel, weight, product)}`;
}

function effect(pixel: number, weight: number, product: number): string {
  if (product === 0) return "The sum stays.";
  return Math.sign(pixel) === Math.sign(weight)
    ? "The signs agree, so the sum goes up."
    : "The signs differ, so the sum goes down.";
}

function biasText({ feature, bias, result }: PatchEmbedding): string {
  return `Filter ${feature} has a bias of ${number(bias)}, the same for every patch: ${plus(result - bias, bias)} = ${number(result)}.`;
}

function formula(work: PatchEmbedding, { phase, index }: Step): Piece[] {
  const { count, feature, bias, biased, result } = work;
  const now = (is: boolean) => (is ? ({ part: "now" } as const) : {});
  const term = (i: number): Piece[] => {
    const isNow = phase === "terms" && i === index;
    const [pixel, weight] = [number(work.pixels[i]!), number(work.filter[i]!)];
    return [{ text: `${pixel}·${weight}`, ...now(isNow) }, { text: " + " }];
  };
  const isLater = phase === "terms" && index >= SHOWN;
  const added: Piece = { text: number(Math.abs(bias)), ...now(phase === "bias") };
  return [
    { text: `feature ${feature}`, role: "stream" },
    { text: " = " },
    ...Array.from({ length: SHOWN }, (_, i) => term(i)).flat(),
    ...(isLater ? [{ text: "… + " }, ...term(index)] : []),
    { text: `… ${count - SHOWN - (isLater ? 1 : 0)} more`, part: "more" },
    ...(biased
      ? [
          { text: " + bias = " },
          { text: number(result - bias), ...now(phase === "sums") },
          { text: bias < 0 ? " − " : " + " },
          added,
        ]
      : []),
    { text: " = " },
    { text: number(result), part: "result", role: "stream" },
  ];
}

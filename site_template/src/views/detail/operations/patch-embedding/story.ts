/** The patch embedding as it is told: the window passes, one patch meets one filter, one number comes out. */
import { number } from "../../../../maths/numbers.ts";
import type { PatchEmbedding } from "../../../../maths/workings/patch-embedding.ts";
import type { Piece, Setting, Step, Story, Sum } from "../../operation.ts";
import { now } from "../pieces.ts";
import { manySteps, oneStep } from "../steps.ts";
import * as words from "./words.ts";
import type { PatchWork } from "./work.ts";

/** Seconds that the window takes for the whole picture. */
const SLIDE = 5;
/** Terms that the formula prints before it leaves some out. */
const PRINTED = 3;

export function patchEmbeddingStory(setting: Setting, { sum }: PatchWork): Story {
  return {
    title: words.title,
    words: words.paragraphs(setting.grid, sum, setting.model.config.d_model),
    code: code(setting, sum),
    steps: steps(setting, sum),
    formula: (step) => formula(sum, step),
    sum: termsOf(sum),
    result: sum.result,
  };
}

function code({ model, grid }: Setting, { size, row, column, feature, biased }: PatchEmbedding): readonly string[] {
  const { d_model: width } = model.config;
  const slice = (at: number, length: number) => `${at * length}:${(at + 1) * length}`;
  const edge = size.height === size.width ? `${size.width}` : `(${size.height}, ${size.width})`;
  return [
    `conv = nn.Conv2d(3, ${width}, ${edge}, ${edge}${biased ? "" : ", bias=False"})`,
    `x = (image / 255 - mean) / std`,
    `e = conv(x)  # [${width}, ${grid.rows}, ${grid.columns}]`,
    `hook_embed = e.flatten(1).mT`,
    words.byHand,
    `p = x[:, ${slice(row, size.height)}, ${slice(column, size.width)}]`,
    `products = p * conv.weight[${feature}]`,
    `products.sum()${biased ? ` + conv.bias[${feature}]` : ""}`,
  ];
}

function steps({ model, grid, cell }: Setting, work: PatchEmbedding): readonly Step[] {
  const width = model.config.d_model;
  const rows = Array.from({ length: grid.rows }, (_, row) => ({
    ...oneStep("grid rows", SLIDE / grid.rows, [2, 3], () => words.slide(grid, row)),
    index: row,
    count: grid.rows,
  }));
  return [
    oneStep("whole", 1.5, [2, 3], () => words.whole(work)),
    ...rows,
    oneStep("patch", 1.4, [5], () => words.patch(work, cell.token - grid.prefix)),
    oneStep("channels", 1.6, [1], () => words.normalise(work, model.preprocess)),
    oneStep("filter", 1.4, [0], () => words.filter(work)),
    ...manySteps("terms", work.count, [6], (i) => words.oneTerm(work, i)),
    oneStep("sums", 1.6, [7], () => words.sums(work)),
    ...(work.biased ? [oneStep("bias", 1.4, [7], () => words.bias(work))] : []),
    oneStep("place", 1.6, [3], () => words.place(work, width)),
  ];
}

const termsOf = (work: PatchEmbedding): Sum => ({
  count: work.count,
  factors: words.factors.map((name) => ({ name, role: "plain" })),
  term: (i) => ({
    name: words.termName(work, i),
    factors: [work.pixels[i]!, work.filter[i]!],
    value: work.products[i]!,
    running: work.running[i]!,
  }),
});

function formula(work: PatchEmbedding, { phase, index }: Step): readonly Piece[] {
  const { count, bias, biased, result } = work;
  const term = (i: number): readonly Piece[] => {
    const text = `${number(work.pixels[i]!)}·${number(work.filter[i]!)}`;
    return [now({ text }, phase === "terms" && i === index), { text: " + " }];
  };
  const isLater = phase === "terms" && index >= PRINTED;
  const ending: readonly Piece[] = [
    { text: words.plusBias },
    now({ text: number(result - bias) }, phase === "sums"),
    { text: bias < 0 ? " − " : " + " },
    now({ text: number(Math.abs(bias)) }, phase === "bias"),
  ];
  return [
    { text: words.symbol(work), role: "stream" },
    { text: " = " },
    ...Array.from({ length: PRINTED }, (_, i) => term(i)).flat(),
    ...(isLater ? [{ text: "… + " }, ...term(index)] : []),
    { text: words.more(count - PRINTED - (isLater ? 1 : 0)), part: "more" },
    ...(biased ? ending : []),
    { text: " = " },
    { text: number(result), part: "result", role: "stream" },
  ];
}

/** What the page of the list of tokens tells: CLS in front, a place for each. */
import { number } from "../../../../maths/numbers.ts";
import { type Grid, tokenName } from "../../../../maths/tokens.ts";
import type { Piece, Setting, Step, Story } from "../../operation.ts";
import { pace } from "../pace.ts";
import { nearest } from "./nearest.ts";
import type { ConcatWork } from "./work.ts";

export function concatStory(setting: Setting, work: ConcatWork): Story {
  return {
    title: "How does a token know its place?",
    words: words(setting, work),
    code: code(setting),
    steps: steps(setting, work),
    formula: (step) => formula(setting, work, step),
    sum: null,
    result: work.sum.result,
  };
}

/** "CLS", "CLS and the distillation token": what stands in front of the patches. */
function prefixNames({ prefix, ...grid }: Grid): string {
  const names = Array.from({ length: prefix }, (_, i) => tokenName({ prefix, ...grid }, i));
  return names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

function words({ grid }: Setting, { sum }: ConcatWork): string[] {
  const patches = grid.side ** 2;
  const front =
    grid.prefix === 0
      ? `The list of tokens has ${patches} rows, one for each patch.`
      : `{cls|${prefixNames(grid)}} ${grid.prefix === 1 ? "is a learned row" : "are learned rows"} that ${grid.prefix === 1 ? "belongs" : "belong"} to no patch. In front of the ${patches} rows of the patches ${grid.prefix === 1 ? "it gathers" : "they gather"} what the answer needs; the list has ${grid.tokens} rows.`;
  return [
    `${front} A row says what is there, not where: attention treats the list as a set, and without more a jumbled picture would give the same answer.`,
    `So each place has a learned row of ${sum.width} numbers, its {stream|position}, the same on every picture. It is added to what stands there, and the sum enters the first block.`,
    `The map shows the cosine between the position of this place and that of every other. Places that are near each other often have similar rows, which the authors of ViT saw too (Dosovitskiy et al. 2021, arXiv 2010.11929, figure 7).`,
  ];
}

function code({ model, grid, cell }: Setting): string[] {
  const row = cell.token;
  return [
    `e = hook_embed  # [${grid.side ** 2}, ${model.config.d_model}]`,
    grid.prefix > 0 ? `x = torch.cat([cls_token, e])` : `x = e`,
    `hook_full_embed = x + W_pos`,
    `# how alike are the places?`,
    `p = W_pos[${row}:${row + 1}]`,
    `F.cosine_similarity(p, W_pos)`,
  ];
}

function steps({ grid, cell }: Setting, work: ConcatWork): Step[] {
  const { sum } = work;
  const name = tokenName(grid, cell.token);
  const count = sum.width;
  const one = (phase: string, seconds: number, lines: number[], say: () => string): Step => ({
    phase,
    index: 0,
    count: 1,
    seconds,
    lines,
    say,
  });
  const front = one(
    "front",
    1.6,
    [0, 1],
    () =>
      `{cls|${prefixNames(grid)}} ${grid.prefix === 1 ? "is" : "are"} put in front: ${grid.side ** 2} rows become ${grid.tokens}. Patch (0, 0) is row ${grid.prefix} of the list.`,
  );
  return [
    one("whole", 1.6, [1, 2], () => wholeText(name, work)),
    ...(grid.prefix > 0 ? [front] : []),
    one(
      "positions",
      1.6,
      [2],
      () =>
        `Position ${cell.token} is the learned row of this place: length ${number(sum.lengths.position)}, beside ${number(sum.lengths.content)} of what ${name} holds.`,
    ),
    ...Array.from(
      { length: count },
      (_, i): Step => ({
        phase: "numbers",
        index: i,
        count,
        seconds: pace(i, count),
        lines: [2],
        say: () => numberText(work, i),
      }),
    ),
    one("likeness", 2, [4, 5], () => likenessText(grid, work)),
    one(
      "place",
      1.4,
      [2],
      () =>
        `Feature ${sum.column} of ${name} is ${number(sum.result)}. The row enters block 0 with length ${number(sum.lengths.sum)}.`,
    ),
  ];
}

function wholeText(name: string, { sum }: ConcatWork): string {
  const { content, position, sum: length } = sum.lengths;
  return `The row of ${name} has length ${number(content)}. The {stream|position} of its place, of length ${number(position)}, is added; the token has length ${number(length)}.`;
}

function numberText({ sum }: ConcatWork, i: number): string {
  const [content, position, both] = [sum.content[i]!, sum.position[i]!, sum.sums[i]!];
  return `Feature ${i}: ${number(content)} for what is there, ${number(position)} for where: together ${number(both)}.`;
}

function likenessText(grid: Grid, work: ConcatWork): string {
  const { token } = work.sum;
  const most = nearest(work, grid, 3);
  const own =
    token < grid.prefix
      ? `{cls|${tokenName(grid, token)}} has a position of its own, although it lies nowhere.`
      : `Position ${token} is compared with every other.`;
  if (most.length === 0) return `${own} The row is all zeros, so it is like nothing.`;
  return `${own} Most alike: ${most.map((one) => `${tokenName(grid, one.token)} ${number(one.cosine)}`).join(", ")}.`;
}

function formula({ cell }: Setting, { sum }: ConcatWork, { phase, index }: Step): Piece[] {
  const at = phase === "numbers" ? index : sum.column;
  const isNow = phase === "numbers";
  const part = isNow ? ({ part: "now" } as const) : {};
  return [
    { text: `token ${cell.token}, feature ${at}`, role: "stream" },
    { text: " = " },
    { text: number(sum.content[at]!), ...part },
    { text: " + " },
    { text: number(sum.position[at]!), ...part },
    { text: " = " },
    { text: number(sum.sums[at]!), role: "stream", ...(isNow ? {} : ({ part: "result" } as const)) },
  ];
}

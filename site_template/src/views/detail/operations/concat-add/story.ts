/** The list of tokens as it is told: what comes in front, a place for each, the places compared. */
import { number } from "../../../../maths/numbers.ts";
import { patchCount, tokenName } from "../../../../maths/tokens.ts";
import type { Piece, Setting, Step, Story } from "../../operation.ts";
import { now } from "../pieces.ts";
import { manySteps, oneStep } from "../steps.ts";
import { nearest } from "./nearest.ts";
import * as words from "./words.ts";
import type { ConcatWork } from "./work.ts";

export function concatStory(setting: Setting, work: ConcatWork): Story {
  return {
    title: words.title,
    words: words.paragraphs(setting.grid, work),
    code: code(setting),
    steps: steps(setting, work),
    formula: (step) => formula(work, step),
    sum: null,
    result: work.sum.result,
  };
}

function code({ model, grid, cell, hook }: Setting): readonly string[] {
  const front = hook.weights.map((name) => name.split(".").at(-1));
  return [
    `e = hook_embed  # [${patchCount(grid)}, ${model.config.d_model}]`,
    grid.prefix > 0 ? `x = torch.cat([${front.length > 0 ? front.join(", ") : "cls_token"}, e])` : `x = e`,
    `hook_full_embed = x + W_pos`,
    words.howAlike,
    `p = W_pos[${cell.token}:${cell.token + 1}]`,
    `F.cosine_similarity(p, W_pos)`,
  ];
}

function steps({ grid, cell }: Setting, work: ConcatWork): readonly Step[] {
  const name = tokenName(grid, cell.token);
  return [
    oneStep("whole", 1.6, [1, 2], () => words.whole(name, work)),
    ...(grid.prefix > 0 ? [oneStep("front", 1.6, [0, 1], () => words.front(grid))] : []),
    oneStep("positions", 1.6, [2], () => words.positions(name, work)),
    ...manySteps("numbers", work.sum.width, [2], (i) => words.oneNumber(work, i)),
    oneStep("likeness", 2, [4, 5], () => words.likeness(grid, cell.token, nearest(work, grid, 3))),
    oneStep("place", 1.4, [2], () => words.place(name, work)),
  ];
}

function formula({ sum }: ConcatWork, { phase, index }: Step): readonly Piece[] {
  const isNow = phase === "numbers";
  const at = isNow ? index : sum.column;
  return [
    { text: words.symbol(sum.token, at), role: "stream" },
    { text: " = " },
    now({ text: number(sum.content[at]!) }, isNow),
    { text: " + " },
    now({ text: number(sum.position[at]!) }, isNow),
    { text: " = " },
    { text: number(sum.sums[at]!), role: "stream", ...(isNow ? {} : ({ part: "result" } as const)) },
  ];
}

/** An addition to the residual stream as it is told: what was there, what is written, what goes on. */
import { blockOf, kindOf } from "../../../../hooks/kinds.ts";
import { number } from "../../../../maths/numbers.ts";
import { tokenName } from "../../../../maths/tokens.ts";
import type { Piece, Setting, Step, Story } from "../../operation.ts";
import { lastName } from "../names.ts";
import { now } from "../pieces.ts";
import { manySteps, oneStep } from "../steps.ts";
import * as words from "./words.ts";
import type { ResidualWork } from "./work.ts";

export function residualStory(setting: Setting, work: ResidualWork): Story {
  return {
    title: words.title(work.writer),
    words: words.paragraphs(work, tokenName(setting.grid, setting.cell.token)),
    code: code(setting),
    steps: steps(setting, work),
    formula: (step) => formula(setting, work, step),
    sum: null,
    result: work.sum.result,
  };
}

function code({ hook, cell }: Setting): readonly string[] {
  const [before, written] = hook.inputs.map(lastName);
  return [
    `x, a = ${before}, ${written}`,
    `y = x + a  # ${lastName(hook.name)}`,
    `x, a, y = x[${cell.token}], a[${cell.token}], y[${cell.token}]`,
    `x.norm(), a.norm(), y.norm()`,
    `F.cosine_similarity(x, a, dim=0)`,
    `(a @ y) / (y @ y)  ${words.shareComment}`,
  ];
}

function steps(setting: Setting, work: ResidualWork): readonly Step[] {
  const name = tokenName(setting.grid, setting.cell.token);
  return [
    oneStep("whole", 1.6, [1], () => words.whole(work, name)),
    oneStep("stream", 1.2, [0], () => words.stream(work, name, placeOf(setting))),
    oneStep("written", 1.2, [0], () => words.written(work, name)),
    ...manySteps("numbers", work.sum.width, [1], (i) => words.oneNumber(work, i)),
    oneStep("lengths", 1.8, [2, 3], () => words.lengths(work)),
    oneStep("angle", 1.8, [4, 5], () => words.angle(work)),
    oneStep("place", 1.4, [1], () => words.place(work, name)),
  ];
}

function placeOf({ hook, model }: Setting): words.Place {
  const block = blockOf(hook.stage);
  if (block === null) return { at: "outside" };
  const stream = model.hooks.find(({ name }) => name === hook.inputs[0]);
  return { at: stream && kindOf(stream).id === "resid_mid" ? "middle" : "entry", block };
}

function formula({ hook }: Setting, { sum, role }: ResidualWork, { phase, index }: Step): readonly Piece[] {
  const isNow = phase === "numbers";
  const at = isNow ? index : sum.column;
  return [
    { text: `${lastName(hook.name)}[${sum.token}, ${at}]`, role: "stream" },
    { text: " = " },
    now({ text: number(sum.before[at]!), role: "stream" }, isNow),
    { text: " + " },
    now({ text: number(sum.written[at]!), role }, isNow),
    { text: " = " },
    { text: number(sum.sums[at]!), role: "stream", ...(isNow ? {} : ({ part: "result" } as const)) },
  ];
}

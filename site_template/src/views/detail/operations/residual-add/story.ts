/** What an addition to the residual stream tells. */
import { blockOf } from "../../../../hooks/kinds.ts";
import { number, percent, tick } from "../../../../maths/numbers.ts";
import { tokenName } from "../../../../maths/tokens.ts";
import type { Piece, Setting, Step, Story } from "../../operation.ts";
import { pace } from "../pace.ts";
import type { ResidualWork } from "./work.ts";

export function residualStory(setting: Setting, work: ResidualWork): Story {
  return {
    title: `What does ${work.writer.name} add to the stream?`,
    words: words(setting, work),
    code: code(setting),
    steps: steps(setting, work),
    formula: (step) => formula(setting, work, step),
    sum: null,
    result: work.sum.result,
  };
}

function words({ grid, cell }: Setting, { writer }: ResidualWork): string[] {
  const { role, name, title } = writer;
  return [
    `The {stream|residual stream} is the row of numbers that a token carries through all blocks. ${title} reads it and writes a row of the same width, which is {${role}|added}, number by number. Nothing is overwritten.`,
    `An arrow stands for a row of ${tokenName(grid, cell.token)}: its length is the root of the sum of squares. Where the two arrows are at right angles, {${role}|what is written} says something new; along the stream it makes it longer, against it shorter.`,
    `Because of the sum, the gradient has a direct way back to every block (He et al. 2016, arXiv 1603.05027). And a row of the stream is exactly what it started with plus everything that ${name === "attention" ? "attention and MLPs have" : "MLPs and attention have"} written so far.`,
  ];
}

const short = (name: string): string => name.split(".").at(-1)!;

function code({ hook, cell }: Setting): string[] {
  const [before, written] = hook.inputs.map(short);
  return [
    `x, a = ${before}, ${written}`,
    `y = x + a  # ${short(hook.name)}`,
    `x, a, y = x[${cell.token}], a[${cell.token}], y[${cell.token}]`,
    `x.norm(), a.norm(), y.norm()`,
    `F.cosine_similarity(x, a, dim=0)`,
    `(a @ y) / (y @ y)  # share`,
  ];
}

function steps(setting: Setting, work: ResidualWork): Step[] {
  const { sum, writer } = work;
  const { lengths } = sum;
  const name = tokenName(setting.grid, setting.cell.token);
  const count = sum.width;
  const one = (phase: string, seconds: number, lines: number[], text: string): Step => ({
    phase,
    index: 0,
    count: 1,
    seconds,
    lines,
    say: () => text,
  });
  return [
    one("whole", 1.6, [1], wholeText(setting, work)),
    one(
      "stream",
      1.2,
      [0],
      `This is the {stream|stream} of ${name} ${before(setting)}: ${count} numbers, length ${number(lengths.before)}.`,
    ),
    one(
      "written",
      1.2,
      [0],
      `This is {${writer.role}|what ${writer.name} writes} for ${name}: also ${count} numbers, length ${number(lengths.written)}.`,
    ),
    ...Array.from(
      { length: count },
      (_, i): Step => ({
        phase: "numbers",
        index: i,
        count,
        seconds: pace(i, count),
        lines: [1],
        say: () => numberText(work, i),
      }),
    ),
    one(
      "lengths",
      1.8,
      [2, 3],
      `The length was ${number(lengths.before)}; a row of length ${number(lengths.written)} is added; it is ${number(lengths.after)} now. ${lengthText(work)}`,
    ),
    one("angle", 1.8, [4, 5], angleText(work)),
    one(
      "place",
      1.4,
      [1],
      `Feature ${sum.column} of ${name} is ${number(sum.result)}. The sum is the {stream|stream} that goes on.`,
    ),
  ];
}

const before = ({ hook }: Setting): string => {
  const block = blockOf(hook.stage);
  return block === null
    ? "before"
    : hook.inputs[0]!.includes("resid_mid")
      ? `in the middle of block ${block}`
      : `as it enters block ${block}`;
};

function wholeText({ grid, cell }: Setting, { sum, writer }: ResidualWork): string {
  const { lengths, share } = sum;
  const part =
    share === null
      ? ""
      : ` Seen along the new row, ${percent(share).replace("-", "−")} % of its length comes from what was written.`;
  return `${writer.title} writes a row of length ${number(lengths.written)} onto a {stream|stream} of length ${number(lengths.before)}; ${tokenName(grid, cell.token)} goes on with length ${number(lengths.after)}.${part}`;
}

function numberText({ sum, writer }: ResidualWork, i: number): string {
  const [x, a, y] = [sum.before[i]!, sum.written[i]!, sum.sums[i]!];
  return `Feature ${i}: {stream|${number(x)}} + {${writer.role}|${number(a)}} = ${number(y)}. ${effect(x, a, y)}`;
}

function effect(x: number, a: number, y: number): string {
  if (a === 0) return "Nothing is added here.";
  if (x === 0) return "There was nothing before.";
  if (Math.sign(x) === Math.sign(a)) return "The signs agree: it moves away from 0.";
  return Math.sign(y) === Math.sign(x)
    ? "The signs differ: it moves towards 0."
    : "The signs differ, and what is written is the larger: the sign turns.";
}

function lengthText({ sum }: ResidualWork): string {
  const { before: from, after: to } = sum.lengths;
  if (from === 0) return "Before, there was nothing.";
  const change = to / from - 1;
  return `That is ${percent(Math.abs(change))} % ${change < 0 ? "less" : "more"}.`;
}

function angleText({ sum, writer }: ResidualWork): string {
  if (sum.cosine === null || sum.share === null)
    return "One of the rows is all zeros, so there is no angle between them.";
  const degrees = tick(Math.round((Math.acos(sum.cosine) * 1800) / Math.PI) / 10);
  const how =
    Math.abs(sum.cosine) < 0.2
      ? "Nearly at right angles: it adds a direction that the stream did not have"
      : sum.cosine > 0
        ? "It points partly the way the stream points already"
        : "It points partly against the stream, and takes some of it back";
  return `The cosine between the stream and {${writer.role}|what is written} is ${number(sum.cosine)}, an angle of ${degrees}°. ${how}. Along the new row, ${percent(sum.share).replace("-", "−")} % of the length comes from it.`;
}

function formula({ hook, cell }: Setting, { sum, writer }: ResidualWork, { phase, index }: Step): Piece[] {
  const at = phase === "numbers" ? index : sum.column;
  const part = phase === "numbers" ? ({ part: "now" } as const) : {};
  return [
    { text: `${short(hook.name)}[${cell.token}, ${at}]`, role: "stream" },
    { text: " = " },
    { text: number(sum.before[at]!), role: "stream", ...part },
    { text: " + " },
    { text: number(sum.written[at]!), role: writer.role, ...part },
    { text: " = " },
    { text: number(sum.sums[at]!), ...(phase === "numbers" ? {} : ({ part: "result" } as const)), role: "stream" },
  ];
}

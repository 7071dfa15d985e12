/** One logit: the row that the head reads times the column of a class, plus its bias. */
import { number } from "../../../../maths/numbers.ts";
import { largest } from "../../../../maths/statistics.ts";
import { type linearAt, logitAt } from "../../../../maths/workings/sums.ts";
import { sharedScale, weightScale } from "../../figures/scales.ts";
import type { Operation, Setting, Story } from "../../operation.ts";
import { biasName, largestSays, matrixName, shortName, sumPage } from "./page.ts";
import { firstTermOf, howOf, plus, sumStory, type Telling } from "./story.ts";

export type HeadWork = ReturnType<typeof linearAt>;

const classOf = ({ model }: Setting, index: number): string => model.labels[index] ?? `class ${index}`;

/** Whose row is read. */
const readOf = ({ grid }: Setting): string => (grid.prefix > 0 ? "CLS" : "the mean of all patches");

export const headPage: Operation<HeadWork> = {
  needs: ({ hook }) => ({ tensors: [hook.inputs[0]!, hook.name], weights: hook.weights }),
  work({ hook, cell, grid }, material) {
    const [weight, bias] = hook.weights.map((name) => material.weight(name));
    const at = { column: cell.column, prefix: grid.prefix };
    return logitAt(material.tensor(hook.inputs[0]!), weight!, bias ?? null, material.tensor(hook.name), at);
  },
  story: (setting, work): Story => sumStory(work, telling(setting, work)),
  figure: (context) =>
    sumPage<HeadWork>(context, (setting, work) => {
      const { hook, tone, state } = setting;
      const [name, label] = [matrixName(hook), classOf(setting, work.index)];
      const told = telling(setting, work);
      return {
        name: `${hook.name}, one class`,
        label: `The row of ${readOf(setting)} times the column of ${label} in ${name}: sum ${number(work.total)}, logit ${number(work.result)}`,
        sum: work,
        left: {
          role: setting.grid.prefix > 0 ? "cls" : "norm",
          title: setting.grid.prefix > 0 ? "CLS" : "mean row",
          under: "normalised row",
          scale: sharedScale(tone, state.range, work.left),
          quantity: "normalised row",
        },
        right: {
          role: "plain",
          title: short(label),
          under: `column ${work.index} of ${name}, laid flat`,
          scale: weightScale(work.matrix.data, tone, state.range),
          quantity: `weight, ${name}`,
        },
        heads: null,
        matrix: { matrix: work.matrix, name, groups: { rows: null, columns: null } },
        above: null,
        beside: null,
        termName: told.termName,
        result: {
          role: "class",
          title: "logits",
          under: "one a class",
          scale: sharedScale(tone, state.range, work.row),
          quantity: "logit",
          heads: null,
          how: howOf(work),
          placeName: (i) => classOf(setting, i),
        },
        picks: (index) => ({ column: index }),
        firstTerm: firstTermOf(told),
      };
    }),
};

function telling(setting: Setting, work: HeadWork): Telling {
  const { hook, grid, model } = setting;
  const [x, name, bias] = [shortName(hook.inputs[0]!), matrixName(hook), biasName(hook)];
  const label = classOf(setting, work.index);
  const termName = (i: number) => `feature ${i}`;
  const read = grid.prefix > 0 ? `{cls|CLS}` : "the mean of all patches";
  const end =
    work.bias === null
      ? `make ${number(work.result)}`
      : `and the bias of the class make ${plus(work.total, work.bias)} = ${number(work.result)}`;
  return {
    title: "How much speaks for a class?",
    words: [
      grid.prefix > 0
        ? `Of all tokens only {cls|CLS} is read now: what the model has found out about the picture has come together in its row.`
        : `The rows of all patches are averaged: what the model has found out about the picture is in that one row.`,
      `${name} has a column for each of ${model.config.n_classes} {class|classes}. A class gets a high {class|logit} where the row and its column point the same way.`,
      "Logits have no unit: only the differences between them count, as the softmax that follows shows.",
    ],
    code: [
      grid.prefix > 0 ? `row = ${x}[0]  # CLS` : `row = ${x}.mean(0)`,
      `column = ${name}[:, ${work.index}]  # ${short(label)}`,
      `total = (row * column).sum()`,
      `logits[${work.index}] = total${bias ? ` + ${bias}[${work.index}]` : ""}`,
      `logits = row @ ${name}${bias ? ` + ${bias}` : ""}`,
    ],
    lines: { whole: 4, weights: 1, terms: 2, end: 3 },
    symbol: { text: `logit of ${short(label)}`, role: "class" },
    factors: [
      { name: grid.prefix > 0 ? "CLS" : "mean row", role: grid.prefix > 0 ? "cls" : "norm" },
      { name: `column ${work.index} of ${name}`, role: "plain" },
    ],
    termName,
    whole: `${work.terms.length} products of the row of ${read} and the column of {class|${label}} ${end}. ${largestSays(work, termName)}`,
    weights: `Column ${work.index} of ${name} belongs to {class|${label}}: ${work.terms.length} learned numbers. Where one is large, that feature of the row counts much for the class.`,
    result: `${number(work.result)} is the {class|logit} of ${label}. ${rankSays(setting, work)}`,
  };
}

/** ImageNet's names are lists of synonyms. */
const short = (label: string): string => label.split(",")[0]!;

function rankSays(setting: Setting, { row, index }: HeadWork): string {
  const [first] = largest(row, 1);
  if (first === index) return "No class has a higher one.";
  return `The highest is that of ${classOf(setting, first!)}, ${number(row[first!]!)}.`;
}

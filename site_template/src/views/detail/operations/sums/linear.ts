/** A row times a matrix plus a bias, one number of it: queries, keys and values, and both products of the MLP. */
import { number } from "../../../../maths/numbers.ts";
import { linearAt } from "../../../../maths/workings/sums.ts";
import { sharedScale, weightScale } from "../../figures/scales.ts";
import type { Operation, Setting, Story } from "../../operation.ts";
import { type LinearText, linearText } from "./linear-text.ts";
import { biasName, largestSays, matrixName, nameOfToken, shortName, sumPage } from "./page.ts";
import { firstTermOf, howOf, plus, sumStory, type Telling } from "./story.ts";

export type LinearWork = ReturnType<typeof linearAt> & { readonly tokens: number };

const headWidth = ({ hook }: Setting): number | null => (hook.dims.includes("head") ? hook.shape[2]! : null);

/** Place of the number in its row, heads side by side. */
const columnOf = (setting: Setting): number => setting.cell.head * (headWidth(setting) ?? 0) + setting.cell.column;

export const linearPage: Operation<LinearWork> = {
  needs: ({ hook }) => ({ tensors: [hook.inputs[0]!, hook.name], weights: hook.weights }),
  work(setting, material) {
    const { hook, cell } = setting;
    const [weight, bias] = hook.weights.map((name) => material.weight(name));
    const x = material.tensor(hook.inputs[0]!);
    const at = { row: cell.token, column: columnOf(setting) };
    return { ...linearAt(x, weight!, bias ?? null, material.tensor(hook.name), at), tokens: x.shape[0]! };
  },
  story: (setting, work): Story => sumStory(work, telling(setting, work)),
  figure: (context) =>
    sumPage<LinearWork>(context, (setting, work) => {
      const { hook, tone, state } = setting;
      const [text, told] = [linearText(hook), telling(setting, work)];
      const width = headWidth(setting);
      const name = matrixName(hook);
      const tokens = nameOfToken(setting);
      return {
        name: `${hook.name}, one number`,
        label: `${tokens}: ${work.terms.length} numbers times column ${work.index} of ${name}, running sum ${number(work.total)}, result ${number(work.result)}`,
        sum: work,
        left: {
          role: text.inputRole,
          title: text.input,
          under: `of ${tokens}`,
          scale: sharedScale(tone, state.range, work.left),
          quantity: text.input,
        },
        right: {
          role: "plain",
          title: `column ${work.index}`,
          under: `of ${name}, laid flat`,
          scale: weightScale(work.matrix.data, tone, state.range),
          quantity: `weight, ${name}`,
        },
        heads: null,
        matrix: { matrix: work.matrix, name, groups: { rows: null, columns: width } },
        above: null,
        beside: null,
        termName: told.termName,
        result: {
          role: text.role,
          title: text.output,
          under: `of ${tokens}`,
          scale: sharedScale(tone, state.range, work.row),
          quantity: text.output,
          heads: width === null ? null : work.row.length / width,
          how: howOf(work),
          placeName: (i) => (width === null ? `feature ${i}` : `head ${Math.floor(i / width)}, feature ${i % width}`),
        },
        picks: (index) =>
          width === null ? { column: index } : { head: Math.floor(index / width), column: index % width },
        firstTerm: firstTermOf(told),
      };
    }),
};

function telling(setting: Setting, work: LinearWork): Telling {
  const { hook } = setting;
  const text = linearText(hook);
  const [name, count] = [matrixName(hook), work.terms.length];
  const termName = (i: number) => `feature ${i}`;
  return {
    title: text.title,
    words: text.words(setting, name),
    code: code(setting, work),
    lines: { whole: 4, weights: 1, terms: 2, end: 3 },
    symbol: { text: symbolOf(setting), role: text.role },
    factors: [
      { name: text.input, role: text.inputRole },
      { name: `column ${work.index} of ${name}`, role: "plain" },
    ],
    termName,
    whole: `${wholeSays(setting, work, text)} ${largestSays(work, termName)}`,
    weights: `The weights are column ${work.index} of ${name}: ${count} learned numbers, the same for every token and every picture.`,
    result: `${number(work.result)} is ${placeOf(setting)} of ${nameOfToken(setting)}. The other columns of ${name} fill the rest of the row.`,
  };
}

function wholeSays(setting: Setting, work: LinearWork, { role, output }: LinearText): string {
  const end =
    work.bias === null
      ? `add up to ${number(work.result)}`
      : `and a bias make ${plus(work.total, work.bias)} = ${number(work.result)}`;
  const what = `{${role}|${output}} of ${nameOfToken(setting)}`;
  return `${work.terms.length} products ${end}: ${placeOf(setting)} of the ${what}.`;
}

function placeOf(setting: Setting): string {
  const { hook, cell } = setting;
  return `${hook.dims.includes("d_mlp") ? "hidden feature" : "feature"} ${cell.column}${hook.dims.includes("head") ? ` in head ${cell.head}` : ""}`;
}

function indices({ hook, cell }: Setting): string {
  return `[${[cell.token, ...(hook.dims.includes("head") ? [cell.head] : []), cell.column].join(", ")}]`;
}

const symbolOf = (setting: Setting): string => `${shortName(setting.hook.name)}${indices(setting)}`;

function code(setting: Setting, work: LinearWork): string[] {
  const { hook, cell, model } = setting;
  const [x, y, name, bias] = [shortName(hook.inputs[0]!), shortName(hook.name), matrixName(hook), biasName(hook)];
  const heads = hook.dims.includes("head");
  const flat = heads ? `.view(${work.tokens}, ${model.config.n_heads}, ${hook.shape[2]})` : "";
  const all = `${x} @ ${name}${bias ? ` + ${bias}` : ""}`;
  return [
    `row = ${x}[${cell.token}]`,
    `column = ${name}[:, ${work.index}]`,
    `total = (row * column).sum()`,
    `${y}${indices(setting)} = total${bias ? ` + ${bias}[${work.index}]` : ""}`,
    heads ? `${y} = (${all})${flat}` : `${y} = ${all}`,
  ];
}

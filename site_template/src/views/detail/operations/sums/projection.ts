/** One number of the attention output: the mixes of all heads side by side, times a column of W_O, plus a bias. */
import { number } from "../../../../maths/numbers.ts";
import { groupTotals, linearAt } from "../../../../maths/workings/sums.ts";
import { sharedScale, weightScale } from "../../figures/scales.ts";
import type { Operation, Setting, Story } from "../../operation.ts";
import { biasName, largestSays, matrixName, nameOfToken, shortName, sumPage } from "./page.ts";
import { firstTermOf, howOf, plus, sumStory, type Telling } from "./story.ts";

export type ProjectionWork = ReturnType<typeof linearAt> & { readonly heads: number; readonly width: number };

export const projectionPage: Operation<ProjectionWork> = {
  needs: ({ hook }) => ({ tensors: [hook.inputs[0]!, hook.name], weights: hook.weights }),
  work({ hook, cell }, material) {
    const z = material.tensor(hook.inputs[0]!);
    const [weight, bias] = hook.weights.map((name) => material.weight(name));
    const at = { row: cell.token, column: cell.column };
    const [, heads, width] = z.shape as [number, number, number];
    return { ...linearAt(z, weight!, bias ?? null, material.tensor(hook.name), at), heads, width };
  },
  story: (setting, work): Story => sumStory(work, telling(setting, work)),
  figure: (context) =>
    sumPage<ProjectionWork>(context, (setting, work) => {
      const { hook, tone, state } = setting;
      const [name, token] = [matrixName(hook), nameOfToken(setting)];
      const told = telling(setting, work);
      return {
        name: `${hook.name}, one number`,
        label: `The mixes of ${work.heads} heads of ${token} side by side times column ${work.index} of ${name}: sum ${number(work.total)}, result ${number(work.result)}`,
        sum: work,
        left: {
          role: "value",
          title: "mix of values",
          under: "heads side by side",
          scale: sharedScale(tone, state.range, work.left),
          quantity: "mix of values",
        },
        right: {
          role: "plain",
          title: `column ${work.index}`,
          under: `of ${name}, laid flat`,
          scale: weightScale(work.matrix.data, tone, state.range),
          quantity: `weight, ${name}`,
        },
        heads: work.heads,
        matrix: { matrix: work.matrix, name, groups: { rows: work.width, columns: null } },
        above: null,
        beside: null,
        termName: told.termName,
        result: {
          role: "pattern",
          title: "attention output",
          under: `of ${token}`,
          scale: sharedScale(tone, state.range, work.row),
          quantity: "attention output",
          heads: null,
          how: howOf(work),
          placeName: (i) => `feature ${i}`,
        },
        picks: (index) => ({ column: index }),
        firstTerm: firstTermOf(told),
      };
    }),
};

function telling(setting: Setting, work: ProjectionWork): Telling {
  const { hook, cell } = setting;
  const [z, y, name, bias] = [shortName(hook.inputs[0]!), shortName(hook.name), matrixName(hook), biasName(hook)];
  const token = nameOfToken(setting);
  const { heads, width } = work;
  const termName = (i: number) => `head ${Math.floor(i / width)}, feature ${i % width}`;
  const at = `[${cell.token}, ${work.index}]`;
  const end =
    work.bias === null
      ? `make ${number(work.result)}`
      : `and a bias make ${plus(work.total, work.bias)} = ${number(work.result)}`;
  return {
    title: "How do the heads’ answers become one?",
    words: [
      `The {value|mixes} of the ${heads} heads are laid side by side: ${heads} × ${width} = ${heads * width} numbers. One matrix, ${name}, turns them into the row that attention adds to the {stream|residual stream}.`,
      `The rows of ${name} come in ${heads} groups, one a head. So each head writes to the stream on its own, and the sum of all is what attention says (Elhage et al. 2021, “A Mathematical Framework for Transformer Circuits”).`,
    ],
    code: [
      `row = ${z}[${cell.token}].flatten()`,
      `column = ${name}[:, ${work.index}]`,
      `total = (row * column).sum()`,
      `${y}${at} = total${bias ? ` + ${bias}[${work.index}]` : ""}`,
      `${y} = ${z}.flatten(1) @ ${name}${bias ? ` + ${bias}` : ""}`,
    ],
    lines: { whole: 4, weights: 1, terms: 2, end: 3 },
    symbol: { text: `${y}${at}`, role: "pattern" },
    factors: [
      { name: "mix of values", role: "value" },
      { name: `column ${work.index} of ${name}`, role: "plain" },
    ],
    termName,
    whole: `The ${heads} heads’ {value|mixes}, ${heads * width} numbers, times column ${work.index} of ${name} ${end}. ${headsSay(work)}`,
    weights:
      `The weights are column ${work.index} of ${name}: ${heads * width} learned numbers, the first ${width} for head 0, the next ${width} for head 1 and so on.`.replace(
        heads < 2 ? /, the first.*/ : /$^/,
        ".",
      ),
    sum: headsSay(work),
    result: `${number(work.result)} is feature ${work.index} of what attention adds to ${token}. ${largestSays(work, termName)}`,
  };
}

/** What each head adds, or, of many, the one that adds most. */
function headsSay(work: ProjectionWork): string {
  const totals = [...groupTotals(work, work.width)];
  if (totals.length === 1) return "";
  if (totals.length <= 4)
    return `${totals.map((total, i) => `${i === 0 ? "Head" : "head"} ${i} adds ${number(total)}`).join(", ")}.`;
  const most = totals.reduce((best, total, i) => (Math.abs(total) > Math.abs(totals[best]!) ? i : best), 0);
  return `Head ${most} has the largest say: ${number(totals[most]!)}.`;
}

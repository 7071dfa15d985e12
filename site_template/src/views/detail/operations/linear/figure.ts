/** A matrix product: the row, the column of the matrix, their products, the row that the sum stands in. */
import { kindOf } from "../../../../hooks/kinds.ts";
import type { Context } from "../../../../page/context.ts";
import { sharedScale } from "../../figures/scales.ts";
import type { OperationFigure, Setting } from "../../operation.ts";
import { matrixName } from "../names.ts";
import { type Drawn, sumPage } from "../sums/page.ts";
import { columnSide } from "../sums/sides.ts";
import { firstTermOf } from "../sums/story.ts";
import { becomes, columnOf, ofToken } from "../sums/words.ts";
import { featureName, tokenOf } from "../words.ts";
import { inputOf, textOf } from "./story.ts";
import { inHead, linearText, spoken } from "./words.ts";
import type { LinearWork } from "./work.ts";

export const linearFigure = (context: Context): OperationFigure<LinearWork> => sumPage(context, drawn);

function drawn(setting: Setting, work: LinearWork): Drawn {
  const { hook, tone, state } = setting;
  const [input, token, matrix] = [inputOf(setting), tokenOf(setting), matrixName(hook)];
  const { output } = linearText(hook);
  const width = work.headWidth;
  return {
    name: `${hook.name}, one number`,
    label: spoken(work, token, columnOf(work.index, matrix)),
    sum: work,
    left: {
      role: input.role,
      title: input.name,
      under: ofToken(token),
      scale: sharedScale(tone, state.range, work.left),
      quantity: input.name,
    },
    right: columnSide(setting, work.matrix, work.index),
    heads: null,
    matrix: { matrix: work.matrix, name: matrix, groups: { rows: null, columns: width } },
    above: null,
    beside: null,
    termName: featureName,
    result: {
      role: kindOf(hook).role,
      title: output,
      under: ofToken(token),
      scale: sharedScale(tone, state.range, work.row),
      quantity: output,
      heads: width === null ? null : work.row.length / width,
      how: becomes(work),
      placeName: (i) => (width === null ? featureName(i) : inHead(Math.floor(i / width), i % width)),
    },
    picks: (index) => (width === null ? { column: index } : { head: Math.floor(index / width), column: index % width }),
    firstTerm: firstTermOf(textOf(setting, work)),
  };
}

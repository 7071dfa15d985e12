/** One logit: the rows that are read, their mean where one is taken, the column of the class, the logits. */
import type { Context } from "../../../../page/context.ts";
import { sharedScale } from "../../figures/scales.ts";
import type { OperationFigure, Setting } from "../../operation.ts";
import { matrixName } from "../names.ts";
import { type Drawn, sumPage } from "../sums/page.ts";
import { columnSide } from "../sums/sides.ts";
import { firstTermOf } from "../sums/story.ts";
import { becomes, columnOf } from "../sums/words.ts";
import { classNameOf, firstName } from "../words.ts";
import { rowsLane } from "./rows-lane.ts";
import { isMean, rowRole, termNames, textOf } from "./story.ts";
import * as words from "./words.ts";
import type { HeadWork } from "./work.ts";

export const headFigure = (context: Context): OperationFigure<HeadWork> => sumPage(context, drawn);

function drawn(setting: Setting, work: HeadWork): Drawn {
  const { hook, tone, state, model } = setting;
  const [matrix, label] = [matrixName(hook), classNameOf(model, work.index)];
  const hasMean = work.parts.some(isMean);
  // Rows and their mean are compared, so they share a scale.
  const scale = hasMean
    ? sharedScale(tone, state.range, work.rows, work.left)
    : sharedScale(tone, state.range, work.left);
  return {
    name: `${hook.name}, one class`,
    label: words.spoken(work, label, matrix),
    sum: work,
    left: {
      role: rowRole(work),
      title: words.rowTitle(work.parts),
      under: words.rowUnder,
      scale,
      quantity: words.rowUnder,
    },
    right: {
      ...columnSide(setting, work.matrix, work.index),
      title: firstName(label),
      under: words.columnUnder(columnOf(work.index, matrix)),
    },
    heads: null,
    matrix: { matrix: work.matrix, name: matrix, groups: { rows: null, columns: null } },
    above: hasMean ? (_, shape) => rowsLane(work, scale, shape) : null,
    takesMean: hasMean,
    beside: null,
    termName: termNames(work),
    result: {
      role: "class",
      title: words.logits,
      under: words.oneEach,
      scale: sharedScale(tone, state.range, work.row),
      quantity: words.quantity,
      heads: null,
      how: becomes(work),
      placeName: (i) => classNameOf(model, i),
    },
    picks: (index) => ({ column: index }),
    firstTerm: firstTermOf(textOf(setting, work)),
  };
}

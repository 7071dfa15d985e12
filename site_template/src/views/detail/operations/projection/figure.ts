/** The attention output: the mixes of all heads side by side, a column of the matrix, what each head adds. */
import type { Context } from "../../../../page/context.ts";
import { sharedScale } from "../../figures/scales.ts";
import type { OperationFigure, Setting } from "../../operation.ts";
import { matrixName } from "../names.ts";
import { type Drawn, sumPage } from "../sums/page.ts";
import { columnSide } from "../sums/sides.ts";
import { firstTermOf } from "../sums/story.ts";
import { becomes, columnOf, ofToken } from "../sums/words.ts";
import { featureName, tokenOf } from "../words.ts";
import { termNames, textOf } from "./story.ts";
import * as words from "./words.ts";
import type { ProjectionWork } from "./work.ts";

export const projectionFigure = (context: Context): OperationFigure<ProjectionWork> => sumPage(context, drawn);

function drawn(setting: Setting, work: ProjectionWork): Drawn {
  const { hook, tone, state } = setting;
  const [matrix, token] = [matrixName(hook), tokenOf(setting)];
  return {
    name: `${hook.name}, one number`,
    label: words.spoken(work, token, columnOf(work.index, matrix)),
    sum: work,
    left: {
      role: "value",
      title: words.mix,
      under: words.sideBySide,
      scale: sharedScale(tone, state.range, work.left),
      quantity: words.mix,
    },
    right: columnSide(setting, work.matrix, work.index),
    heads: work.heads,
    matrix: { matrix: work.matrix, name: matrix, groups: { rows: work.width, columns: null } },
    above: null,
    beside: null,
    termName: termNames(work),
    result: {
      role: "pattern",
      title: words.output,
      under: ofToken(token),
      scale: sharedScale(tone, state.range, work.row),
      quantity: words.output,
      heads: null,
      how: becomes(work),
      placeName: featureName,
    },
    picks: (index) => ({ column: index }),
    firstTerm: firstTermOf(textOf(setting, work)),
  };
}
